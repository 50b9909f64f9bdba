package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.SampleRecords;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseReportTest {

  private static final List<Alert> ALERTS =
      List.of(SampleRecords.writeAlert(), SampleRecords.registrationAlert());

  @Test
  void completeCaseLooksAsApproved() throws IOException {
    GoldenFile.assertMatches(
        "case-complete.html", CaseReport.render(SampleRecords.completeCase(), ALERTS));
  }

  @Test
  void partialCaseLooksAsApproved() throws IOException {
    GoldenFile.assertMatches(
        "case-partial.html", CaseReport.render(SampleRecords.partialCase(), ALERTS));
  }

  @Test
  void hostileCaseLooksAsApprovedAndIsInert() throws IOException {
    String page = CaseReport.render(HostileRecords.snapshot(), List.of(HostileRecords.alert()));
    GoldenFile.assertMatches("case-hostile.html", page);
    PageChecks.assertInert(page);
    assertThat(page).doesNotContain("<script", "href=\"javascript", "\u001b", "\u202e");
  }

  @Test
  void everyPageIsInert() {
    PageChecks.assertInert(CaseReport.render(SampleRecords.completeCase(), ALERTS));
    PageChecks.assertInert(CaseReport.render(SampleRecords.partialCase(), List.of()));
  }

  @Test
  void missingStageIsNamedAndSeenStageIsNot() {
    assertThat(CaseReport.render(SampleRecords.partialCase(), ALERTS))
        .contains("<h3>Loaded <small>missing</small></h3>", "No event so far");
    assertThat(CaseReport.render(SampleRecords.completeCase(), ALERTS))
        .contains("<h3>Loaded <small>seen</small></h3>")
        .doesNotContain("No event so far");
  }

  @Test
  void alertThatIsNotAtHandIsListedByItsId() {
    assertThat(CaseReport.render(SampleRecords.completeCase(), List.of()))
        .contains(
            "<a href=\"../index.html#"
                + SampleRecords.WRITE_ALERT_ID
                + "\">"
                + SampleRecords.WRITE_ALERT_ID
                + "</a>");
  }

  @Test
  void alertOfAnotherCaseIsNotShown() {
    assertThat(CaseReport.render(SampleRecords.completeCase(), List.of(SampleRecords.loneAlert())))
        .doesNotContain(SampleRecords.loneAlert().title());
  }

  @Test
  void addressesAreDefangedAndNeverLinks() {
    assertThat(CaseReport.render(SampleRecords.completeCase(), ALERTS))
        .contains("hxxps://cdn[.]update[.]example/hc.tmp")
        .doesNotContain("https://cdn.update.example");
  }

  @Test
  void onlyTechniqueIdsBecomeLinks() {
    String page = CaseReport.render(HostileRecords.snapshot(), List.of());
    assertThat(page).doesNotContain("attack.mitre.org");
    assertThat(CaseReport.render(SampleRecords.completeCase(), ALERTS))
        .contains("href=\"https://attack.mitre.org/techniques/T1505/004/\"");
  }

  @Test
  void longTimelineIsCutAndSaysSo() {
    String page = CaseReport.render(withTimeline(TimelineTable.LONGEST + 3), ALERTS);
    assertThat(page).contains("3 later events are left out here");
    assertThat(page.split("class=\"summary\"", -1)).hasSize(TimelineTable.LONGEST + 1);
  }

  private static Case withTimeline(int rows) {
    Case base = SampleRecords.completeCase();
    List<EvidenceEntry> timeline = Collections.nCopies(rows, SampleRecords.write());
    return new Case(
        base.schema(),
        base.caseId(),
        base.revision(),
        base.contentHash(),
        base.status(),
        base.chain(),
        base.chains(),
        base.title(),
        base.level(),
        base.score(),
        base.confidence(),
        base.tenant(),
        base.host(),
        base.dll(),
        base.firstSeen(),
        base.lastSeen(),
        base.stages(),
        timeline,
        base.alertIds(),
        base.attack(),
        base.observables(),
        base.why(),
        base.links(),
        base.suppressions());
  }
}
