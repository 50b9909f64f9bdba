package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.JobSubmission;
import dev.iischain.local.LocalCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The delivery job beside a soaked detection job, and the service that it tells. */
final class SoakDelivery implements AutoCloseable {

  /** What its job needs beside the topics of the detection job. */
  static final List<String> TOPICS = List.of("receipts", "undelivered", "redeliver");

  private static final String MAIN_CLASS = "dev.iischain.DeliveryJob";

  private final WebhookDouble webhook = new WebhookDouble();

  /** Its sections of a configuration. */
  String configuration(String name) {
    return """
    delivery:
      targets: [webhook]
      group-id: %1$s-delivery
      receipts: %1$s.receipts
      dead-letters: %1$s.undelivered
      redeliver: %1$s.redeliver
      rate: 100
    webhook:
      url: '%2$s'
    """
        .formatted(name, webhook.url());
  }

  /** Starts the job; its id. */
  static String submit(LocalCluster cluster, Path code, Path config, List<String> settings) {
    return cluster.submit(
        code, new JobSubmission.Request(config, null, MAIN_CLASS, null, false, settings));
  }

  /** The latest revision of each case that the service knows. */
  Map<String, Case> cases() throws JsonProcessingException {
    Map<String, Case> latest = new TreeMap<>();
    for (String body : webhook.taken().values()) {
      Case each = RecordJson.read(body.getBytes(StandardCharsets.UTF_8), Case.class);
      latest.merge(each.caseId(), each, (one, two) -> one.revision() >= two.revision() ? one : two);
    }
    return latest;
  }

  @Override
  public void close() {
    webhook.close();
  }
}
