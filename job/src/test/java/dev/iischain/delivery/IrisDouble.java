package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A double of DFIR-IRIS 2.4, written from its source: no key is unique, the filter looks for the
 * text anywhere, unknown fields are dropped, one bad indicator rejects the alert, and every failure
 * is a 400. It is not IRIS.
 */
final class IrisDouble extends HttpDouble {

  static final String CUSTOMER = "Example Corp";
  private static final int FIRST = 7;

  private static final List<String> SEVERITIES =
      List.of("Unspecified", "Informational", "Low", "Medium", "High", "Critical");
  private static final Map<String, String> TYPES =
      Map.of(
          "hostname", "",
          "filename", "^.+$",
          "account", "",
          "sha256", "[a-f0-9A-F]{64}",
          "md5", "[a-f0-9A-F]{32}");

  private final Map<Integer, ObjectNode> alerts = new TreeMap<>();
  private final Map<Integer, List<ObjectNode>> comments = new LinkedHashMap<>();
  private int cases;

  synchronized List<ObjectNode> alerts() {
    return new ArrayList<>(alerts.values());
  }

  synchronized int cases() {
    return cases;
  }

  synchronized List<ObjectNode> comments(int id) {
    return comments.getOrDefault(id, List.of());
  }

  @Override
  boolean accepts(Headers headers) {
    return ("Bearer " + TOKEN).equals(headers.first("Authorization"));
  }

  @Override
  Answer unauthorised() {
    return Answer.of(401, error("Authentication required"));
  }

  @Override
  synchronized Map<String, List<Long>> shown() {
    Map<String, List<Long>> shown = new TreeMap<>();
    for (ObjectNode alert : alerts.values()) {
      shown
          .computeIfAbsent(alert.path("alert_source_ref").asText(), key -> new ArrayList<>())
          .add(OwnTags.read(IrisText.tags(alert.path("alert_tags").asText())).revision());
    }
    return shown;
  }

  @Override
  synchronized void checkRecords() {
    comments.forEach((id, all) -> assertDifferent("comments of " + id, all, "comment_text"));
    assertThat(alerts.values())
        .as("alerts with their cases")
        .allSatisfy(alert -> assertThat(alert.path("cases").size()).isLessThan(2));
  }

  private static ObjectNode error(String message) {
    ObjectNode body = JSON.createObjectNode().put("status", "error").put("message", message);
    body.putArray("data");
    return body;
  }

  private static Answer success(JsonNode data) {
    ObjectNode body = JSON.createObjectNode().put("status", "success").put("message", "");
    body.set("data", data);
    return Answer.of(200, body);
  }

  @Override
  Answer handle(Request request) {
    try {
      String[] parts = request.path().substring(1).split("/");
      if (parts[0].equals("manage")) {
        return success(list(parts[1]));
      }
      return switch (parts[1]) {
        case "filter" -> success(filter(request.query().getOrDefault("source_reference", "")));
        case "add" -> success(add(request.body()));
        case "batch" -> success(update(request.body()));
        case "escalate" -> success(escalate(alert(parts[2])));
        default -> success(comment(request, Integer.parseInt(parts[1])));
      };
    } catch (RuntimeException e) {
      return Answer.of(400, error(String.valueOf(e.getMessage())));
    }
  }

  private static ArrayNode list(String what) {
    ArrayNode list = JSON.createArrayNode();
    switch (what) {
      case "severities" ->
          SEVERITIES.forEach(
              name ->
                  list.addObject()
                      .put("severity_id", FIRST + SEVERITIES.indexOf(name))
                      .put("severity_name", name));
      case "alert-status" -> list.addObject().put("status_id", 2).put("status_name", "New");
      case "customers" -> list.addObject().put("customer_id", 3).put("customer_name", CUSTOMER);
      case "tlp" -> list.addObject().put("tlp_id", 2).put("tlp_name", "amber");
      case "ioc-types" ->
          TYPES.forEach(
              (name, expression) ->
                  list.addObject()
                      .put("type_id", typeId(name))
                      .put("type_name", name)
                      .put("type_validation_regex", expression));
      default -> throw new IllegalArgumentException(what);
    }
    return list;
  }

