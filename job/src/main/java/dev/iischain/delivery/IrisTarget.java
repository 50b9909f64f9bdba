package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert for each case in DFIR-IRIS 2.4, escalated to a case there once it is complete. IRIS
 * knows no key, so an alert is looked up by its reference, which is compared here once more.
 */
public final class IrisTarget implements CaseTarget {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** IRIS answers every failure of its own with 400; after so many, the case is to blame. */
  private static final int PATIENCE = 5;

  private final HttpSettings settings;
  private final String customer;
  private final HttpCalls calls;
  private volatile @Nullable IrisNames names;

  /** A target in an IRIS at its address, for the customer with this name. */
  public IrisTarget(HttpSettings settings, String customer) {
    this.settings = settings;
    this.customer = customer;
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String key = CaseKey.of(snapshot);
    JsonNode alert = find(delivery, key);
    if (alert == null) {
      alert = create(delivery);
    }
    String id = alert.path("alert_id").asText();
    OwnTags own = OwnTags.read(IrisText.tags(alert.path("alert_tags").asText("")));
    if (own.revision() < snapshot.revision()) {
      show(delivery, alert, own);
    }
    return id;
  }

  /** Brings everything up to a revision, and notes it last, so that a half is done again. */
  private void show(Delivery delivery, JsonNode alert, OwnTags own)
      throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String id = alert.path("alert_id").asText();
    boolean isCase = !alert.path("cases").isEmpty();
    if (snapshot.status().equals("complete") && !isCase && !own.escalated()) {
      escalate(delivery, alert);
      isCase = true;
    }
    if (own.revision() > 0 && (isCase || !own.status().equals(snapshot.status()))) {
      remark(delivery, id);
    }
    ObjectNode body = JSON.createObjectNode();
    body.putArray("alert_ids").add(alert.path("alert_id").asInt());
    // Not /alerts/update, which makes us the owner of an alert that has none.
    body.set("updates", change(delivery, alert, own, isCase));
    call(delivery.attempts(), "POST", "/alerts/batch/update", body);
  }

  private ObjectNode change(Delivery delivery, JsonNode alert, OwnTags own, boolean isCase)
      throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    IrisNames known = names(delivery.attempts());
    ObjectNode change = JSON.createObjectNode();
    String description =
        OwnSection.replaceIn(
            alert.path("alert_description").asText(""), new IrisText(known).description(delivery));
    if (description != null) {
      change.put("alert_description", description);
    }
    change.set("alert_source_content", IrisText.content(delivery.json()));
    int severity = severity(known, snapshot);
    boolean untouched = alert.path("alert_severity_id").asText().equals(own.severity());
    if (untouched) {
      change.put("alert_severity_id", severity);
    }
    OwnTags now =
        new OwnTags(
            snapshot.revision(),
            snapshot.status(),
            untouched ? Integer.toString(severity) : own.severity(),
            own.escalated() || isCase);
    List<String> present = IrisText.tags(alert.path("alert_tags").asText(""));
    change.put("alert_tags", IrisText.tags(snapshot, present, now));
    return change;
  }

  private @Nullable JsonNode find(Delivery delivery, String key)
      throws DeliveryException, InterruptedException {
    // IRIS looks for the text anywhere in the reference, so others can come with it.
    JsonNode data =
        call(
            delivery.attempts(),
            "GET",
            "/alerts/filter?per_page=100&source_reference=" + key,
            null);
    if (!data.path("alerts").isArray()) {
      throw DeliveryException.of(Kind.AMBIGUOUS, "IRIS lists no alerts.");
    }
    JsonNode first = null;
    for (JsonNode alert : data.path("alerts")) {
      boolean exact = alert.path("alert_source_ref").asText().equals(key);
      if (exact && (first == null || number(alert) < number(first))) {
        first = alert;
      }
    }
    return first;
  }

  private static long number(JsonNode alert) {
    return alert.path("alert_id").asLong();
  }

  private JsonNode create(Delivery delivery) throws DeliveryException, InterruptedException {
    IrisNames known = names(delivery.attempts());
    Case snapshot = delivery.snapshot();
    Integer customerId = known.customers().get(IrisNames.lower(customer));
    Integer status = known.statuses().get("new");
    if (customerId == null || status == null) {
      names = null; // it may have been added by the next attempt
      throw DeliveryException.of(Kind.UNAUTHORISED, missing(known).get(0));
    }
    ObjectNode body =
        new IrisText(known).create(delivery, customerId, status, severity(known, snapshot));
    JsonNode alert = call(delivery.attempts(), "POST", "/alerts/add", body);
    if (alert.path("alert_id").asLong() <= 0) {
      throw DeliveryException.of(Kind.AMBIGUOUS, "IRIS does not say which alert it created.");
    }
    return alert;
  }

  private void escalate(Delivery delivery, JsonNode alert)
      throws DeliveryException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode indicators = body.putArray("iocs_import_list");
    alert.path("iocs").forEach(each -> indicators.add(each.path("ioc_uuid").asText()));
    body.putArray("assets_import_list");
    body.put("note", "").put("import_as_event", false).put("case_tags", "iis-chain");
    body.put("case_title", alert.path("alert_title").asText());
    call(delivery.attempts(), "POST", "/alerts/escalate/" + alert.path("alert_id").asText(), body);
  }

  /** Writes one comment for a revision, unless it stands there. */
  private void remark(Delivery delivery, String id) throws DeliveryException, InterruptedException {
    String remark = TheHiveText.remark(delivery.snapshot());
    String mark = remark.substring(0, remark.indexOf('\n'));
    for (JsonNode each :
        call(delivery.attempts(), "GET", "/alerts/" + id + "/comments/list", null)) {
      if (each.path("comment_text").asText().startsWith(mark)) {
        return;
      }
    }
    ObjectNode body = JSON.createObjectNode().put("comment_text", remark);
    call(delivery.attempts(), "POST", "/alerts/" + id + "/comments/add", body);
  }

  private static int severity(IrisNames known, Case snapshot) throws DeliveryException {
    Integer severity = known.severities().get(IrisNames.lower(snapshot.level()));
    if (severity == null) {
      throw DeliveryException.of(
          Kind.UNAUTHORISED, "IRIS has no severity '" + snapshot.level() + "'. Add it.");
    }
    return severity;
  }

  private IrisNames names(int attempts) throws DeliveryException, InterruptedException {
    IrisNames known = names;
    if (known == null) {
      known =
          new IrisNames(
              IrisNames.numbers(list(attempts, "severities"), "severity_name", "severity_id"),
              IrisNames.numbers(list(attempts, "alert-status"), "status_name", "status_id"),
              IrisNames.numbers(list(attempts, "customers"), "customer_name", "customer_id"),
              IrisNames.table(list(attempts, "ioc-types"), "type_name", IrisNames.IocType::read),
              IrisNames.numbers(list(attempts, "tlp"), "tlp_name", "tlp_id"));
      names = known;
    }
    return known;
  }

  private JsonNode list(int attempts, String what) throws DeliveryException, InterruptedException {
    return call(attempts, "GET", "/manage/" + what + "/list", null);
  }

  /** The data of an answer of success. */
  private JsonNode call(int attempts, String method, String path, @Nullable ObjectNode body)
      throws DeliveryException, InterruptedException {
    Map<String, String> headers =
        new LinkedHashMap<>(Map.of("Authorization", "Bearer " + settings.token().read()));
    HttpAnswer answer = calls.call(method, path, body == null ? "" : body.toString(), headers);
    if (answer.status() == 400 && attempts < PATIENCE) {
      throw answer.failure(Kind.RETRY, "failed, or does not like the case; it does not say which");
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    JsonNode envelope = answer.json();
    if (!envelope.path("status").asText().equals("success")) {
      throw answer.failure(Kind.AMBIGUOUS, "answers as IRIS does not");
    }
    return envelope.path("data");
  }

  private List<String> missing(IrisNames known) {
    List<String> problems = new ArrayList<>();
    if (!known.customers().containsKey(IrisNames.lower(customer))) {
      problems.add("IRIS shows our user no customer '" + customer + "'. Add it, or give access.");
    }
    if (!known.statuses().containsKey("new")) {
      problems.add("IRIS has no alert status 'New'. Add it.");
    }
    for (String level : List.of("informational", "low", "medium", "high", "critical")) {
      if (!known.severities().containsKey(level)) {
        problems.add("IRIS has no severity '" + level + "'. Add it.");
      }
    }
    return problems;
  }

  @Override
  public List<String> preflight() throws InterruptedException {
    try {
      return missing(names(PATIENCE));
    } catch (DeliveryException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String preview(Case snapshot) {
    IrisNames unknown = new IrisNames(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    Delivery delivery = new Delivery(snapshot, RecordJson.write(snapshot), null, 0);
    return "POST "
        + settings.url()
        + "/alerts/add\n\n"
        + new IrisText(unknown).create(delivery, 0, 0, 0).toPrettyString()
        + "\n\nNumbers stand for names that only the instance knows; so do indicators.";
  }
}
