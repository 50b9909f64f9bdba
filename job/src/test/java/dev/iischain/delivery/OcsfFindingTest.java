package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.iischain.event.Case;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    JsonNode partial = OcsfFinding.incident(SampleCases.partial(CASE.caseId(), 9));
    assertThat(partial.path("is_suspected_breach").asBoolean()).isFalse();
    assertThat(partial.path("activity_id").asInt()).isEqualTo(2);
    assertThat(OcsfFinding.incident(CASE.withStatus("retracted")).path("activity_id").asInt())
        .isEqualTo(3);
  }

  /** The numbers and captions of the classes 2004 and 2005 in OCSF 1.5.0. */
  @Test
  void numbersAndCaptionsAreThoseOfTheSchema() {
    for (JsonNode finding : List.of(OcsfFinding.detection(CASE), OcsfFinding.incident(CASE))) {
      int number = finding.path("class_uid").asInt();
      assertThat(finding.path("metadata").path("version").asText()).isEqualTo("1.5.0");
      assertThat(finding.path("category_uid").asInt()).isEqualTo(2);
      assertThat(finding.path("category_name").asText()).isEqualTo("Findings");
      assertThat(finding.path("class_name").asText())
          .isEqualTo(number == 2004 ? "Detection Finding" : "Incident Finding");
      assertCaption(finding, "activity", 1, "Create");
      assertThat(finding.path("type_uid").asInt()).isEqualTo(number * 100 + 1);
      assertThat(finding.path("status_id").asInt()).isEqualTo(1);
      assertThat(finding.path("status").asText()).isEqualTo("New");
    }
  }

  @Test
  void revisionsUpdateAndARetractionCloses() {
    Case second = SampleCases.of(CASE.caseId(), 9);
    Case retracted = second.withStatus("retracted");
    assertCaption(OcsfFinding.detection(second), "activity", 2, "Update");
    assertCaption(OcsfFinding.incident(second), "activity", 2, "Update");
    assertCaption(OcsfFinding.incident(retracted), "activity", 3, "Close");
    assertThat(OcsfFinding.incident(retracted).path("type_uid").asInt()).isEqualTo(200503);
    assertThat(OcsfFinding.detection(retracted).path("type_uid").asInt()).isEqualTo(200403);
    assertThat(OcsfFinding.detection(second).path("is_alert").asBoolean()).isTrue();
    assertThat(OcsfFinding.detection(retracted).path("is_alert").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "informational,1,Informational",
    "low,2,Low",
    "medium,3,Medium",
    "high,4,High",
    "critical,5,Critical"
  })
  void everyLevelIsASeverity(String level, int id, String caption) {
    JsonNode finding = OcsfFinding.detection(SampleCases.with(CASE, "level", level));
    assertThat(finding.path("severity_id").asInt()).isEqualTo(id);
    assertThat(finding.path("severity").asText()).isEqualTo(caption);
  }

  @ParameterizedTest
  @CsvSource({"low,1,Low", "medium,2,Medium", "high,3,High"})
  void everyConfidenceHasItsNumber(String confidence, int id, String caption) {
    JsonNode finding = OcsfFinding.incident(SampleCases.with(CASE, "confidence", confidence));
    assertThat(finding.path("confidence_id").asInt()).isEqualTo(id);
    assertThat(finding.path("confidence").asText()).isEqualTo(caption);
  }

  @Test
  void observablesHaveTheTypesOfTheSchema() {
    Map<String, String> types =
        Map.of(
            "host", "1 Hostname",
            "user", "4 User Name",
            "file", "7 File Name",
            "sha256", "8 Hash",
            "command-line", "13 Command Line",
            "file-path", "45 File Path",
            "process", "45 File Path");
    JsonNode observables =
        OcsfFinding.incident(HostileCase.of(CASE.caseId(), 1, "complete")).path("observables");
    assertThat(observables).hasSizeGreaterThan(5);
    for (JsonNode each : observables) {
      assertThat(each.path("type_id").asInt() + " " + each.path("type").asText())
          .isEqualTo(types.get(each.path("name").asText()));
    }
  }

  /** The class demands one of two, and only analysts know. */
  @Test
  void anIncidentIsAssignedToNobodyYet() {
    assertThat(OcsfFinding.incident(CASE).path("assignee_group").path("name").asText())
        .isEqualTo("Unassigned");
    assertThat(OcsfFinding.incident(CASE).has("assignee")).isFalse();
  }

  @Test
  void textOfAnAttackerIsDataByteForByte() throws Exception {
    Case hostile = HostileCase.of(CASE.caseId(), 1, "complete");
    for (JsonNode finding :
        List.of(OcsfFinding.detection(hostile), OcsfFinding.incident(hostile))) {
      assertThat(finding.path("message").asText()).isEqualTo(hostile.title());
      JsonNode again = HttpDouble.JSON.readTree(finding.toString());
      assertThat(again.findValuesAsText("value")).contains(HostileCase.command());
      assertThat(again.path("message").asText()).isEqualTo(hostile.title());
    }
    JsonNode evidence = OcsfFinding.detection(hostile).path("evidences").path(0);
    assertThat(evidence.path("actor").path("process").path("cmd_line").asText())
        .isEqualTo(HostileCase.command());
  }

  private static void assertCaption(JsonNode finding, String what, int id, String caption) {
    assertThat(finding.path(what + "_id").asInt()).isEqualTo(id);
    assertThat(finding.path(what + "_name").asText()).isEqualTo(caption);
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
