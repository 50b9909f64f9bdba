package dev.iischain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  @Test
  void everyRecordComesBackEqual() throws JsonProcessingException {
    List<Object> records =
        List.of(
            SampleRecords.writeAlert(),
            SampleRecords.loneAlert(),
            SampleRecords.completeCase(),
            SampleRecords.partialCase(),
            SampleRecords.nearMiss(),
            SampleRecords.summary(),
            Suppressed.of("maintenance-7", "planned change", SampleRecords.writeAlert()),
            Suppressed.of("maintenance-7", "planned change", SampleRecords.completeCase()));
    List<Object> back = new ArrayList<>();
    for (Object sent : records) {
      back.add(RecordJson.read(RecordJson.write(sent), sent.getClass()));
    }
    assertThat(back).isEqualTo(records);
  }

  @Test
  void deadLetterComesBackWithItsBytes() throws JsonProcessingException {
    DeadLetter sent = SampleRecords.deadLetter();
    DeadLetter back = RecordJson.read(RecordJson.write(sent), DeadLetter.class);
    assertThat(back).usingRecursiveComparison().isEqualTo(sent);
  }

  @Test
  void deadLetterWithoutTimeHasNullAndComesBack() throws JsonProcessingException {
    DeadLetter sent =
        new DeadLetter(
            DeadLetter.Reason.EMPTY,
            "Blank.",
            "a.log",
            0,
            1,
            RawRecord.NO_TIME,
            new byte[0],
            false);
    byte[] json = RecordJson.write(sent);
    assertThat(text(json)).contains("\"receivedTime\":null");
    assertThat(RecordJson.read(json, DeadLetter.class).receivedMillis())
        .isEqualTo(RawRecord.NO_TIME);
  }

  @Test
  void propertiesStandInDeclaredOrderAndNullsAreWritten() {
    assertThat(text(RecordJson.write(SampleRecords.loneAlert())))
        .startsWith("{\"schema\":\"iis-chain/alert/1\",\"alertId\":\"al-")
        .contains("\"stage\":null,\"dll\":null,\"process\":null,\"observables\":[{")
        .endsWith("\"evidence\":[],\"caseId\":null,\"status\":\"open\",\"suppressions\":[]}");
  }

  @Test
  void deadLetterStandsInThePublishedForm() {
    assertThat(text(RecordJson.write(SampleRecords.deadLetter())))
        .isEqualTo(
            "{\"schema\":\"iis-chain/dead-letter/1\",\"reason\":\"malformed-json\",\"detail\":\"The"
                + " record starts like JSON and ends after 12 bytes in the middle of a"
                + " text.\",\"source\":\"iis-chain.telemetry.falcon\",\"partition\":3,"
                + "\"position\":81000,\"receivedTime\":\"2026-11-20T13:15:02.000Z\","
                + "\"value\":\"eyJhaWQiOiIwZjFl\",\"truncated\":false}");
  }

  @Test
  void mutedRecordNamesItsKind() {
    assertThat(text(RecordJson.write(Suppressed.of("s", "r", SampleRecords.loneAlert()))))
        .startsWith(
            "{\"schema\":\"iis-chain/suppressed/1\",\"suppressionId\":\"s\",\"reason\":\"r\","
                + "\"kind\":\"alert\",\"record\":{\"schema\":\"iis-chain/alert/1\"");
  }

  @Test
  void suppressionMutesExactlyOneRecord() {
    assertThatThrownBy(() -> new Suppressed(Suppressed.SCHEMA, "s", "r", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'s'");
  }

  @Test
  void timesHaveExactlyThreeFractionDigits() {
    assertThat(text(RecordJson.write(at("2026-11-20T09:00:00Z"))))
        .contains("\"endedAt\":\"2026-11-20T09:00:00.000Z\"");
    assertThat(text(RecordJson.write(at("2026-11-20T09:00:00.123456789Z"))))
        .contains("\"endedAt\":\"2026-11-20T09:00:00.123Z\"");
  }

  @Test
  void absurdTimesAreWrittenAsTheNearestOneThatCanBeSpelled() {
    NearMiss late = at("+12345-01-01T00:00:00Z");
    assertThat(text(RecordJson.write(late))).contains("\"9999-12-31T23:59:59.999Z\"");
    NearMiss early = at("-0044-03-15T00:00:00Z");
    assertThat(text(RecordJson.write(early))).contains("\"0000-01-01T00:00:00.000Z\"");
  }

  @Test
  void timesInAnotherFormAreRefused() {
    for (String time :
        List.of(
            "\"2026-11-20T09:00:00Z\"",
            "\"2026-11-20T09:00:00.1234Z\"",
            "\"2026-11-20T09:00:00.000+00:00\"",
            "\"2026-02-30T09:00:00.000Z\"",
            "1795165200000",
            "null")) {
      String json =
          text(RecordJson.write(at("2026-11-20T09:00:00Z")))
              .replace("\"2026-11-20T09:00:00.000Z\"", time);
      assertRefused(json, NearMiss.class);
    }
  }

  @Test
  void unknownMissingNullAndMistypedPropertiesAreRefused() {
    String json = text(RecordJson.write(SampleRecords.loneAlert()));
    assertRefused(json.replace("{\"schema\"", "{\"extra\":1,\"schema\""), Alert.class);
    assertRefused(json.replace("\"tenant\":\"default\",", ""), Alert.class);
    assertRefused(json.replace("\"caseId\":null", "\"caseId\":null,\"caseId\":null"), Alert.class);
    assertRefused(json.replace("\"tenant\":\"default\"", "\"tenant\":null"), Alert.class);
    assertRefused(json.replace("\"attack\":[\"T1562.002\"]", "\"attack\":[null]"), Alert.class);
    assertRefused(json.replace("\"score\":20", "\"score\":\"20\""), Alert.class);
    assertRefused(json.replace("\"score\":20", "\"score\":20.5"), Alert.class);
    assertRefused(json.replace("\"score\":20", "\"score\":null"), Alert.class);
    assertRefused(json.replace("\"count\":1,", "\"count\":\"1\","), Alert.class);
    assertRefused(json.replace("\"tenant\":\"default\"", "\"tenant\":7"), Alert.class);
    assertRefused(json + "{}", Alert.class);
    assertRefused("null", Alert.class);
    assertRefused("", Alert.class);
    assertRefused("[]", Alert.class);
  }

  @Test
  void foreignDeadLettersAndMutedRecordsAreRefused() {
    String letter = text(RecordJson.write(SampleRecords.deadLetter()));
    assertRefused(letter.replace("malformed-json", "bad-mood"), DeadLetter.class);
    assertRefused(letter.replace("dead-letter/1", "dead-letter/2"), DeadLetter.class);
    String muted = text(RecordJson.write(Suppressed.of("s", "r", SampleRecords.loneAlert())));
    assertRefused(muted.replace("\"kind\":\"alert\"", "\"kind\":\"case\""), Suppressed.class);
    assertRefused(muted.replace("\"kind\":\"alert\"", "\"kind\":\"rule\""), Suppressed.class);
  }

  @Test
  void unpairedSurrogatesBecomeReplacementCharacters() throws JsonProcessingException {
    String title = "a\ud800b\udc00\ud83d\ude00";
    byte[] json = RecordJson.write(titled(title));
    assertThat(RecordJson.read(json, Alert.class).title()).isEqualTo("a\ufffdb\ufffd\ud83d\ude00");
  }

  @Test
  void nothingThatActsOnATerminalIsWrittenRaw() throws JsonProcessingException {
    String title = "a\u001b[31m\u009b2J\u202egnp\u2066\u200b\u2028\u0085\u007f\u00e9z";
    byte[] json = RecordJson.write(titled(title));
    assertThat(text(json)).contains("\u00e9");
    assertThat(text(json).codePoints()).noneMatch(VisibleText::isHidden);
    assertThat(RecordJson.read(json, Alert.class).title()).isEqualTo(title);
  }

  @Test
  void anObjectThatIsNoRecordIsReported() {
    assertThatThrownBy(() -> RecordJson.write(new Object()))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("Object cannot be written");
  }

  private static void assertRefused(String json, Class<?> type) {
    assertThatThrownBy(() -> RecordJson.read(json.getBytes(StandardCharsets.UTF_8), type))
        .as(json)
        .isInstanceOf(JsonProcessingException.class);
  }

  private static NearMiss at(String time) {
    NearMiss base = SampleRecords.nearMiss();
    return new NearMiss(
        base.schema(),
        base.tenant(),
        base.host(),
        base.dll(),
        base.stages(),
        base.missing(),
        Instant.parse(time),
        base.reason());
  }

  private static Alert titled(String title) {
    Alert base = SampleRecords.loneAlert();
    return new Alert(
        base.schema(),
        base.alertId(),
        base.tenant(),
        title,
        base.level(),
        base.score(),
        base.confidence(),
        base.vendorSeverity(),
        base.eventTime(),
        base.lastSeen(),
        base.count(),
        base.host(),
        base.rules(),
        base.attack(),
        base.stage(),
        base.dll(),
        base.process(),
        base.observables(),
        base.evidence(),
        base.caseId(),
        base.status(),
        base.suppressions());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
