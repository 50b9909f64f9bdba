package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.DemoCases;
import dev.iischain.event.Case;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The adapter against a real Elasticsearch 8. */
class ElasticsearchTargetITCase {

  private static ElasticsearchServer server;

  private final ElasticsearchTarget target =
      new ElasticsearchTarget(server.settings(), "iis-chain-cases", "iis-chain-alerts");

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> distribution = ElasticsearchServer.distribution();
    if (distribution.isEmpty()) {
      System.out.println(
          "ElasticsearchTargetITCase is skipped: the profile case-systems is not active.");
    }
    assumeTrue(distribution.isPresent(), "the profile case-systems is not active");
    server = ElasticsearchServer.start(distribution.get());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theDemosCaseIsOneDocumentAtItsLatestRevision() throws Exception {
    List<Case> revisions = DemoCases.revisions();
    Case last = revisions.get(revisions.size() - 1);
    assertThat(revisions).hasSizeGreaterThan(1);
    for (Case each : revisions) {
      target.deliver(Deliveries.of(each, null, 0));
      target.deliver(Deliveries.of(each, null, 0));
    }
    target.deliver(Deliveries.of(revisions.get(0), null, 0)); // stale
    JsonNode document = server.get("/iis-chain-cases/_doc/" + last.caseId());
    assertThat(document.path("_version").asLong()).isEqualTo(last.revision());
    assertThat(document.path("_source").path("event").path("action").asText())
        .isEqualTo("complete");
    server.get("/iis-chain-cases/_refresh");
    JsonNode found = server.get("/iis-chain-cases/_search?q=event.id:%22" + last.caseId() + "%22");
    assertThat(found.path("hits").path("total").path("value").asInt()).isEqualTo(1);
  }

  @Test
  void aHostileCaseIsStoredVerbatimAndItsTextIsInert() throws Exception {
    Delivery hostile = HostileCase.delivery(SampleCases.id(77), 1, "complete");
    target.deliver(hostile);
    JsonNode document = server.get("/iis-chain-cases/_doc/" + hostile.snapshot().caseId());
    assertThat(document.path("_source").path("event").path("original").asText())
        .isEqualTo(new String(hostile.json(), StandardCharsets.UTF_8));
    assertThat(document.path("_id").asText()).isEqualTo(hostile.snapshot().caseId());
    String text = document.path("_source").path("message").asText();
    assertThat(text).contains("Backdoor on ").contains("<U+202E>");
    assertThat(HostileCase.hides(text)).isFalse();
  }
}
