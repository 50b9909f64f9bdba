package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DLL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Evidences;
import dev.iischain.event.Alert;
import dev.iischain.event.Evidence;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Suppressed;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.suppression.Entries;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionUpdate;
import java.time.Duration;
import java.time.Instant;
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

class FoldAlertsTest {

  private static final String ALERT = "al-x";
  private static final long REFRESH = Duration.ofMinutes(1).toMillis();
  private static final long RETENTION = Duration.ofDays(48).toMillis();

  private KeyedBroadcastOperatorTestHarness<String, AlertInput, Control, Alert> fold;
  private int read;

  @BeforeEach
  void open() throws Exception {
    fold = open(Pace.LIVE, null);
  }

  @AfterEach
  void close() throws Exception {
    fold.close();
  }

  @Test
  void theFirstEventGoesOutAtOnce() throws Exception {
    event("e1", 5_000);
    Alert alert = only(sent());
    assertThat(alert.alertId()).isEqualTo(ALERT);
    assertThat(alert.count()).isEqualTo(1);
    assertThat(alert.eventTime()).isEqualTo(Instant.ofEpochMilli(5_000));
    assertThat(alert.caseId()).isNull();
  }

  @Test
  void anAlertThatIsSuppressedAfterItWentOutIsRetractedAndComesBack() throws Exception {
    event("e1", 5_000);
    assertThat(only(sent()).status()).isEqualTo("open");
    tell(1, "id: known\nhost: web01");
    Alert retracted = only(sent());
    assertThat(retracted.status()).isEqualTo("retracted");
    assertThat(retracted.suppressions()).extracting("id").containsExactly("known");
    assertThat(suppressed()).extracting(Suppressed::alert).containsExactly(retracted);
    event("e2", 6_000);
    endInput();
    assertThat(sent()).as("it stays quiet").isEmpty();
    assertThat(suppressed()).hasSize(2);
    tell(2, null);
    Alert back = only(sent());
    assertThat(back.status()).isEqualTo("open");
    assertThat(back.count()).isEqualTo(2);
    assertThat(back.suppressions()).isEmpty();
  }

  @Test
  void whatIsSuppressedFromTheStartNeverGoesOut() throws Exception {
    tell(1, "id: known\nhost: web01\nexpiry: 1970-01-02");
    event("e1", 5_000);
    endInput();
    assertThat(sent()).isEmpty();
    Suppressed muted = only(suppressed());
    assertThat(muted.suppressionId()).isEqualTo("known");
    assertThat(muted.alert().status()).isEqualTo("open");
  }

  @Test
  void oneEventThatIsNotSuppressedBringsTheAlertOut() throws Exception {
    tell(1, "id: known\nhost: web01\nexpiry: 1970-01-01T00:00:10Z");
    event("e1", 5_000);
    assertThat(sent()).isEmpty();
    event("e2", 10_000);
    Alert alert = only(sent());
    assertThat(alert.count()).isEqualTo(2);
    assertThat(alert.suppressions()).isEmpty();
  }

  @Test
  void aChangeWindowCapsTheLevelAndMutesNothing() throws Exception {
    tell(1, "id: w\nkind: change-window\nhost: web01\nfrom: 1970-01-01\nticket: CHG-1");
    event("e1", 5_000);
    Alert alert = only(sent());
    assertThat(alert.level()).isEqualTo("medium");
    assertThat(alert.suppressions()).extracting("ticket").containsExactly("CHG-1");
    assertThat(suppressed()).isEmpty();
  }

  private void tell(long offset, @Nullable String yaml) throws Exception {
    Suppression entry = yaml == null ? null : Entries.of(yaml);
    String id = entry == null ? "known" : entry.id();
    fold.processBroadcastElement(Control.of(new SuppressionUpdate(id, 0, offset, entry)), 0);
  }

