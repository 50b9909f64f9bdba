package dev.iischain.delivery;

import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document for each case, and each alert, in Elasticsearch. A case's version is the case's
 * revision, so that Elasticsearch itself keeps an older revision from replacing a newer one.
 */
public final class ElasticsearchTarget implements AlertTarget {

  private static final String CONFLICT = "version_conflict_engine_exception";

  private final HttpSettings settings;
  private final String index;
  private final String alertsIndex;
  private final HttpCalls calls;

  /** A target in indices for cases and alerts, whose names need no escaping. */
  public ElasticsearchTarget(HttpSettings settings, String index, String alertsIndex) {
    this.settings = settings;
    this.index = index;
    this.alertsIndex = alertsIndex;
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String document = EcsDocument.of(snapshot, delivery.json()).toString();
    return put(path(snapshot), snapshot.caseId(), document);
  }

  @Override
  public String deliver(AlertDelivery delivery) throws DeliveryException, InterruptedException {
    Alert alert = delivery.alert();
    String path =
        path(alertsIndex, alert.alertId()) + "?version_type=external_gte&version=" + alert.count();
    return put(path, alert.alertId(), EcsDocument.of(alert, delivery.json()).toString());
  }

  private String put(String path, String id, String document)
      throws DeliveryException, InterruptedException {
    HttpAnswer answer = calls.call("PUT", path, document, headers());
    if (answer.status() == 409 && answer.body().contains(CONFLICT)) {
      return id; // this revision or a newer one is there
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    if (!answer.json().path("_id").asText().equals(id)) {
      throw answer.failure(Kind.AMBIGUOUS, "does not confirm the document");
    }
    return id;
  }

  private String path(Case snapshot) {
    return path(index, snapshot.caseId()) + "?version_type=external&version=" + snapshot.revision();
  }

  private static String path(String index, String id) {
    return "/" + index + "/_doc/" + id;
  }

  private Map<String, String> headers() throws DeliveryException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!settings.token().isNone()) {
      headers.put("Authorization", "ApiKey " + settings.token().read());
    }
    return headers;
  }

  @Override
  public List<String> preflight() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    try {
      HttpAnswer answer = calls.call("GET", "/" + index + "/_mapping", "", headers());
      if (answer.status() == 404) {
        problems.add(
            "There is no index '"
                + index
                + "'. Create it, or let a template create it with the first case.");
      } else if (!answer.isSuccess()) {
        problems.add(String.valueOf(answer.failure().getMessage()));
      }
    } catch (DeliveryException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  @Override
  public String preview(Case snapshot) {
    return "PUT "
        + settings.url()
        + path(snapshot)
        + "\n\n"
        + EcsDocument.of(snapshot, RecordJson.write(snapshot)).toPrettyString();
  }
}
