package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Evidences;
import dev.iischain.event.Case;
import dev.iischain.event.Evidence;
import dev.iischain.event.NearMiss;
import dev.iischain.event.Suppressed;
import dev.iischain.suppression.Entries;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseBookTest {

  private static final String COMPLETE = "iis_module_written_registered_loaded";
  private static final String STAGED = "iis_module_written_registered";
  private static final String LOADED = "iis_module_registered_loaded";
  private static final Duration RETENTION = Duration.ofDays(48);
  private static final Evidence WRITE = Evidences.write("w", 0, DLL, null);
  private static final Evidence REGISTRATION = Evidences.registration("r", HOUR, DLL);
  private static final Evidence LOAD = Evidences.load("l", 2 * HOUR, DLL, null);
  private static final Episode TWO = Episodes.of(WRITE, REGISTRATION);
  private static final Episode THREE = Episodes.of(WRITE, REGISTRATION, LOAD);

  private KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> book;
  private int read;

  @BeforeEach
  void open() throws Exception {
    book = open(Pace.LIVE, 40, null);
  }

  @AfterEach
  void close() throws Exception {
    book.close();
  }

  @Test
  void allMatchesOfARunMakeOneRevision() throws Exception {
    match(3, THREE, LOADED, COMPLETE, STAGED);
    watermark(2);
    assertThat(revisions()).isEmpty();
    watermark(3);
    Case revision = only(revisions());
    assertThat(revision.status()).isEqualTo("complete");
    assertThat(revision.chain()).isEqualTo(COMPLETE);
    assertThat(revision.chains()).containsExactly(LOADED, STAGED, COMPLETE);
    assertThat(revision.revision()).isEqualTo(13);
    assertThat(revision.alertIds()).containsExactly("al-l", "al-r", "al-w");
    assertThat(links())
        .containsExactlyInAnyOrder(
            AlertInput.link("al-w", revision.caseId()),
            AlertInput.link("al-r", revision.caseId()),
            AlertInput.link("al-l", revision.caseId()));
  }

  @Test
  void theOrderOfMatchesWithinARunDoesNotMatter() throws Exception {
    match(3, THREE, LOADED, COMPLETE, STAGED);
    watermark(3);
    Case revision = only(revisions());
    book.close();
    book = open(Pace.LIVE, 40, null);
    read = 0;
    match(3, THREE, COMPLETE, STAGED, LOADED);
    watermark(3);
    assertThat(revisions()).containsExactly(revision);
  }

  @Test
  void aRunThatChangesNothingMakesNoRevision() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).hasSize(1);
    match(7, TWO, STAGED);
    watermark(7);
    assertThat(revisions()).isEmpty();
    assertThat(links()).hasSize(2);
  }

  @Test
  void aPartialCaseGrowsToACompleteOne() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    Case partial = only(revisions());
    assertThat(partial.status()).isEqualTo("partial");
    assertThat(partial.revision()).isEqualTo(5);
    match(7, THREE, COMPLETE, STAGED, LOADED);
    watermark(7);
    Case complete = only(revisions());
    assertThat(complete.caseId()).isEqualTo(partial.caseId());
    assertThat(complete.status()).isEqualTo("complete");
    assertThat(complete.revision()).isEqualTo(13);
    assertThat(complete.contentHash()).isNotEqualTo(partial.contentHash());
  }

  @Test
  void aCaseIsNeverDowngraded() throws Exception {
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    Case complete = only(revisions());
    match(
        9,
        Episodes.of(WRITE, REGISTRATION, LOAD, Evidences.load("m", 3 * HOUR, DLL, null)),
        LOADED);
    watermark(9);
    Case later = only(revisions());
    assertThat(later.status()).isEqualTo("complete");
    assertThat(later.chain()).isEqualTo(COMPLETE);
    assertThat(later.chains()).isEqualTo(complete.chains());
    assertThat(later.revision()).isEqualTo(complete.revision() + 8);
    assertThat(later.score()).isGreaterThanOrEqualTo(complete.score());
  }

  @Test
  void evidenceThatTurnsOutToBelongElsewhereTakesItsChainsAlong() throws Exception {
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    assertThat(only(revisions()).status()).isEqualTo("complete");
    match(7, TWO, STAGED);
    watermark(7);
    Case left = only(revisions());
    assertThat(left.status()).isEqualTo("partial");
    assertThat(left.chains()).containsExactly(STAGED);
  }

  @Test
  void evidenceThatWasForgottenLeavesTheCaseCompleteForGood() throws Exception {
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    assertThat(only(revisions()).status()).isEqualTo("complete");
    Evidence written = Evidences.write("w9", 90 * DAY, DLL, null);
    Evidence registered = Evidences.registration("r9", 90 * DAY + HOUR, DLL);
    match(7, Episodes.of(written, registered), STAGED);
    watermark(7);
    Case later = only(revisions());
    assertThat(later.status()).isEqualTo("complete");
    assertThat(later.chains()).contains(COMPLETE);
  }

  @Test
  void twoRunsInFlightAreTakenOneAfterTheOther() throws Exception {
    match(3, TWO, STAGED);
    match(7, THREE, COMPLETE, STAGED, LOADED);
    watermark(10);
    assertThat(revisions()).extracting(Case::status).containsExactly("partial", "complete");
  }

  @Test
  void aCaseBelowTheMinimumScoreIsNotOpenedAndForgottenInTime() throws Exception {
    book.close();
    book = open(Pace.LIVE, 90, null);
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).isEmpty();
    assertThat(links()).isEmpty();
    assertThat(suppressed()).isEmpty();
    book.setProcessingTime(RETENTION.toMillis());
    assertNothingIsKept();
  }

  private void assertNothingIsKept() {
    assertThat(KeyedEntries.of(book.getOperator())).isZero();
    assertThat(book.numProcessingTimeTimers()).isZero();
    assertThat(book.numEventTimeTimers()).isZero();
  }

  @Test
  void aCaseThatIsSuppressedWhileItIsOpenIsRetractedAndComesBack() throws Exception {
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    Case open = only(revisions());
    tell(1, "id: known\nhost: web01");
    Case retracted = only(revisions());
    assertThat(retracted.caseId()).isEqualTo(open.caseId());
    assertThat(retracted.status()).isEqualTo("retracted");
    assertThat(retracted.revision()).isEqualTo(open.revision() + 1);
    assertThat(retracted.suppressions()).extracting("id").containsExactly("known");
    assertThat(retracted.timeline()).extracting("suppressedBy").containsOnly("known");
    Suppressed muted = only(suppressed());
    assertThat(muted.suppressionId()).isEqualTo("known");
    assertThat(muted.reason()).isEqualTo("Known");
    assertThat(muted.snapshot()).isEqualTo(retracted);
    forget(2, "known");
    Case back = only(revisions());
    assertThat(back.withStatus(""))
        .usingRecursiveComparison()
        .ignoringFields("revision", "contentHash")
        .isEqualTo(open.withStatus(""));
    assertThat(back.status()).isEqualTo("complete");
    assertThat(back.revision()).isEqualTo(retracted.revision() + 1);
  }

  @Test
  void aRetractedCaseStaysQuietUntilSomethingIsNotSuppressed() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).hasSize(1);
    tell(1, "id: known\nhost: web01\nstages: [write, registration]");
    assertThat(only(revisions()).status()).isEqualTo("retracted");
    Episode more = Episodes.of(WRITE, REGISTRATION, Evidences.registration("r2", 2 * HOUR, DLL));
    match(8, more, STAGED);
    watermark(8);
    assertThat(revisions()).isEmpty();
    assertThat(suppressed()).hasSize(2);
    tell(2, "id: known\nhost: web01\nstages: write");
    assertThat(revisions()).as("a registration alone is no chain").isEmpty();
  }

  @Test
  void whatIsSuppressedFromTheStartIsNeverOpened() throws Exception {
    tell(1, "id: known\nhost: web01");
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    assertThat(revisions()).isEmpty();
    assertThat(links()).isEmpty();
    Suppressed muted = only(suppressed());
    assertThat(muted.snapshot().status()).isEqualTo("complete");
    assertThat(muted.snapshot().score()).isPositive();
    forget(2, "known");
    assertThat(only(revisions()).status()).isEqualTo("complete");
    assertThat(links()).hasSize(3);
  }

  @Test
  void anUnrelatedSuppressionChangesNothing() throws Exception {
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    assertThat(revisions()).hasSize(1);
    tell(1, "id: other\nhost: web02");
    forget(2, "other");
    forget(3, "never-there");
    assertThat(revisions()).isEmpty();
    assertThat(suppressed()).isEmpty();
  }

  @Test
  void suppressionsSurviveARestart() throws Exception {
    tell(1, "id: known\nhost: web01");
    OperatorSubtaskState snapshot = book.snapshot(1, 1);
    book.close();
    book = open(Pace.LIVE, 40, snapshot);
    match(4, THREE, COMPLETE, STAGED, LOADED);
    watermark(4);
    assertThat(revisions()).isEmpty();
    assertThat(suppressed()).hasSize(1);
  }

  @Test
  void aPartialCaseExpiresWhenEventTimeHasPassedItsWindowAndSaysWhatWasMissing() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    Case partial = only(revisions());
    long end = 42 * DAY;
    clock(end);
    book.setProcessingTime(10 * HOUR);
    assertThat(revisions()).as("the last millisecond still counts").isEmpty();
    clock(end + HOUR);
    book.setProcessingTime(12 * HOUR);
    Case expired = only(revisions());
    assertThat(expired.status()).isEqualTo("expired");
    assertThat(expired.caseId()).isEqualTo(partial.caseId());
    assertThat(expired.revision()).isEqualTo(partial.revision() + 1);
    assertThat(expired.score()).isEqualTo(partial.score());
    NearMiss miss = only(nearMisses());
    assertThat(miss.missing()).containsExactly("load");
    assertThat(miss.stages()).extracting("stage").containsExactly("write", "registration");
    assertThat(miss.endedAt()).isEqualTo(Instant.ofEpochMilli(end));
    assertThat(miss.reason()).contains(STAGED, "no load completed it.");
    book.setProcessingTime(40 * HOUR);
    assertThat(revisions()).isEmpty();
    assertThat(nearMisses()).hasSize(1);
    assertThat(book.numProcessingTimeTimers()).as("only the one that forgets").isEqualTo(1);
  }

  @Test
  void lateEvidenceReopensAnExpiredCaseUnderTheSameId() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    clock(50 * DAY);
    book.setProcessingTime(2 * HOUR);
    assertThat(revisions()).extracting(Case::status).containsExactly("partial", "expired");
    match(7, Episodes.of(WRITE, REGISTRATION, Evidences.registration("r2", 2 * HOUR, DLL)), STAGED);
    watermark(7);
    assertThat(only(revisions()).status()).as("its window has passed too").isEqualTo("expired");
    match(12, THREE, COMPLETE, STAGED, LOADED);
    watermark(12);
    Case complete = only(revisions());
    assertThat(complete.status()).isEqualTo("complete");
    assertThat(complete.revision()).isEqualTo(14);
    book.setProcessingTime(30 * HOUR);
    assertThat(revisions()).as("a complete case never expires").isEmpty();
  }

  @Test
  void whatNeverReachedTheScoreIsANearMissTooButNotWhatIsSuppressed() throws Exception {
    book.close();
    book = open(Pace.EVENT_TIME, 90, null);
    match(3, TWO, STAGED);
    clock(50 * DAY);
    watermark(Long.MAX_VALUE);
    book.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    assertThat(revisions()).isEmpty();
    assertThat(only(nearMisses()).missing()).containsExactly("load");
    book.close();
    book = open(Pace.EVENT_TIME, 40, null);
    tell(1, "id: known\nhost: web01");
    match(3, TWO, STAGED);
    clock(50 * DAY);
    watermark(Long.MAX_VALUE);
    book.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    assertThat(nearMisses()).isEmpty();
    assertThat(suppressed()).isNotEmpty();
  }

  @Test
  void theWallClockAloneExpiresNothing() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).hasSize(1);
    book.setProcessingTime(40 * DAY);
    assertThat(revisions()).isEmpty();
    clock(10 * DAY);
    book.setProcessingTime(41 * DAY);
    assertThat(revisions()).isEmpty();
    assertThat(nearMisses()).isEmpty();
    book.setProcessingTime(RETENTION.toMillis());
    assertNothingIsKept();
  }

  private void tell(long offset, String yaml) throws Exception {
    Suppression entry = Entries.of(yaml);
    book.processBroadcastElement(
        Control.of(new SuppressionUpdate(entry.id(), 0, offset, entry)), 0);
  }

  private void forget(long offset, String id) throws Exception {
    book.processBroadcastElement(Control.of(new SuppressionUpdate(id, 0, offset, null)), 0);
  }

  private void clock(long millis) throws Exception {
    book.processBroadcastElement(Control.clock(millis), 0);
  }

  private List<Suppressed> suppressed() {
    return aside(CaseBook.SUPPRESSED);
  }

  private List<NearMiss> nearMisses() {
    return aside(CaseBook.NEAR_MISSES);
  }

  private <T> List<T> aside(OutputTag<T> tag) {
    var output = book.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  @Test
  void aCaseIsForgottenOneRetentionAfterItsLastRevision() throws Exception {
    book.setProcessingTime(1_000);
    match(3, TWO, STAGED);
    watermark(3);
    book.setProcessingTime(HOUR);
    match(7, THREE, COMPLETE);
    watermark(7);
    assertThat(revisions()).hasSize(2);
    book.setProcessingTime(HOUR + RETENTION.toMillis() - 1);
    assertThat(KeyedEntries.of(book.getOperator())).isPositive();
    book.setProcessingTime(HOUR + RETENTION.toMillis());
    assertThat(KeyedEntries.of(book.getOperator())).isZero();
    assertThat(book.numProcessingTimeTimers()).isZero();
    assertThat(book.numEventTimeTimers()).isZero();
  }

  @Test
  void aBoundedRunSetsNoWallClockTimer() throws Exception {
    book.close();
    book = open(Pace.EVENT_TIME, 40, null);
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).hasSize(1);
    assertThat(book.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aRestartKeepsRevisionsAndRunsInFlight() throws Exception {
    match(3, TWO, STAGED);
    watermark(3);
    Case partial = only(revisions());
    match(7, THREE, COMPLETE, STAGED);
    OperatorSubtaskState snapshot = book.snapshot(1, 1);
    book.close();
    book = open(Pace.LIVE, 40, snapshot);
    read = 0;
    match(7, THREE, LOADED);
    watermark(7);
    Case complete = only(revisions());
    assertThat(complete.caseId()).isEqualTo(partial.caseId());
    assertThat(complete.revision()).isEqualTo(13);
    assertThat(complete.chains()).containsExactly(LOADED, STAGED, COMPLETE);
  }

  private static KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> open(
      Pace pace, int minimumScore, @Nullable OperatorSubtaskState restored) throws Exception {
    CaseBook function =
        new CaseBook(
            ChainLibrary.load(List.of()), minimumScore, RETENTION, pace, SuppressionPreload.NONE);
    KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                function, List.of(Controls.suppressions(), Controls.clock())),
            StreamKeys::caseId,
            Types.STRING,
            1,
            1,
            0);
    WithoutKryo.forbidGenericTypes(harness);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.processBroadcastWatermark(new Watermark(Long.MAX_VALUE - 1));
    return harness;
  }

  private void match(long run, Episode episode, String... chains) throws Exception {
    for (String chain : chains) {
      book.processElement(new ChainMatch(run, episode, chain, List.of()), run);
    }
  }

  private void watermark(long time) throws Exception {
    book.processWatermark(new Watermark(time));
  }

  /** The revisions since the last look. */
  private List<Case> revisions() {
    List<Case> all = book.extractOutputValues();
    List<Case> fresh = List.copyOf(all.subList(read, all.size()));
    read = all.size();
    return fresh;
  }

  private List<AlertInput> links() {
    var output = book.getSideOutput(CaseBook.LINKS);
    List<AlertInput> links = new ArrayList<>();
    if (output != null) {
      for (StreamRecord<AlertInput> record : output) {
        links.add(record.getValue());
      }
    }
    return links;
  }

  private static <T> T only(List<T> values) {
    assertThat(values).hasSize(1);
    return values.get(0);
  }
}