  private List<Suppressed> suppressed() {
    var output = fold.getSideOutput(FoldAlerts.SUPPRESSED);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  @Test
  void copiesAreNeverCounted() throws Exception {
    event("e1", 5_000);
    event("e1", 5_000);
    event("e2", 6_000);
    event("e2", 6_000);
    endInput();
    assertThat(sent()).extracting(Alert::count).containsExactly(1L, 2L);
  }

  @Test
  void aStormGoesOutAgainWheneverItHasGrownTenfold() throws Exception {
    for (int i = 0; i < 150; i++) {
      event("e" + i, i);
    }
    assertThat(sent()).extracting(Alert::count).containsExactly(1L, 10L, 100L);
    endInput();
    assertThat(sent()).extracting(Alert::count).containsExactly(150L);
  }

  @Test
  void theGrownCountGoesOutOneRefreshAfterTheFirstUnsentEvent() throws Exception {
    event("e1", 5_000);
    assertThat(sent()).hasSize(1);
    fold.setProcessingTime(1_000);
    event("e2", 4_000);
    fold.setProcessingTime(1_000 + REFRESH - 1);
    event("e3", 7_000);
    assertThat(sent()).isEmpty();
    fold.setProcessingTime(1_000 + REFRESH);
    Alert alert = only(sent());
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.eventTime()).isEqualTo(Instant.ofEpochMilli(4_000));
    assertThat(alert.lastSeen()).isEqualTo(Instant.ofEpochMilli(7_000));
    fold.setProcessingTime(10 * REFRESH);
    endInput();
    assertThat(sent()).as("nothing is new").isEmpty();
  }

  @Test
  void aSecondRefreshFollowsMoreEvents() throws Exception {
    event("e1", 1);
    event("e2", 2);
    fold.setProcessingTime(REFRESH);
    event("e3", 3);
    fold.setProcessingTime(2 * REFRESH);
    assertThat(sent()).extracting(Alert::count).containsExactly(1L, 2L, 3L);
  }

  @Test
  void newContentGoesOutAtOnce() throws Exception {
    event(Evidences.write("e1", 1, DLL, "aa"));
    event(Evidences.write("e2", 2, DLL, "bb"));
    assertThat(sent())
        .extracting(alert -> alert.dll().sha256())
        .containsExactly(List.of("aa"), List.of("aa", "bb"));
  }

  @Test
  void aCaseThatComesAfterTheAlertIsAddedToIt() throws Exception {
    event("e1", 1);
    link("ch-b");
    assertThat(sent()).extracting(Alert::caseId).containsExactly(null, "ch-b");
    link("ch-b");
    endInput();
    assertThat(sent()).isEmpty();
  }

  @Test
  void aCaseThatComesBeforeTheAlertWaitsForIt() throws Exception {
    link("ch-b");
    assertThat(sent()).isEmpty();
    event("e1", 1);
    endInput();
    assertThat(sent()).extracting(Alert::caseId).containsExactly("ch-b");
  }

  @Test
  void ofSeveralCasesTheSmallestIdIsKept() throws Exception {
    event("e1", 1);
    link("ch-b");
    link("ch-a");
    link("ch-c");
    endInput();
    assertThat(sent()).extracting(Alert::caseId).containsExactly(null, "ch-b", "ch-a");
  }

  @Test
  void anAlertIsForgottenOneRetentionAfterItsLastChange() throws Exception {
    event("e1", 1);
    fold.setProcessingTime(Duration.ofDays(2).toMillis());
    event("e2", 2);
    link("ch-a");
    fold.setProcessingTime(RETENTION + 1);
    assertThat(KeyedEntries.of(fold.getOperator())).isPositive();
    fold.setProcessingTime(RETENTION + Duration.ofDays(2).toMillis());
    assertForgotten();
    assertThat(sent()).extracting(Alert::count).containsExactly(1L, 2L);
  }

  @Test
  void aLinkWhoseAlertNeverComesIsForgotten() throws Exception {
    link("ch-a");
    fold.setProcessingTime(RETENTION);
    assertForgotten();
  }

  @Test
  void theEndOfInputSendsTheFinalCount() throws Exception {
    fold.close();
    fold = open(Pace.EVENT_TIME, null);
    event("e1", 1);
    event("e2", 2);
    event("e3", 3);
    fold.setProcessingTime(RETENTION);
    assertThat(sent()).extracting(Alert::count).containsExactly(1L);
    endInput();
    assertThat(sent()).extracting(Alert::count).containsExactly(3L);
  }

