package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad input ends as one dead letter with its reason. */
class BadRecordTest {

  private static final String SECRET = "Sup3rS3cret";

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t ", "\u0000\u0000", "[]", "{\"records\":[]}", "[null]"})
  void nothingIsEmpty(String record) {
    assertThat(Outcome.of(record).summary()).containsExactly("empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text " + SECRET,
        "LEEF:9|Example|" + SECRET + "|1|13|a=b",
        "{\"hello\":\"" + SECRET + "\"}",
        "{\"message\":\"" + SECRET + "\",\"event\":{\"kind\":\"x\"}}",
        "42",
        "\"text\"",
        "{}",
        "<html>" + SECRET + "</html>"
      })
  void whatIsNoTelemetryIsOfUnknownFormat(String record) {
    assertDead(record, "unknown-format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_simpleName\":\"" + SECRET,
        "{\"event_simpleName\":\"a\",}}",
        "{\"a\" \"" + SECRET + "\"}",
        "{not json}",
        "[{\"a\":1"
      })
  void jsonThatDoesNotParseIsMalformed(String record) {
    Outcome outcome = Outcome.of(record);
    assertThat(outcome.events).isEmpty();
    assertThat(outcome.deadLetters).isNotEmpty();
    assertThat(outcome.deadLetters.get(0).detail()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Event><System></Event>",
        "<Event xmlns='x'><System><EventID>1</EventID>",
        "<!DOCTYPE Event [<!ENTITY a \"" + SECRET + "\">]>",
        "<Event a='<'></Event>"
      })
  void xmlThatIsNotWellFormedIsMalformed(String record) {
    assertDead(record, "malformed-xml");
  }

  @Test
  void entitiesOfADocumentTypeAreNeverResolved() {
    String good =
        new String(
            TelemetryExamples.read("event-xml/sysmon-11-single-quotes.xml"),
            StandardCharsets.UTF_8);
    Outcome outcome =
        Outcome.of(
            "<!DOCTYPE x [<!ENTITY big \"boom\">]>" + good.replace("trace.dll", "&big;.dll"));
    assertThat(outcome.summary()).containsExactly("malformed-xml", "file_event");
    assertThat(outcome.events.get(0).get(dev.iischain.event.Field.TARGET_FILENAME))
        .endsWith("\\&big;.dll");
  }

  @Test
  void aRecordBeyondTheBoundIsTooLargeAndIsCut() {
    byte[] record = new byte[20 * 1024 * 1024];
    Arrays.fill(record, (byte) 'x');
    Outcome outcome = Outcome.of(record);
    assertThat(outcome.summary()).containsExactly("too-large");
    assertThat(outcome.deadLetters.get(0).truncated()).isTrue();
    assertThat(outcome.deadLetters.get(0).value()).hasSize(Outcomes.MAX_KEPT_BYTES);
  }

  @Test
  void aLongTextWithinTheBoundIsRead() {
    String record = SiblingsTest.write(1).replace("x1.dll", "x".repeat(10_000_000) + ".dll");
    assertThat(Outcome.of(record).summary()).containsExactly("file_event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"records\":[", "{\"Event\":{\"UserData\":"})
  void deepNestingIsTooDeepAndNeverOverflows(String opening) {
    Outcome outcome = Outcome.of(opening.repeat(2000));
    assertThat(outcome.summary()).contains("too-deep");
    assertThat(outcome.events).isEmpty();
  }

  @Test
  void deepXmlIsTooDeep() {
    assertDead("<Event>" + "<a>".repeat(2000) + "</a>".repeat(2000) + "</Event>", "too-deep");
  }

  @Test
  void wrappersAreUnwrappedThreeTimesAndNoMore() {
    String record = SiblingsTest.write(1);
    for (int i = 0; i < 3; i++) {
      record = "{\"data\":" + record + "}";
    }
    assertThat(Outcome.of(record).summary()).containsExactly("file_event");
    assertDead("{\"data\":" + record + "}", "unknown-format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Event\":{\"System\":{\"EventID\":{\"x\":1},\"Computer\":\"web01\"},\"EventData\":7}}",
        "{\"Event\":{\"System\":{\"EventID\":\"eleven\"}}}",
        "{\"winlog\":[1,2]}",
        "{\"winlog\":\"text\"}",
        "<Event/>"
      })
  void aWindowsEventWithoutANumberIsABadField(String record) {
    assertDead(record, "bad-field");
  }

  @Test
  void fieldsOfOtherTypesAreReadAsFarAsTheyGo() {
    Outcome outcome =
        Outcome.of(
            "{\"event_simpleName\":\"PeFileWritten\",\"aid\":17,\"id\":true,"
                + "\"ContextTimeStamp\":1793528405.123,\"TargetFileName\":[\"a\",\"b\"],"
                + "\"ContextImageFileName\":{\"x\":[]}}");
    assertThat(outcome.only().get(dev.iischain.event.Field.TARGET_FILENAME)).isEqualTo("a\nb");
    assertThat(outcome.only().get(dev.iischain.event.Field.IMAGE)).isNull();
  }

  @Test
  void withoutAHostThereIsNoEvent() {
    assertDead(SiblingsTest.write(1).replace("\"aid\":\"a1\",", ""), "no-host");
  }

  @Test
  void withoutAnyTimeThereIsNoEvent() {
    String record = SiblingsTest.write(1).replace("ContextTimeStamp", "Unknown");
    assertDead(record, "no-time");
    assertDead(SiblingsTest.write(1).replace("1793528405.123", "yesterday"), "no-time");
  }

  @Test
  void aMissingTimeIsTheReceiveTime() {
    String record = SiblingsTest.write(1).replace("ContextTimeStamp", "Unknown");
    Outcome outcome = decode(record, 1_793_528_500_000L);
    assertThat(outcome.only().eventTimeMillis()).isEqualTo(1_793_528_500_000L);
    assertThat(outcome.only().flags()).contains("time-clamped");
  }

  @Test
  void aTimeInTheFutureIsClampedToTheReceiveTime() {
    Outcome outcome = decode(SiblingsTest.write(1), 1_793_000_000_000L);
    assertThat(outcome.only().eventTimeMillis()).isEqualTo(1_793_000_000_000L);
    assertThat(outcome.only().flags()).contains("time-clamped");
    assertThat(decode(SiblingsTest.write(1), 1_793_528_400_000L).only().flags())
        .doesNotContain("time-clamped");
  }

  @Test
  void deadLettersSayWhereTheRecordCameFrom() {
    DeadLetter letter = Outcome.of("nonsense").deadLetters.get(0);
    assertThat(letter.source()).isEqualTo("telemetry");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.position()).isEqualTo(42);
    assertThat(letter.value()).asString().isEqualTo("nonsense");
    assertThat(letter.truncated()).isFalse();
  }

  @Test
  void whatTheOutputThrowsIsNotSwallowed() {
    TelemetryDecoder.Output broken =
        new TelemetryDecoder.Output() {
          @Override
          public void event(EndpointEvent event) {
            throw new IllegalStateException("the network is down");
          }

          @Override
          public void irrelevant(TelemetryFormat format, Vendor vendor) {}

          @Override
          public void deadLetter(DeadLetter letter) {
            throw new AssertionError("no dead letter is due");
          }
        };
    RawRecord record =
        new RawRecord(
            SiblingsTest.write(1).getBytes(StandardCharsets.UTF_8), "t", 0, 1, RawRecord.NO_TIME);
    assertThatThrownBy(
            () -> new TelemetryDecoder(NormaliseOptions.defaults()).decode(record, broken))
        .hasMessage("the network is down");
  }

  @Test
  void aSmallerBoundHolds() {
    NormaliseOptions options =
        new NormaliseOptions(
            "default",
            NormaliseOptions.HostKeyMode.SHORT,
            Map.of(),
            ZoneId.of("UTC"),
            100,
            8,
            Duration.ofMinutes(5));
    byte[] record = SiblingsTest.write(1).getBytes(StandardCharsets.UTF_8);
    assertThat(Outcome.of(options, record, RawRecord.NO_TIME).summary())
        .containsExactly("too-large");
  }

  private static Outcome decode(String record, long receivedMillis) {
    return Outcome.of(
        NormaliseOptions.defaults(), record.getBytes(StandardCharsets.UTF_8), receivedMillis);
  }

  private static void assertDead(String record, String reason) {
    Outcome outcome = Outcome.of(record);
    assertThat(outcome.summary()).containsExactly(reason);
    assertThat(outcome.deadLetters.get(0).detail()).doesNotContain(SECRET).isNotBlank();
  }
}
