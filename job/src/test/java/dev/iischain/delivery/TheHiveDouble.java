package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A double of TheHive 5, written from the limits of its OpenAPI document and the behaviour of the
 * last open release. It is not TheHive.
 */
final class TheHiveDouble extends HttpDouble {

  private final Map<String, ObjectNode> alerts = new LinkedHashMap<>();
  private final Map<String, ObjectNode> cases = new LinkedHashMap<>();
  private final Map<String, List<ObjectNode>> observables = new LinkedHashMap<>();
  private final Map<String, List<ObjectNode>> comments = new LinkedHashMap<>();
  private final Map<String, List<ObjectNode>> events = new LinkedHashMap<>();
  private boolean takesNames = true;
  private int next = 1000;

  /** What is asked for breaks a published limit. */
  private static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
      super(message);
    }
  }

  /** From now on alerts are found by their id only. */
  synchronized void takesOnlyIds() {
    takesNames = false;
  }

  synchronized List<ObjectNode> alerts() {
    return new ArrayList<>(alerts.values());
  }

  synchronized List<ObjectNode> cases() {
    return new ArrayList<>(cases.values());
  }

  synchronized List<ObjectNode> observables(String id) {
    return observables.getOrDefault(id, List.of());
  }

  synchronized List<ObjectNode> comments(String id) {
    return comments.getOrDefault(id, List.of());
  }

  synchronized List<ObjectNode> events(String id) {
    return events.getOrDefault(id, List.of());
  }

  @Override
  boolean accepts(Headers headers) {
    return ("Bearer " + TOKEN).equals(headers.first("Authorization"));
  }

  @Override
  Answer unauthorised() {
    return error(401, "AuthenticationError", "Authentication failure");
  }

  @Override
  synchronized Map<String, List<Long>> shown() {
    Map<String, List<Long>> shown = new TreeMap<>();
    for (ObjectNode alert : alerts.values()) {
      List<String> tags = new ArrayList<>();
      alert.path("tags").forEach(tag -> tags.add(tag.asText()));
      shown
          .computeIfAbsent(alert.path("sourceRef").asText(), key -> new ArrayList<>())
          .add(OwnTags.read(tags).revision());
    }
    return shown;
  }

  @Override
  synchronized void checkRecords() {
    comments.forEach((id, all) -> assertDifferent("comments of " + id, all, "message"));
    events.forEach((id, all) -> assertDifferent("timeline of " + id, all, "description"));
  }

  private static Answer error(int status, String type, String message) {
    return Answer.of(status, JSON.createObjectNode().put("type", type).put("message", message));
  }

  @Override
  Answer handle(Request request) {
    if (!request.path().startsWith("/api/v1/")) {
      return error(404, "NotFoundError", "Not found");
    }
    try {
      String[] parts = request.path().substring("/api/v1/".length()).split("/");
      return switch (parts[0]) {
        case "alert" -> parts.length == 1 ? create(request.body()) : alert(request, parts);
        case "case" -> caseOf(request, parts);
        case "query" -> query(request.body().path("query"));
        case "user" -> Answer.of(200, "{\"permissions\":[\"manageAlert\",\"manageCase\"]}");
        default -> error(404, "NotFoundError", "Not found");
      };
    } catch (BadRequest e) {
      return error(400, "BadRequest", e.getMessage());
    }
  }

  private static void text(JsonNode body, String field, int least, int most) {
    int length = body.path(field).asText().length();
    if (!body.path(field).isTextual() || length < least || length > most) {
      throw new BadRequest(field + " must have " + least + " to " + most + " characters");
    }
  }

  private static void number(JsonNode body, String field, int least, int most) {
    int value = body.path(field).asInt(least);
    if (value < least || value > most) {
      throw new BadRequest(field + " must be " + least + " to " + most);
    }
  }

  private static void tags(JsonNode body) {
    Set<String> seen = new HashSet<>();
    for (JsonNode tag : body.path("tags")) {
      int length = tag.asText().length();
      if (length < 1 || length > 128 || !seen.add(tag.asText())) {
        throw new BadRequest("tags must be unique and have 1 to 128 characters");
      }
    }
  }

  private Answer create(JsonNode body) {
    text(body, "type", 1, 32);
    text(body, "source", 1, 32);
    text(body, "sourceRef", 1, 128);
    text(body, "title", 1, 512);
    text(body, "description", 0, 1 << 20);
    number(body, "severity", 1, 4);
    tags(body);
    String name = name(body);
    for (ObjectNode alert : alerts.values()) {
      if (name(alert).equals(name)) {
        return error(
            400,
            "CreateError",
            "Alert " + name.replace(';', ':') + " already exist in organisation soc");
      }
    }
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode observable : body.path("observables")) {
      if (!add(found, observable)) {
        return error(400, "CreateError", "Observable already exists");
      }
    }
    for (JsonNode procedure : body.path("procedures")) {
      text(procedure, "patternId", 1, 64);
      if (!procedure.path("occurDate").isIntegralNumber()) {
        throw new BadRequest("occurDate is required");
      }
    }
    ObjectNode alert = body.deepCopy();
    String id = "~" + next++;
    alert.put("_id", id).put("_type", "Alert").put("status", "New");
    alert.remove(List.of("observables", "procedures"));
    alerts.put(id, alert);
    observables.put(id, found);
    return Answer.of(201, alert);
  }

  private static String name(JsonNode alert) {
    return alert.path("type").asText()
        + ';'
        + alert.path("source").asText()
        + ';'
        + alert.path("sourceRef").asText();
  }

  private static boolean add(List<ObjectNode> present, JsonNode observable) {
    text(observable, "dataType", 1, 64);
    text(observable, "data", 1, 1 << 20);
    for (ObjectNode each : present) {
      if (TheHiveText.key(each).equals(TheHiveText.key(observable))) {
        return false;
      }
    }
    present.add(observable.deepCopy());
    return true;
  }

  private Answer alert(Request request, String[] parts) {
    ObjectNode alert = alerts.get(parts[1]);
    for (ObjectNode each : alerts.values()) {
      if (takesNames && name(each).equals(parts[1])) {
        alert = each;
      }
    }
    if (alert == null) {
      return error(404, "NotFoundError", "Alert not found");
    }
    String id = alert.path("_id").asText();
    String action = request.method() + (parts.length > 2 ? " " + parts[2] : "");
    return switch (action) {
      case "GET" -> Answer.of(200, alert);
      case "PATCH" -> change(alert, request.body());
      case "POST case" -> promote(alert);
      default -> attached(action, id, request.body());
    };
  }

  private static Answer change(ObjectNode alert, JsonNode body) {
    tags(body);
    number(body, "severity", 1, 4);
    if (body.has("description")) {
      text(body, "description", 0, 1 << 20);
    }
    body.properties().forEach(entry -> alert.set(entry.getKey(), entry.getValue()));
    return Answer.of(204, "");
  }

  private Answer promote(ObjectNode alert) {
    String present = alert.path("caseId").asText("");
    if (!present.isEmpty()) {
      return Answer.of(201, JSON.createObjectNode().put("_id", present));
    }
    String id = "~" + next++;
    ObjectNode created = JSON.createObjectNode().put("_id", id);
    created.put("title", alert.path("title").asText());
    cases.put(id, created);
    alert.put("caseId", id).put("status", "Imported");
    observables.put(id, new ArrayList<>(observables(alert.path("_id").asText())));
    return Answer.of(201, created);
  }

  private Answer caseOf(Request request, String[] parts) {
    if (!cases.containsKey(parts[1])) {
      return error(404, "NotFoundError", "Case not found");
    }
    String action = request.method() + (parts.length > 2 ? " " + parts[2] : "");
    return switch (action) {
      case "GET timeline" -> {
        ObjectNode timeline = JSON.createObjectNode();
        timeline.putArray("events").addAll(events(parts[1]));
        yield Answer.of(200, timeline);
      }
      case "POST customEvent" -> {
        text(request.body(), "title", 1, 128);
        if (!request.body().path("date").isIntegralNumber()) {
          throw new BadRequest("date is required");
        }
        yield Answer.of(201, keep(events, parts[1], request.body()));
      }
      default -> attached(action, parts[1], request.body());
    };
  }

  private Answer attached(String action, String id, JsonNode body) {
    return switch (action) {
      case "POST observable" ->
          add(observables.computeIfAbsent(id, key -> new ArrayList<>()), body)
              ? Answer.of(201, "[]")
              : error(400, "CreateError", "Observable already exists");
      case "POST comment" -> {
        text(body, "message", 1, 1 << 20);
        yield Answer.of(201, keep(comments, id, body));
      }
      default -> error(404, "NotFoundError", action);
    };
  }

  private static ObjectNode keep(Map<String, List<ObjectNode>> all, String id, JsonNode body) {
    ObjectNode copy = body.deepCopy();
    all.computeIfAbsent(id, key -> new ArrayList<>()).add(copy);
    return copy;
  }

  private Answer query(JsonNode steps) {
    ArrayNode found = JSON.createArrayNode();
    String id = steps.path(0).path("idOrName").asText();
    String what = steps.path(1).path("_name").asText();
    switch (what) {
      case "observables" -> found.addAll(observables(id));
      case "comments" -> found.addAll(comments(id));
      case "filter" -> {
        for (ObjectNode alert : alerts.values()) {
          boolean all = true;
          for (JsonNode each : steps.path(1).path("_and")) {
            JsonNode equal = each.path("_eq");
            all &= alert.path(equal.path("_field").asText()).equals(equal.path("_value"));
          }
          if (all) {
            found.add(alert);
          }
        }
      }
      default -> throw new BadRequest("query " + what);
    }
    return Answer.of(200, found);
  }
}