  @Test
  void countingStopsAtABound() throws Exception {
    for (int i = 0; i < FoldAlerts.MAX_COUNT + 5; i++) {
      event("e" + i, 1);
    }
    endInput();
    List<Alert> sent = sent();
    assertThat(sent.get(sent.size() - 1).count()).isEqualTo(FoldAlerts.MAX_COUNT);
  }

  @Test
  void aRestartKeepsTheCount() throws Exception {
    event("e1", 1);
    event("e2", 2);
    link("ch-a");
    OperatorSubtaskState snapshot = fold.snapshot(1, 1);
    fold.close();
    fold = open(Pace.LIVE, snapshot);
    read = 0;
    event("e2", 2);
    event("e3", 3);
    endInput();
    Alert alert = only(sent());
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.caseId()).isEqualTo("ch-a");
  }

  @Test
  void theSameEventFromTwoShippersGivesTheSameAlertWhicheverComesFirst() throws Exception {
    Evidence one = shipped(TelemetryFormat.EVTX_DUMP, "WEB01");
    Evidence other = shipped(TelemetryFormat.NXLOG, "web01.corp.example");
    event(one);
    event(other);
    endInput();
    List<Alert> sent = sent();
    Alert last = sent.get(sent.size() - 1);
    fold.close();
    fold = open(Pace.LIVE, null);
    read = 0;
    event(other);
    event(one);
    endInput();
    List<Alert> reversed = sent();
    assertThat(reversed.get(reversed.size() - 1)).isEqualTo(last);
    assertThat(last.count()).isEqualTo(1);
    assertThat(last.evidence()).extracting(EvidenceEntry::evidenceId).containsExactly("e1");
  }

  private static Evidence shipped(TelemetryFormat format, String computer) {
    Evidence each = Evidences.write("e1", 1, DLL, null);
    SourceIdentity source =
        new SourceIdentity(each.source().vendor(), format, computer, null, null, null, "1");
    return new Evidence(
        each.evidenceId(),
        each.eventTimeMillis(),
        each.tenant(),
        each.host(),
        each.stage(),
        each.kind(),
        each.summary(),
        each.rules(),
        each.dll(),
        each.process(),
        source,
        each.alertId(),
        each.weight(),
        each.flags(),
        each.moduleName());
  }

  private static KeyedBroadcastOperatorTestHarness<String, AlertInput, Control, Alert> open(
      Pace pace, @Nullable OperatorSubtaskState restored) throws Exception {
    FoldAlerts function =
        new FoldAlerts(
            Duration.ofMillis(REFRESH),
            Duration.ofMillis(RETENTION),
            pace,
            SuppressionPreload.NONE);
    KeyedBroadcastOperatorTestHarness<String, AlertInput, Control, Alert> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                function, List.of(Controls.suppressions(), Controls.clock())),
            input -> ALERT,
            Types.STRING,
            1,
            1,
            0);
    WithoutKryo.forbidGenericTypes(harness);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  private void event(String id, long time) throws Exception {
    event(Evidences.write(id, time, DLL, null));
  }

  private void event(Evidence evidence) throws Exception {
    fold.processElement(AlertInput.of(Detections.of(evidence)), evidence.eventTimeMillis());
  }

  private void link(String caseId) throws Exception {
    fold.processElement(AlertInput.link(ALERT, caseId), 0);
  }

  private void endInput() throws Exception {
    fold.processWatermark(Watermark.MAX_WATERMARK);
    fold.processBroadcastWatermark(Watermark.MAX_WATERMARK);
  }

  private void assertForgotten() {
    assertThat(KeyedEntries.of(fold.getOperator())).isZero();
    assertThat(fold.numProcessingTimeTimers()).isZero();
    assertThat(fold.numEventTimeTimers()).isZero();
  }

  /** The alerts since the last look. */
  private List<Alert> sent() {
    List<Alert> all =
        fold.getOutput().stream()
            .filter(StreamRecord.class::isInstance)
            .map(element -> (Alert) ((StreamRecord<?>) element).getValue())
            .toList();
    List<Alert> fresh = all.subList(read, all.size());
    read = all.size();
    return fresh;
  }

  private static <T> T only(List<T> values) {
    assertThat(values).hasSize(1);
    return values.get(0);
  }
}
