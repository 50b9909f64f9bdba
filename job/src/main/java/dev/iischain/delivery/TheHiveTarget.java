package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alert for each case in TheHive 5, promoted to a case there once it is complete. TheHive
 * itself keeps a second alert of the same source and reference from being created.
 */
public final class TheHiveTarget implements CaseTarget {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object that stays away for longer than so many attempts was deleted. */
  private static final int PATIENCE = 8;

  private final HttpSettings settings;
  private final String source;
  private final String organisation;
  private final TheHiveText text;
  private final HttpCalls calls;

  /**
   * A target in a TheHive at its address without /api.
   *
   * @param source what alerts name as their source, at most 32 characters
   * @param organisation the organisation, or empty for the user's own
   */
  public TheHiveTarget(HttpSettings settings, String source, String organisation) {
    this.settings = settings;
    this.source = source;
    this.organisation = organisation;
    this.text = new TheHiveText(source);
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String key = CaseKey.of(snapshot);
    JsonNode alert = find(key);
    if (alert == null) {
      alert = create(delivery, key);
    }
    String id = alert.path("_id").asText();
    OwnTags own = OwnTags.read(texts(alert.path("tags")));
    if (own.revision() >= snapshot.revision()) {
      return id;
    }
    show(delivery, alert, own);
    return id;
  }

