package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.SampleRecords;
import dev.iischain.event.VisibleText;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

  private static final TerminalText PLAIN = new TerminalText(false);
  private static final TerminalText COLOURED = new TerminalText(true);

  @Test
  void alertIsOneLine() {
    assertThat(PLAIN.alertLine(SampleRecords.registrationAlert()))
        .isEqualTo(
            "2026-11-20 13:12:41.087Z  HIGH           60  web01  Native IIS module installed with"
                + " appcmd  c:\\windows\\system32\\inetsrv\\httpcache.dll  x3  "
                + SampleRecords.REGISTRATION_ALERT_ID);
  }

  @Test
  void alertTellsWhatThePublisherCallsIt() {
    assertThat(PLAIN.alertLine(SampleRecords.writeAlert())).contains("  vendor severity critical");
    assertThat(PLAIN.alertLine(SampleRecords.loneAlert())).doesNotContain("vendor severity");
  }

  @Test
  void caseBlockLooksAsApproved() throws IOException {
    GoldenFile.assertMatches("case-partial.txt", PLAIN.caseBlock(SampleRecords.partialCase()));
  }

  @Test
  void coloursOnlyWhenToldTo() {
    assertThat(PLAIN.caseBlock(SampleRecords.completeCase())).doesNotContain("\u001b");
    assertThat(PLAIN.caseLine(SampleRecords.completeCase())).doesNotContain("\u001b");
    assertThat(COLOURED.caseBlock(SampleRecords.completeCase())).contains("\u001b[1;31mCRITICAL");
    assertThat(COLOURED.alertLine(SampleRecords.writeAlert())).contains("\u001b[33mMEDIUM");
  }

  @Test
  void recordsCannotSteerTheTerminal() {
    String block = PLAIN.caseBlock(HostileRecords.snapshot());
    assertThat(block.codePoints().filter(character -> character != '\n'))
        .noneMatch(VisibleText::isHidden);
    assertThat(block).contains("<U+001B>[31mred<U+009B>2J<U+000D><U+000A><U+202E>gnp");
    assertThat(PLAIN.alertLine(HostileRecords.alert()).codePoints())
        .noneMatch(VisibleText::isHidden);
    assertThat(PLAIN.caseLine(HostileRecords.snapshot()).codePoints())
        .noneMatch(VisibleText::isHidden);
    assertThat(COLOURED.alertLine(HostileRecords.alert())).doesNotContain("\u001b[31mred");
  }

  @Test
  void recordsCannotAddLines() {
    int structure = 20;
    assertThat(PLAIN.caseBlock(HostileRecords.snapshot()).lines()).hasSize(structure);
    assertThat(PLAIN.alertLine(HostileRecords.alert())).doesNotContain("\n");
  }

  @Test
  void longValuesAreCut() {
    assertThat(TerminalText.visible("x".repeat(10_000))).hasSize(243).endsWith("x...");
    assertThat(TerminalText.visible("x".repeat(240))).isEqualTo("x".repeat(240));
  }
}
