package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.SampleRecords;
import dev.iischain.event.Summary;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndexPageTest {

  private static final List<Case> CASES =
      List.of(SampleRecords.partialCase(), SampleRecords.completeCase());
  private static final List<Alert> ALERTS =
      List.of(
          SampleRecords.loneAlert(), SampleRecords.writeAlert(), SampleRecords.registrationAlert());

  @Test
  void indexLooksAsApproved() throws IOException {
    String page = IndexPage.render(CASES, ALERTS, SampleRecords.summary());
    GoldenFile.assertMatches("index.html", page);
    PageChecks.assertInert(page);
  }

  @Test
  void hostileRecordsAreInertAndMakeNoLinks() {
    String page =
        IndexPage.render(
            List.of(HostileRecords.snapshot()),
            List.of(HostileRecords.alert()),
            SampleRecords.summary());
    PageChecks.assertInert(page);
    assertThat(page).doesNotContain("<script", "<a href");
  }

  @Test
  void emptyFolderSaysSo() {
    Summary empty =
        Summary.of(
            0,
            0,
            new Summary.Events(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
            new Summary.DeadLetters(0, new TreeMap<>()),
            new Summary.Alerts(0, new TreeMap<>(), new TreeMap<>()),
            new Summary.Cases(0, new TreeMap<>()),
            Summary.Suppressed.NONE,
            Summary.NearMisses.NONE,
            "batch");
    String page = IndexPage.render(List.of(), List.of(), empty);
    PageChecks.assertInert(page);
    assertThat(page).contains("No complete chain", "No rule matched.").doesNotContain("<table");
  }

  @Test
  void completeCasesAndHighAlertsComeFirstInAnyOrderOfInput() {
    String page = IndexPage.render(CASES, ALERTS, SampleRecords.summary());
    assertThat(page)
        .isEqualTo(
            IndexPage.render(
                List.of(CASES.get(1), CASES.get(0)),
                List.of(ALERTS.get(2), ALERTS.get(1), ALERTS.get(0)),
                SampleRecords.summary()));
    assertThat(page.indexOf(CASES.get(1).title())).isLessThan(page.indexOf(CASES.get(0).title()));
    assertThat(page.indexOf(ALERTS.get(2).title())).isLessThan(page.indexOf(ALERTS.get(1).title()));
    assertThat(page.indexOf(ALERTS.get(1).title())).isLessThan(page.indexOf(ALERTS.get(0).title()));
  }

  @Test
  void longTableIsCutAndSaysSo() {
    String page =
        IndexPage.render(
            List.of(),
            Collections.nCopies(IndexPage.LONGEST + 5, SampleRecords.loneAlert()),
            SampleRecords.summary());
    assertThat(page).contains("5 more are left out here");
    assertThat(page).doesNotContain("6 more are left out here");
  }
}