  /** Brings everything up to a revision, and notes it last, so that a half is done again. */
  private void show(Delivery delivery, JsonNode alert, OwnTags own)
      throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String alertPath = "/alert/" + encoded(alert.path("_id").asText());
    String caseId = alert.path("caseId").asText("");
    boolean first = own.revision() == 0;
    addObservables(delivery, "getAlert", alert.path("_id").asText(), alertPath);
    if (snapshot.status().equals("complete") && caseId.isEmpty() && !own.escalated()) {
      caseId = promote(delivery, alertPath);
    }
    if (!caseId.isEmpty()) {
      String casePath = "/case/" + encoded(caseId);
      addObservables(delivery, "getCase", caseId, casePath);
      addEvents(delivery, casePath);
      if (!first) {
        remark(delivery, "getCase", caseId, casePath);
      }
    } else if (!first && !own.status().equals(snapshot.status()) && isOver(snapshot)) {
      remark(delivery, "getAlert", alert.path("_id").asText(), alertPath);
    }
    expect(delivery, call("PATCH", alertPath, change(delivery, alert, own, !caseId.isEmpty())));
  }

  private static boolean isOver(Case snapshot) {
    return !snapshot.status().equals("complete") && !snapshot.status().equals("partial");
  }

  private static ObjectNode change(Delivery delivery, JsonNode alert, OwnTags own, boolean isCase) {
    Case snapshot = delivery.snapshot();
    ObjectNode change = JSON.createObjectNode();
    String section = TheHiveText.description(snapshot, delivery.json());
    String description = OwnSection.replaceIn(alert.path("description").asText(""), section);
    if (description != null) {
      change.put("description", description);
    }
    boolean untouched = alert.path("severity").asText().equals(own.severity());
    if (untouched) {
      change.put("severity", TheHiveText.severity(snapshot));
    }
    OwnTags now =
        new OwnTags(
            snapshot.revision(),
            snapshot.status(),
            untouched ? TheHiveText.severityTag(snapshot) : own.severity(),
            own.escalated() || isCase);
    change.set("tags", TheHiveText.tags(snapshot, texts(alert.path("tags")), now));
    return change;
  }

  private @Nullable JsonNode find(String key) throws DeliveryException, InterruptedException {
    String name = TheHiveText.TYPE + ';' + source + ';' + key;
    HttpAnswer answer = call("GET", "/alert/" + encoded(name), null);
    if (answer.status() == 404) {
      // Not every version of TheHive 5 takes the name for the id.
      ObjectNode filter = JSON.createObjectNode().put("_name", "filter");
      ArrayNode all = filter.putArray("_and");
      equal(all, "type", TheHiveText.TYPE);
      equal(all, "source", source);
      equal(all, "sourceRef", key);
      for (JsonNode found : query(JSON.createObjectNode().put("_name", "listAlert"), filter)) {
        if (found.path("sourceRef").asText().equals(key)) {
          return found;
        }
      }
      return null;
    }
    JsonNode alert = success(answer);
    if (!alert.path("sourceRef").asText().equals(key) || alert.path("_id").asText().isEmpty()) {
      throw answer.failure(Kind.AMBIGUOUS, "shows no alert");
    }
    return alert;
  }

  private static void equal(ArrayNode all, String field, String value) {
    all.addObject().putObject("_eq").put("_field", field).put("_value", value);
  }

  private JsonNode create(Delivery delivery, String key)
      throws DeliveryException, InterruptedException {
    ObjectNode body = text.create(delivery.snapshot(), delivery.json());
    HttpAnswer answer = call("POST", "/alert", body);
    if (answer.status() == 400 || answer.status() == 409) {
      // "Already exists" is a 400 here, as much else is: only a look tells.
      JsonNode present = find(key);
      if (present != null) {
        return present;
      }
    }
    JsonNode alert = success(answer);
    if (alert.path("_id").asText().isEmpty()) {
      throw answer.failure(Kind.AMBIGUOUS, "does not say which alert it created");
    }
    return alert;
  }

  private String promote(Delivery delivery, String alertPath)
      throws DeliveryException, InterruptedException {
    HttpAnswer answer = call("POST", alertPath + "/case", JSON.createObjectNode());
    if (answer.status() == 400) {
      // Perhaps an analyst was faster.
      HttpAnswer now = call("GET", alertPath, null);
      String caseId = expect(delivery, now).path("caseId").asText("");
      if (!caseId.isEmpty()) {
        return caseId;
      }
    }
    String caseId = expect(delivery, answer).path("_id").asText("");
    if (caseId.isEmpty()) {
      throw answer.failure(Kind.AMBIGUOUS, "does not say which case it created");
    }
    return caseId;
  }

  private void addObservables(Delivery delivery, String get, String id, String path)
      throws DeliveryException, InterruptedException {
    Set<String> present = new HashSet<>();
    for (JsonNode each : query(one(get, id), JSON.createObjectNode().put("_name", "observables"))) {
      present.add(TheHiveText.key(each));
    }
    for (ObjectNode each : TheHiveText.observables(delivery.snapshot())) {
      if (present.add(TheHiveText.key(each))) {
        HttpAnswer answer = call("POST", path + "/observable", each);
        boolean known =
            answer.status() == 400 && answer.json().path("type").asText().equals("CreateError");
        if (!known) {
          expect(delivery, answer);
        }
      }
    }
  }

  private void addEvents(Delivery delivery, String casePath)
      throws DeliveryException, InterruptedException {
    List<ObjectNode> events = TheHiveText.events(delivery.snapshot());
    HttpAnswer timeline = call("GET", casePath + "/timeline", null);
    expect(delivery, timeline);
    for (ObjectNode event : events) {
      String mark = event.path("description").asText().lines().skip(1).findFirst().orElse("");
      if (!timeline.body().contains(mark)) {
        expect(delivery, call("POST", casePath + "/customEvent", event));
      }
    }
  }

  /** Writes one comment for a revision, unless it stands there. */
  private void remark(Delivery delivery, String get, String id, String path)
      throws DeliveryException, InterruptedException {
    String remark = TheHiveText.remark(delivery.snapshot());
    String mark = remark.substring(0, remark.indexOf('\n'));
    for (JsonNode each : query(one(get, id), JSON.createObjectNode().put("_name", "comments"))) {
      if (each.path("message").asText().startsWith(mark)) {
        return;
      }
    }
    ObjectNode comment = JSON.createObjectNode().put("message", remark);
    expect(delivery, call("POST", path + "/comment", comment));
  }

  private static ObjectNode one(String get, String id) {
    return JSON.createObjectNode().put("_name", get).put("idOrName", id);
  }

  private JsonNode query(ObjectNode... steps) throws DeliveryException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("query").addAll(List.of(steps));
    HttpAnswer answer = call("POST", "/query", body);
    JsonNode found = success(answer);
    if (!found.isArray()) {
      throw answer.failure(Kind.AMBIGUOUS, "answers a query with something else than a list");
    }
    return found;
  }

  /** As success, but what is not found may come back, or was deleted under our hands. */
  private static JsonNode expect(Delivery delivery, HttpAnswer answer) throws DeliveryException {
    if (answer.status() == 404 && delivery.attempts() < PATIENCE) {
      throw answer.failure(Kind.RETRY, "does not find what it has just shown");
    }
    return success(answer);
  }

  private static JsonNode success(HttpAnswer answer) throws DeliveryException {
    if (answer.status() == 402) {
      throw answer.failure(Kind.UNAUTHORISED, "asks our user for a second factor");
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    return answer.status() == 204 ? JSON.createObjectNode() : answer.json();
  }

  private HttpAnswer call(String method, String path, @Nullable ObjectNode body)
      throws DeliveryException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + settings.token().read());
    if (!organisation.isEmpty()) {
      headers.put("X-Organisation", organisation);
    }
    return calls.call(method, "/api/v1" + path, body == null ? "" : body.toString(), headers);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public List<String> preflight() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    if (source.isEmpty() || source.length() > 32) {
      problems.add("The source '" + source + "' must have 1 to 32 characters.");
    }
    try {
      JsonNode user = success(call("GET", "/user/current", null));
      Set<String> rights = new HashSet<>(texts(user.path("permissions")));
      for (String needed :
          List.of("manageAlert/create", "manageAlert/update", "manageCase/create")) {
        // Some versions name rights by area only.
        String area = needed.substring(0, needed.indexOf('/'));
        if (!rights.isEmpty() && !rights.contains(needed) && !rights.contains(area)) {
          problems.add("Our user lacks the permission " + needed + ".");
        }
      }
    } catch (DeliveryException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  @Override
  public String preview(Case snapshot) {
    return "POST "
        + settings.url()
        + "/api/v1/alert\n\n"
        + text.create(snapshot, RecordJson.write(snapshot)).toPrettyString();
  }
}
