package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.event.Case;
import org.junit.jupiter.api.Test;

class OcsfFindingTest {

  private static final Case CASE = SampleCases.of(SampleCases.id(1), 1);

  @Test
  void aDetectionFindingHasWhatItsClassRequires() {
    JsonNode finding = OcsfFinding.detection(CASE);
    for (String required :
        new String[] {
          "activity_id",
          "category_uid",
          "class_uid",
          "finding_info",
          "metadata",
          "severity_id",
          "time",
          "type_uid"
        }) {
      assertThat(finding.has(required)).as(required).isTrue();
    }
    assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
    assertThat(finding.path("type_uid").asInt()).isEqualTo(200401);
    assertThat(finding.path("finding_info").path("uid").asText()).isEqualTo(CASE.caseId());
    assertThat(finding.path("evidences")).hasSize(CASE.timeline().size());
    assertThat(finding.path("severity_id").asInt()).isBetween(1, 5);
  }

  @Test
  void anIncidentFindingHoldsTheFindingAndSaysWhetherItIsABreach() {
    JsonNode finding = OcsfFinding.incident(CASE);
    assertThat(finding.path("class_uid").asInt()).isEqualTo(2005);
    assertThat(finding.path("finding_info_list")).hasSize(1);
    assertThat(finding.path("is_suspected_breach").asBoolean()).isTrue();
    JsonNode partial = OcsfFinding.incident(SampleCases.partial(CASE.caseId(), 2));
    assertThat(partial.path("is_suspected_breach").asBoolean()).isFalse();
    assertThat(partial.path("activity_id").asInt()).isEqualTo(2);
    assertThat(OcsfFinding.incident(CASE.withStatus("retracted")).path("activity_id").asInt())
        .isEqualTo(3);
  }

  @Test
  void aWebhookGetsTheFormatItAsksFor() {
    byte[] json = dev.iischain.event.RecordJson.write(CASE);
    assertThat(
            WebhookFormat.CASE.body(CASE, json).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(json);
    assertThat(WebhookFormat.OCSF.body(CASE, json)).contains("\"class_uid\":2005");
    assertThat(WebhookFormat.OCSF_DETECTION.body(CASE, json)).contains("\"class_uid\":2004");
  }
}