  private static int typeId(String name) {
    return 20 + new ArrayList<>(new TreeMap<>(TYPES).keySet()).indexOf(name);
  }

  private ObjectNode filter(String reference) {
    ObjectNode data = JSON.createObjectNode();
    ArrayNode found = data.putArray("alerts");
    for (ObjectNode alert : alerts.values()) {
      if (alert.path("alert_source_ref").asText().contains(reference)) {
        found.add(alert);
      }
    }
    return data.put("total", found.size());
  }

  private ObjectNode add(JsonNode body) {
    for (String field : List.of("alert_title", "alert_source_ref")) {
      require(!body.path(field).asText().isEmpty(), field);
    }
    require(body.path("alert_status_id").asInt() == 2, "alert_status_id");
    require(body.path("alert_customer_id").asInt() == 3, "alert_customer_id");
    severity(body);
    storable(body);
    ArrayNode indicators = JSON.createArrayNode();
    for (JsonNode indicator : body.path("alert_iocs")) {
      String value = indicator.path("ioc_value").asText();
      require(!value.isEmpty(), "ioc_value");
      boolean valid = false;
      for (Map.Entry<String, String> type : TYPES.entrySet()) {
        valid |=
            typeId(type.getKey()) == indicator.path("ioc_type_id").asInt()
                && (type.getValue().isEmpty() || Pattern.matches(type.getValue(), value));
      }
      require(valid, "The input doesn't match the expected format");
      ObjectNode kept = indicator.deepCopy();
      indicators.add(kept.put("ioc_uuid", "uuid-of-" + value));
    }
    ObjectNode alert = body.deepCopy();
    int id = 40 + alerts.size();
    alert.remove("alert_iocs");
    alert.put("alert_id", id).putNull("alert_owner_id");
    alert.set("iocs", indicators);
    alert.putArray("cases");
    alerts.put(id, alert);
    return alert;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  private static void severity(JsonNode body) {
    int id = body.path("alert_severity_id").asInt();
    require(id >= FIRST && id < FIRST + SEVERITIES.size(), "alert_severity_id");
  }

  /** Its database holds no NUL. */
  private static void storable(JsonNode body) {
    require(!body.toString().contains("\\u0000") || noNul(body), "unsupported Unicode escape");
  }

  private static boolean noNul(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().indexOf('\0') < 0;
    }
    for (JsonNode each : node) {
      if (!noNul(each)) {
        return false;
      }
    }
    return true;
  }

  private ObjectNode alert(String id) {
    ObjectNode alert = alerts.get(Integer.parseInt(id));
    require(alert != null, "Alert not found");
    return alert;
  }

  private JsonNode update(JsonNode body) {
    for (JsonNode id : body.path("alert_ids")) {
      ObjectNode alert = alert(id.asText());
      JsonNode updates = body.path("updates");
      storable(updates);
      if (updates.has("alert_severity_id")) {
        severity(updates);
      }
      updates.properties().forEach(entry -> alert.set(entry.getKey(), entry.getValue()));
    }
    return JSON.createArrayNode();
  }

  /** Not idempotent: a second time makes a second case. */
  private ObjectNode escalate(ObjectNode alert) {
    cases++;
    ((ArrayNode) alert.path("cases")).add(cases);
    return JSON.createObjectNode().put("case_id", cases);
  }

  private JsonNode comment(Request request, int id) {
    alert(Integer.toString(id));
    if (request.path().endsWith("/comments/list")) {
      return JSON.createArrayNode().addAll(comments(id));
    }
    require(request.path().endsWith("/comments/add"), request.path());
    ObjectNode comment = request.body().deepCopy();
    comments.computeIfAbsent(id, key -> new ArrayList<>()).add(comment);
    return comment;
  }
}
