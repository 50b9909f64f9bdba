package dev.iischain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyRecordFitsItsSchema() {
    assertFits("alert", SampleRecords.writeAlert());
    assertFits("alert", SampleRecords.registrationAlert());
    assertFits("alert", SampleRecords.loneAlert());
    assertFits("case", SampleRecords.completeCase());
    assertFits("case", SampleRecords.partialCase());
    assertFits("dead-letter", SampleRecords.deadLetter());
    assertFits("near-miss", SampleRecords.nearMiss());
    assertFits("summary", SampleRecords.summary());
    assertFits("suppressed", Suppressed.of("s", "r", SampleRecords.loneAlert()));
    assertFits("suppressed", Suppressed.of("s", "r", SampleRecords.completeCase()));
  }

  @Test
  void everyReasonForADeadLetterFits() {
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      assertFits(
          "dead-letter",
          new DeadLetter(reason, "d", "s", 0, 0, RawRecord.NO_TIME, new byte[] {-1, 0, 7}, true));
    }
  }

  @Test
  void enumerationsAreThoseOfTheCode() throws JsonProcessingException {
    JsonNode alert = schema("alert").get("$defs");
    assertThat(words(alert.at("/level/enum"))).isEqualTo(labels(Level.values(), Level::label));
    assertThat(words(alert.at("/stage/enum"))).isEqualTo(labels(Stage.values(), Stage::label));
    assertThat(words(alert.at("/evidence/properties/kind/enum")))
        .isEqualTo(labels(EventKind.values(), EventKind::category));
    assertThat(words(alert.at("/source/properties/vendor/enum")))
        .isEqualTo(labels(Vendor.values(), Vendor::label));
    assertThat(words(alert.at("/source/properties/format/enum")))
        .isEqualTo(labels(TelemetryFormat.values(), TelemetryFormat::label));
    List<String> reasons = labels(DeadLetter.Reason.values(), DeadLetter.Reason::code);
    assertThat(words(schema("dead-letter").at("/properties/reason/enum"))).isEqualTo(reasons);
    JsonNode counts = schema("summary").get("properties");
    assertThat(words(counts.at("/deadLetters/properties/byReason/propertyNames/enum")))
        .isEqualTo(reasons);
    assertThat(words(counts.at("/events/properties/byKind/propertyNames/enum")))
        .isEqualTo(labels(EventKind.values(), EventKind::category));
    assertThat(words(counts.at("/events/properties/byVendor/propertyNames/enum")))
        .isEqualTo(labels(Vendor.values(), Vendor::label));
    assertThat(words(counts.at("/events/properties/byFormat/propertyNames/enum")))
        .isEqualTo(labels(TelemetryFormat.values(), TelemetryFormat::label));
  }

  @Test
  void everyPropertyIsDescribedAndEveryObjectIsClosed() throws JsonProcessingException {
    Map<String, String> files = RecordSchemas.files();
    assertThat(files).hasSizeGreaterThanOrEqualTo(6);
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertDescribed(file.getKey(), JSON.readTree(file.getValue()));
    }
  }

  @Test
  void brokenAlertsAreRejected() throws JsonProcessingException {
    Alert alert = SampleRecords.writeAlert();
    assertRejected("alert", alert, json -> json.put("extra", 1));
    assertRejected("alert", alert, json -> json.remove("caseId"));
    assertRejected("alert", alert, json -> json.put("schema", "iis-chain/alert/2"));
    assertRejected("alert", alert, json -> json.put("alertId", "al-" + "1".repeat(32)));
    assertRejected("alert", alert, json -> json.put("alertId", SampleRecords.CASE_ID));
    assertRejected("alert", alert, json -> json.put("caseId", SampleRecords.WRITE_ALERT_ID));
    assertRejected("alert", alert, json -> json.put("level", "severe"));
    assertRejected("alert", alert, json -> json.put("score", 101));
    assertRejected("alert", alert, json -> json.put("score", 1.5));
    assertRejected("alert", alert, json -> json.put("count", 0));
    assertRejected("alert", alert, json -> json.put("eventTime", "2026-11-20T13:10:07Z"));
    assertRejected("alert", alert, json -> json.put("eventTime", "2026-13-20T13:10:07.000Z"));
    assertRejected("alert", alert, json -> json.put("stage", "landing"));
    assertRejected("alert", alert, json -> json.putArray("rules"));
    assertRejected("alert", alert, json -> json.putArray("attack").add("T15"));
    assertRejected("alert", alert, json -> json.withObject("host").remove("key"));
    assertRejected("alert", alert, json -> json.withObject("dll").put("extra", 1));
    assertRejected("alert", alert, json -> firstEvidence(json).put("evidenceId", "ev-1"));
    assertRejected("alert", alert, json -> firstEvidence(json).put("summary", "x".repeat(501)));
    assertRejected("alert", alert, json -> firstEvidence(json).put("kind", "keyboard"));
    assertRejected(
        "alert", alert, json -> firstEvidence(json).withObject("dll").put("identity", "guess"));
    assertRejected(
        "alert", alert, json -> firstEvidence(json).withObject("dll").put("sha256", "AB"));
  }

  @Test
  void brokenCasesAreRejected() throws JsonProcessingException {
    Case whole = SampleRecords.completeCase();
    assertRejected("case", whole, json -> json.put("caseId", SampleRecords.WRITE_ALERT_ID));
    assertRejected("case", whole, json -> json.put("revision", 0));
    assertRejected("case", whole, json -> json.put("status", "open"));
    assertRejected("case", whole, json -> json.putNull("dll"));
    assertRejected("case", whole, json -> firstStage(json).put("state", "maybe"));
    assertRejected("case", whole, json -> firstStage(json).put("state", "missing"));
    assertRejected("case", whole, json -> firstStage(json).putNull("firstSeen"));
    assertRejected(
        "case", whole, json -> ((ObjectNode) json.at("/links/0")).put("url", "javascript:x"));
    assertRejected("case", whole, json -> json.putArray("alertIds").add("al-x"));
  }

  @Test
  void otherBrokenRecordsAreRejected() throws JsonProcessingException {
    DeadLetter letter = SampleRecords.deadLetter();
    assertRejected("dead-letter", letter, json -> json.put("reason", "sad"));
    assertRejected("dead-letter", letter, json -> json.put("value", "not base64"));
    assertRejected("dead-letter", letter, json -> json.put("position", -1));
    assertRejected("near-miss", SampleRecords.nearMiss(), json -> json.putArray("missing"));
    assertRejected("near-miss", SampleRecords.nearMiss(), json -> json.putNull("endedAt"));
    assertRejected("summary", SampleRecords.summary(), json -> json.put("mode", "both"));
    assertRejected(
        "summary",
        SampleRecords.summary(),
        json -> ((ObjectNode) json.at("/events/byKind")).put("keyboard", 1));
    Suppressed muted = Suppressed.of("s", "r", SampleRecords.loneAlert());
    assertRejected("suppressed", muted, json -> json.put("kind", "case"));
    assertRejected("suppressed", muted, json -> json.withObject("record").remove("alertId"));
  }

  private static ObjectNode firstEvidence(ObjectNode alert) {
    return (ObjectNode) alert.at("/evidence/0");
  }

  private static ObjectNode firstStage(ObjectNode json) {
    return (ObjectNode) json.at("/stages/0");
  }

  private static void assertFits(String schema, Object value) {
    assertThat(RecordSchemas.violations(schema, RecordJson.write(value))).isEmpty();
  }

  private static void assertRejected(String schema, Object value, Consumer<ObjectNode> change)
      throws JsonProcessingException {
    ObjectNode json =
        (ObjectNode) JSON.readTree(new String(RecordJson.write(value), StandardCharsets.UTF_8));
    change.accept(json);
    byte[] changed = JSON.writeValueAsBytes(json);
    assertThat(RecordSchemas.violations(schema, changed)).as(json.toString()).isNotEmpty();
  }

  private static void assertDescribed(String place, JsonNode schema) {
    if (schema.has("properties") && schema.has("type")) {
      assertThat(schema.path("additionalProperties").isMissingNode())
          .as(place + " says nothing of additional properties")
          .isFalse();
      schema
          .get("properties")
          .properties()
          .forEach(
              property ->
                  assertThat(property.getValue().path("description").asText())
                      .as(place + "/" + property.getKey())
                      .isNotBlank());
    }
    schema
        .properties()
        .forEach(child -> assertDescribed(place + "/" + child.getKey(), child.getValue()));
  }

  private static JsonNode schema(String name) throws JsonProcessingException {
    return JSON.readTree(RecordSchemas.files().get(name + ".schema.json"));
  }

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }

  private static List<String> words(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
