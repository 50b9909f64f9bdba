package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One record may hold many elements, and a bad one takes none of the others with it. */
class SiblingsTest {

  @Test
  void aBrokenMemberOfAnEnvelopeKeepsItsSiblings() {
    assertThat(
            Outcome.of("{\"records\":[" + write(1) + ",{\"a\":tru}," + write(2) + "]}").summary())
        .containsExactly("file_event", "malformed-json", "file_event");
  }

  @Test
  void theDeadLetterOfAMemberHoldsItsOwnBytes() {
    String hostless = "{\"event_simpleName\":\"PeFileWritten\",\"timestamp\":\"1793528405\"}";
    Outcome outcome =
        Outcome.of(
            "{\"records\":[" + write(1) + ", " + hostless + " ," + write(2) + ",{\"a\":[}}]}");
    assertThat(outcome.summary())
        .containsExactly("file_event", "no-host", "file_event", "malformed-json");
    assertThat(outcome.deadTexts().get(0)).isEqualTo(hostless);
    assertThat(outcome.deadTexts().get(1)).startsWith("{\"a\":[}");
  }

  @Test
  void membersOfUnknownFormatOrNoRecordAtAllKeepTheirSiblings() {
    Outcome outcome =
        Outcome.of("[" + write(1) + ",{\"a\":1},7,null,\"text\",[1]," + write(2) + "]");
    assertThat(outcome.summary())
        .containsExactly(
            "file_event",
            "unknown-format",
            "unknown-format",
            "unknown-format",
            "unknown-format",
            "file_event");
    assertThat(outcome.deadTexts()).containsExactly("{\"a\":1}", "7", "text", "[1]");
  }

  @Test
  void aMemberThatIsOnlyCarelesslyWrittenIsStillRead() {
    String careless = write(1).replace("}", ",\"Size\":007,}");
    assertThat(Outcome.of("{\"records\":[" + careless + "," + write(2) + "]}").summary())
        .containsExactly("file_event", "file_event");
  }

  @Test
  void aTooDeepMemberKeepsItsSiblings() {
    String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
    Outcome outcome = Outcome.of("{\"records\":[" + write(1) + "," + deep + "," + write(2) + "]}");
    assertThat(outcome.summary()).containsExactly("file_event", "too-deep", "file_event");
    assertThat(outcome.deadTexts()).containsExactly(deep);
  }

  @Test
  void anEnvelopeThatIsCutOffKeepsWhatIsWhole() {
    String whole = write(1) + "," + write(2);
    assertThat(Outcome.of("{\"records\":[" + whole + ",{\"event_simp").summary())
        .containsExactly("file_event", "file_event", "malformed-json");
    assertThat(Outcome.of("{\"records\":[" + whole).summary())
        .containsExactly("file_event", "file_event");
    assertThat(Outcome.of("{\"records\":[" + whole + "],\"tail\":nul").summary())
        .containsExactly("file_event", "file_event", "malformed-json");
  }

  @Test
  void membersBehindEnvelopeFieldsAreReadWhateverTheOrderOfFields() {
    assertThat(Outcome.of("{\"time\":1,\"records\":[" + write(1) + "],\"z\":{}}").summary())
        .containsExactly("file_event");
  }

  @Test
  void aBrokenLineKeepsTheOtherLines() {
    String cut = write(2).substring(0, 60);
    Outcome outcome =
        Outcome.of(write(1) + "\n" + cut + "\n" + write(3) + "\r\n\r\n{\"a\":\n" + write(4) + "\n");
    assertThat(outcome.summary())
        .containsExactly(
            "file_event", "malformed-json", "file_event", "malformed-json", "file_event");
    assertThat(outcome.deadTexts()).containsExactly(cut, "{\"a\":");
  }

  @Test
  void invalidUtf8IsReplacedInItsOwnElementOnly() {
    byte[] bytes =
        ("{\"records\":[" + write(1) + "," + write(2).replace("x2", "x\u00fc2") + "]}")
            .getBytes(StandardCharsets.ISO_8859_1);
    Outcome outcome = Outcome.of(bytes);
    assertThat(outcome.summary()).containsExactly("file_event", "file_event");
    assertThat(outcome.events.get(1).get(Field.TARGET_FILENAME)).endsWith("\\x?2.dll");
  }

  @Test
  void lineEndsInsideATextAreTolerated() {
    Outcome outcome = Outcome.of(write(1).replace("x1.dll", "x\n1.dll") + "\n" + write(2));
    assertThat(outcome.summary()).containsExactly("file_event", "file_event");
    assertThat(outcome.events.get(0).get(Field.TARGET_FILENAME)).endsWith("\\x\n1.dll");
  }

  @Test
  void aBrokenXmlEventKeepsTheOthers() {
    String good =
        new String(
            TelemetryExamples.read("event-xml/sysmon-11-single-quotes.xml"),
            StandardCharsets.UTF_8);
    String bad = good.replace("</System>", "</Sistem>").strip();
    Outcome outcome = Outcome.of(good + bad + good + "<Event><System>" + good);
    assertThat(outcome.summary())
        .containsExactly(
            "file_event", "malformed-xml", "file_event", "malformed-xml", "file_event");
    assertThat(outcome.deadTexts()).containsExactly(bad, "<Event><System>");
  }

  @Test
  void jsonAndXmlMayShareARecord() {
    String xml =
        new String(
            TelemetryExamples.read("event-xml/sysmon-11-single-quotes.xml"),
            StandardCharsets.UTF_8);
    assertThat(Outcome.of(xml + write(1) + "\n" + xml).summary())
        .containsExactly("file_event", "file_event", "file_event");
  }

  @Test
  void manyDefectsCostNoMoreThanTheyAreWorth() {
    String nested = "{\"a\":[\n".repeat(200_000);
    assertThat(Outcome.of(nested).events).isEmpty();
    String unterminated = "<Event><![CDATA[".repeat(100_000);
    assertThat(Outcome.of(unterminated).events).isEmpty();
    String open = "{\"a\":\"\n\"}".repeat(100_000);
    assertThat(Outcome.of(open).events).isEmpty();
    String truncated = "{\"a\":1,\"b\":\n".repeat(20_000);
    assertThat(Outcome.of(truncated + write(1)).events).hasSize(1);
  }

  static String write(int number) {
    return "{\"event_simpleName\":\"PeFileWritten\",\"aid\":\"a1\",\"id\":\"i"
        + number
        + "\",\"ContextTimeStamp\":\"1793528405.123\",\"TargetFileName\":\"C:\\\\inetpub\\\\x"
        + number
        + ".dll\"}";
  }
}
