package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.TelemetryFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What transports put around a record does not change the event. */
class TransportTest {

  private static final String RECORD = SiblingsTest.write(1);
  private static final String EVENT_ID = Outcome.of(RECORD).only().eventId();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message",
        "event",
        "event.original",
        "_raw",
        "data",
        "log",
        "payload",
        "body",
        "raw_data",
        "@rawstring",
        "result"
      })
  void aRecordIsFoundAsTextAndAsObject(String name) {
    assertSame("{\"host\":\"forwarder\",\"" + name + "\":" + quoted(RECORD) + ",\"z\":[{}]}");
    assertSame("{\"host\":\"forwarder\",\"" + name + "\":" + RECORD + "}");
    assertSame("{\"" + name + "\":[" + RECORD + "]}");
  }

  @Test
  void wrappersMayLieInEachOther() {
    assertSame(
        "{\"message\":" + quoted("{\"event\":" + quoted("{\"_raw\":" + RECORD + "}") + "}") + "}");
    assertSame("{\"records\":[{\"message\":" + quoted("<14>Nov 1 h: " + RECORD) + "}]}");
    assertSame("{\"event\":{\"original\":" + quoted(RECORD) + "}}");
  }

  @Test
  void aRecognisedRecordIsNotUnwrapped() {
    String outer = RECORD.replace("{\"event", "{\"message\":" + quoted("{\"a\":1}") + ",\"event");
    assertSame(outer);
    assertSame(RECORD.replace("}", ",\"event\":{\"a\":1},\"data\":[1]}"));
  }

  @Test
  void theFirstWrapperThatHoldsARecordCounts() {
    assertSame("{\"message\":\"all is well\",\"log\":\"{5770385f}\",\"body\":" + RECORD + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<14>Nov  1 10:20:06 web01 agent[77]: ",
        "<14>1 2026-11-01T10:20:06Z web01 agent - - [x@1 a=\"{b}\"] ",
        "\ufeff",
        "\r\n \u001e",
        "Record 17\r\n"
      })
  void headingsAreSkipped(String heading) {
    assertSame(heading + RECORD);
    assertSame(heading + RECORD + "\n");
  }

  @Test
  void everyLineMayHaveItsOwnHeading() {
    String line = "<14>Nov  1 10:20:06 web01 agent: " + RECORD + "\n";
    assertThat(Outcome.of(line + line + line).events).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-16"})
  void utf16IsRead(String charset) {
    Outcome json = Outcome.of(RECORD.getBytes(Charset.forName(charset)));
    assertThat(json.only().eventId()).isEqualTo(EVENT_ID);
    String xml =
        new String(
            TelemetryExamples.read("event-xml/sysmon-11-single-quotes.xml"),
            StandardCharsets.UTF_8);
    assertThat(Outcome.of(xml.getBytes(Charset.forName(charset))).only().eventId())
        .isEqualTo(Outcome.of(xml).only().eventId());
  }

  @Test
  void keysInAnotherCaseAreUnderstoodAndExactOnesWin() {
    assertSame(RECORD.replace("TargetFileName", "targetfilename"));
    assertSame(RECORD.replace("{\"event", "{\"AID\":\"wrong\",\"EVENT_SIMPLENAME\":\"x\",\"event"));
    assertSame(RECORD.replace("}", ",\"AID\":\"wrong\"}"));
  }

  @Test
  void theLastOfDuplicateKeysWins() {
    assertSame(RECORD.replace("{\"event", "{\"aid\":\"first\",\"event"));
  }

  @Test
  void numbersMayBeTextAndTheReverse() {
    assertSame(RECORD.replace("\"1793528405.123\"", "1793528405.123"));
  }

  @Test
  void aTextThatOnlyLooksLikeARecordIsADeadLetter() {
    String record = "{\"message\":\"function f() {\\\"x\\\"}\"}";
    Outcome outcome = Outcome.of(record);
    assertThat(outcome.summary()).containsExactly("malformed-json");
    assertThat(outcome.deadTexts()).isEqualTo(List.of(record));
  }

  @Test
  void aDeadLetterThatIsAllOfARecordHoldsItsHeadingAndBlanksToo() {
    String record = "<14>1 2026-11-01T10:20:06Z web01 uf - - - <Event><System> \r";
    Outcome outcome = Outcome.of(record);
    assertThat(outcome.summary()).containsExactly("malformed-xml");
    assertThat(outcome.deadTexts()).isEqualTo(List.of(record));
  }

  @Test
  void aDeadLetterAmongOthersHoldsItsOwnPartOfTheRecord() {
    Outcome outcome = Outcome.of("{\"half\": \n" + RECORD + "\n{\"other\":1} \n");
    assertThat(outcome.summary()).hasSize(3);
    assertThat(outcome.deadTexts()).isEqualTo(List.of("{\"half\":", "{\"other\":1}"));
  }

  @Test
  void theFormatIsTheRecordsOwn() {
    assertThat(Outcome.of("{\"_raw\":" + quoted(RECORD) + "}").only().source().format())
        .isEqualTo(TelemetryFormat.FALCON_FDR);
  }

  private static void assertSame(String record) {
    assertThat(Outcome.of(record).only().eventId()).as(record).isEqualTo(EVENT_ID);
  }

  private static String quoted(String text) {
    return new ObjectMapper().valueToTree(text).toString();
  }
}
