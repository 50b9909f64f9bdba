package dev.iischain.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document for each case in an Elasticsearch index. Its version is the case's revision, so that
 * Elasticsearch itself keeps an older revision from replacing a newer one.
 */
public final class ElasticsearchTarget implements CaseTarget {

  private static final String CONFLICT = "version_conflict_engine_exception";

  private final HttpSettings settings;
  private final String index;
  private final HttpCalls calls;

  /** A target in an index, whose name is lower case and needs no escaping. */
  public ElasticsearchTarget(HttpSettings settings, String index) {
    this.settings = settings;
    this.index = index;
    this.calls = new HttpCalls(settings);
  }

  @Override
  public String deliver(Delivery delivery) throws DeliveryException, InterruptedException {
    Case snapshot = delivery.snapshot();
    String document = EcsDocument.of(snapshot, delivery.json()).toString();
    HttpAnswer answer = calls.call("PUT", path(snapshot), document, headers());
    if (answer.status() == 409 && answer.body().contains(CONFLICT)) {
      return snapshot.caseId(); // this revision or a newer one is there
    }
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    JsonNode result = answer.json();
    if (!result.path("_id").asText().equals(snapshot.caseId())) {
      throw answer.failure(Kind.AMBIGUOUS, "does not confirm the document");
    }
    return snapshot.caseId();
  }

  private String path(Case snapshot) {
    return "/"
        + index
        + "/_doc/"
        + snapshot.caseId()
        + "?version_type=external&version="
        + snapshot.revision();
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
