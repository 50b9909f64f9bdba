package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Evidences;
import dev.iischain.event.Case;
import dev.iischain.event.Evidence;
import dev.iischain.suppression.SuppressionPreload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
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
    assertThat(revision.revision()).isEqualTo(2);
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
    assertThat(partial.revision()).isEqualTo(1);
    match(7, THREE, COMPLETE, STAGED, LOADED);
    watermark(7);
    Case complete = only(revisions());
    assertThat(complete.caseId()).isEqualTo(partial.caseId());
    assertThat(complete.status()).isEqualTo("complete");
    assertThat(complete.revision()).isEqualTo(2);
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
    assertThat(later.revision()).isEqualTo(complete.revision() + 1);
    assertThat(later.score()).isGreaterThanOrEqualTo(complete.score());
  }

  @Test
  void twoRunsInFlightAreTakenOneAfterTheOther() throws Exception {
    match(3, TWO, STAGED);
    match(7, THREE, COMPLETE, STAGED, LOADED);
    watermark(10);
    assertThat(revisions()).extracting(Case::status).containsExactly("partial", "complete");
  }

  @Test
  void aCaseBelowTheMinimumScoreIsNotOpened() throws Exception {
    book.close();
    book = open(Pace.LIVE, 90, null);
    match(3, TWO, STAGED);
    watermark(3);
    assertThat(revisions()).isEmpty();
    assertThat(links()).isEmpty();
    assertThat(KeyedEntries.of(book.getOperator())).isZero();
    assertThat(book.numProcessingTimeTimers()).isZero();
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
    assertThat(complete.revision()).isEqualTo(2);
    assertThat(complete.chains()).containsExactly(LOADED, STAGED, COMPLETE);
  }

  private static KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> open(
      Pace pace, int minimumScore, @Nullable OperatorSubtaskState restored) throws Exception {
    CaseBook function =
        new CaseBook(
            ChainLibrary.load(List.of()), minimumScore, RETENTION, pace, SuppressionPreload.NONE);
    KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(Controls.suppressions(), Controls.clock())),
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

  private static Case only(List<Case> revisions) {
    assertThat(revisions).hasSize(1);
    return revisions.get(0);
  }
}
