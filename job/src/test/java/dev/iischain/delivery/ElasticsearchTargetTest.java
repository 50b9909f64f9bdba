package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.delivery.WebhookDouble.Request;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter's own part of the contract; Elasticsearch itself is not here. */
class ElasticsearchTargetTest {

  private static final Case CASE = SampleCases.of(SampleCases.id(1), 3);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final WebhookDouble server = new WebhookDouble();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCaseIsADocumentWhoseVersionIsTheRevision() throws Exception {
    server.answer(201, Map.of(), "{\"_id\":\"" + CASE.caseId() + "\"}");
    Path key = Files.writeString(folder.resolve("key"), "a2V5");
    assertThat(target(new Secret(key.toString(), "")).deliver(delivery())).isEqualTo(CASE.caseId());
    Request request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.path())
        .endsWith("/cases/_doc/" + CASE.caseId() + "?version_type=external&version=3");
    assertThat(request.header("Authorization")).isEqualTo("ApiKey a2V5");
    JsonNode document = JSON.readTree(request.body());
    assertThat(document.at("/event/id").asText()).isEqualTo(CASE.caseId());
    assertThat(document.at("/event/sequence").asLong()).isEqualTo(3);
    assertThat(document.at("/iis_chain/alert_ids")).hasSize(2);
    assertThat(
            RecordJson.read(document.at("/event/original").asText().getBytes("UTF-8"), Case.class))
        .isEqualTo(CASE);
  }

  @Test
  void textForHumansHidesNothingAndTheCaseBesideItIsWhole() throws Exception {
    Delivery hostile = HostileCase.delivery(CASE.caseId(), 3, "complete");
    server.answer(201, Map.of(), "{\"_id\":\"" + CASE.caseId() + "\"}");
    target(Secret.NONE).deliver(hostile);
    JsonNode document = JSON.readTree(server.requests().get(0).body());
    String text = document.path("message").asText() + document.at("/event/reason").asText();
    assertThat(text).contains("<U+202E>").contains(CASE.why().get(0));
    assertThat(HostileCase.hides(text)).isFalse();
    assertThat(document.at("/event/original").asText())
        .isEqualTo(new String(hostile.json(), StandardCharsets.UTF_8));
  }

  @Test
  void anAlertIsADocumentInAnIndexOfItsOwn() throws Exception {
    Alert alert = SampleAlerts.attached(7);
    server.answer(200, Map.of(), "{\"_id\":\"" + alert.alertId() + "\"}");
    target(Secret.NONE).deliver(new AlertDelivery(alert, RecordJson.write(alert), null));
    Request request = server.requests().get(0);
    assertThat(request.path())
        .endsWith("/alerts/_doc/" + alert.alertId() + "?version_type=external_gte&version=7");
    assertThat(request.header("Authorization")).isNull();
    JsonNode document = JSON.readTree(request.body());
    assertThat(document.at("/event/dataset").asText()).isEqualTo("iis-chain.alert");
    assertThat(document.at("/iis_chain/case_id").asText()).isEqualTo(SampleCases.id(1));
    assertThat(document.at("/rule/name").asText()).isEqualTo(alert.rules().get(0).name());
    assertThat(document.at("/dll/path").asText()).isNotEmpty();
  }

  @Test
  void aNewerRevisionThatIsThereIsSuccessAndAnyOtherConflictIsNot() throws Exception {
    server.answer(409, Map.of(), "{\"error\":{\"type\":\"version_conflict_engine_exception\"}}");
    assertThat(target(Secret.NONE).deliver(delivery())).isEqualTo(CASE.caseId());
    server.answer(409, Map.of(), "{\"error\":{\"type\":\"index_closed\"}}");
    assertFails(Kind.REFUSED);
  }

  @Test
  void successThatConfirmsNothingIsAmbiguous() {
    server.answer(200, Map.of(), "<html>welcome</html>");
    assertFails(Kind.AMBIGUOUS);
    server.answer(200, Map.of(), "{\"_id\":\"another\"}");
    assertFails(Kind.AMBIGUOUS);
  }

  @Test
  void preflightMissesTheIndex() throws Exception {
    server.answer(404, Map.of(), "{}");
    assertThat(target(Secret.NONE).preflight())
        .hasSize(1)
        .first()
        .asString()
        .contains("no index 'cases'");
    server.answer(200, Map.of(), "{}");
    assertThat(target(Secret.NONE).preflight()).isEmpty();
  }

  private void assertFails(Kind kind) {
    assertThatThrownBy(() -> target(Secret.NONE).deliver(delivery()))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static Delivery delivery() {
    return new Delivery(CASE, RecordJson.write(CASE), null, 0);
  }

  private ElasticsearchTarget target(Secret key) {
    return new ElasticsearchTarget(
        new HttpSettings(URI.create(server.url()), key, "", Duration.ofSeconds(5)),
        "cases",
        "alerts");
  }
}
