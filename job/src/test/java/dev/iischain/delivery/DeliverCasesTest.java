package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.delivery.CaseSystem.Fault;
import dev.iischain.delivery.DeliveryException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class DeliverCasesTest {

  private static final String CASE = SampleCases.id(1);
  private static final String OTHER = SampleCases.id(2);
  private static final long MINUTE = 60_000;

  @Test
  void aRevisionIsDeliveredOnceAndReceipted() throws Exception {
    CaseSystem system = system();
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1), record(CASE, 1)).pass(MINUTE);
      assertThat(system.requests()).containsExactly(CASE + ":1");
      assertThat(job.receipts())
          .extracting(Receipt::recordId, Receipt::revision, Receipt::reference, Receipt::target)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(CASE, 1L, "0", "memory"));
      assertThat(job.refused()).isEmpty();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void onlyTheNewestOfWaitingRevisionsIsSentAndAStaleOneNever() throws Exception {
    CaseSystem system = system();
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1), record(CASE, 3), record(CASE, 2)).pass(MINUTE);
      job.see(record(CASE, 2), record(CASE, 3)).pass(MINUTE);
      assertThat(system.requests()).containsExactly(CASE + ":3");
      assertThat(shown(system)).isEqualTo(Map.of(CASE, 3L));
    }
  }

  @Test
  void aCaseThatNoPolicyOpensIsNotSentUntilARevisionOfItIs() throws Exception {
    CaseSystem system = system();
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(closed(CASE, 1)).pass(MINUTE);
      assertThat(system.requests()).isEmpty();
      job.see(record(CASE, 2)).pass(MINUTE);
      job.see(closed(CASE, 3)).pass(MINUTE);
      assertThat(system.requests()).containsExactly(CASE + ":2", CASE + ":3");
    }
  }

  @Test
  void aBusySystemIsAskedAgainNotBeforeItWantsToBe() throws Exception {
    CaseSystem system = system();
    system.failNext(Fault.busyFor(Duration.ofMinutes(2)));
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1)).pass(119_000);
      assertThat(system.requests()).hasSize(1);
      job.pass(MINUTE);
      assertThat(shown(system)).isEqualTo(Map.of(CASE, 1L));
      assertThat(job.receipts()).extracting(Receipt::attempts).containsExactly(1);
    }
  }

  @Test
  void anAnswerLostAfterTheCommitMakesNoSecondRecord() throws Exception {
    CaseSystem system = system();
    system.failNext(Fault.resetAfterCommit(), Fault.resetAfterCommit());
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1)).pass(5 * MINUTE);
      assertThat(system.records()).hasSize(1);
      assertThat(system.requests()).hasSize(3);
      assertThat(job.receipts()).hasSize(1);
    }
  }

  @Test
  void aRefusedRevisionIsToldWithItsAnswerAndTheNextOneIsTried() throws Exception {
    CaseSystem system = system();
    system.failNext(
        new Fault(DeliveryException.answered(Kind.REFUSED, "too long", 400, "no", null), false));
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1)).pass(MINUTE);
      assertThat(job.receipts()).isEmpty();
      assertThat(job.refused()).hasSize(1);
      UndeliverableCase refused = job.refused().get(0);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.answer()).isEqualTo("no");
      assertThat(refused.value()).isEqualTo(record(CASE, 1).json());
      job.see(record(CASE, 2)).pass(MINUTE);
      assertThat(shown(system)).isEqualTo(Map.of(CASE, 2L));
    }
  }

  @Test
  void aBadCredentialOpensTheCircuitAndBlamesNoCase() throws Exception {
    CaseSystem system = system();
    system.failAlways(Fault.of(Kind.UNAUTHORISED));
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      for (int i = 1; i <= 50; i++) {
        job.see(record(SampleCases.id(i), 1));
      }
      job.pass(10 * MINUTE, 200);
      assertThat(job.refused()).isEmpty();
      assertThat(system.requests().size()).as("probes in ten minutes").isBetween(2, 30);
      system.failAlways(null);
      job.pass(10 * MINUTE, 200);
      assertThat(shown(system)).hasSize(50);
      assertThat(system.records()).hasSize(50);
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void anHourOfSilenceWithTenThousandRevisionsEndsWithEveryCaseAtItsNewest() throws Exception {
    CaseSystem system = system(50);
    system.failAlways(Fault.of(Kind.RETRY));
    int cases = 2_500;
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      for (int revision = 1; revision <= 4; revision++) {
        for (int i = 0; i < cases; i++) {
          job.see(record(SampleCases.id(i), revision));
        }
        job.pass(15 * MINUTE, 5_000);
      }
      assertThat(system.records()).isEmpty();
      assertThat(system.requests().size()).as("requests into the silence").isLessThan(300);
      assertThat(job.remembered()).as("timers and cases").isLessThanOrEqualTo(2 * cases + 8);
      system.failAlways(null);
      job.pass(60 * MINUTE, 1_000);
      assertThat(shown(system)).hasSize(cases).allSatisfy((id, at) -> assertThat(at).isEqualTo(4));
      assertThat(system.records()).hasSize(cases);
      assertThat(job.receipts()).hasSize(cases);
      assertThat(job.refused()).isEmpty();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void twentyCrashesBetweenRequestAndCheckpointMakeNoSecondRecord() throws Exception {
    CaseSystem system = system();
    DeliveryHarness job = new DeliveryHarness(system);
    for (int revision = 1; revision <= 20; revision++) {
      job.see(record(CASE, revision), record(OTHER, revision));
      OperatorSubtaskState before = job.checkpoint();
      job.pass(MINUTE); // delivered, and then forgotten with the process
      DeliveryHarness next = job.restored(before);
      job.close();
      next.pass(MINUTE);
      job = next;
    }
    job.close();
    assertThat(system.records()).hasSize(2);
    assertThat(shown(system)).isEqualTo(Map.of(CASE, 20L, OTHER, 20L));
  }

  @Test
  void withoutTheLeaseNothingIsSentAndWithItEverything() throws Exception {
    CaseSystem system = system();
    SwitchedLease.held = false;
    try (DeliveryHarness job =
        new DeliveryHarness(system, target -> new SwitchedLease(), null, 0)) {
      job.see(record(CASE, 1)).pass(5 * MINUTE, 100);
      assertThat(system.requests()).isEmpty();
      SwitchedLease.held = true;
      job.pass(5 * MINUTE, 100);
      assertThat(shown(system)).isEqualTo(Map.of(CASE, 1L));
    }
  }

  @Test
  void aDeliveredCaseIsForgottenAfterTheRetention() throws Exception {
    CaseSystem system = system();
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(record(CASE, 1)).pass(MINUTE);
      assertThat(job.remembered()).isEqualTo(1);
      job.pass(Duration.ofDays(401).toMillis(), Duration.ofDays(10).toMillis());
      job.see(record(OTHER, 1)).pass(MINUTE);
      assertThat(job.checkpoint()).isNotNull();
      // Forgotten state reads as nothing: an old revision would be looked up and sent again.
      job.see(record(CASE, 1)).pass(MINUTE);
      assertThat(system.requests()).containsExactly(CASE + ":1", OTHER + ":1", CASE + ":1");
      assertThat(system.records()).hasSize(2);
    }
  }

  @Test
  void whatIsNoCaseIsRefusedAndNotTriedAgain() throws Exception {
    CaseSystem system = system();
    try (DeliveryHarness job = new DeliveryHarness(system)) {
      job.see(new CaseRecord(CASE, 1, true, new byte[] {'{', '}'})).pass(MINUTE);
      assertThat(system.requests()).isEmpty();
      assertThat(job.refused()).hasSize(1);
      assertThat(job.timers()).isZero();
    }
  }

  private static CaseSystem system() {
    return system(5);
  }

  private static CaseSystem system(double perSecond) {
    DeliveryLimits limits = DeliveryLimits.defaults();
    return new CaseSystem(
        new DeliveryLimits(
            perSecond,
            limits.maxInFlight(),
            limits.timeout(),
            limits.retryBase(),
            limits.retryCap(),
            limits.failuresToOpen(),
            limits.probeInterval(),
            limits.retention()));
  }

  private static CaseRecord record(String caseId, long revision) {
    return SampleCases.record(caseId, revision);
  }

  private static CaseRecord closed(String caseId, long revision) {
    CaseRecord record = record(caseId, revision);
    return new CaseRecord(caseId, revision, false, record.json());
  }

  private static Map<String, Long> shown(CaseSystem system) {
    Map<String, Long> shown = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    for (Map<String, Long> record : system.records()) {
      record.forEach(
          (id, revision) -> {
            if (shown.put(id, revision) != null) {
              twice.add(id);
            }
          });
    }
    assertThat(twice).as("cases with two records").isEmpty();
    return shown;
  }

  /** A lease that the test gives and takes. */
  private static final class SwitchedLease implements Lease {

    private static boolean held;

    @Override
    public boolean isHeld() {
      return held;
    }

    @Override
    public void close() {}
  }
}
