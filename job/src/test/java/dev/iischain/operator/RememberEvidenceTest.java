package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Evidences;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Detection;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import dev.iischain.operator.LedgerHarness.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberEvidenceTest {

  private static final long DEBOUNCE = LedgerHarness.DEBOUNCE.toMillis();
  private static final Evidence WRITE = Evidences.write("w", 0, DLL, null);
  private static final Evidence REGISTRATION = Evidences.registration("r", HOUR, DLL);
  private static final Evidence LOAD = Evidences.load("l", 2 * HOUR, DLL, null);

  @Test
  void aLiveLedgerJudgesOneDebounceAfterTheFirstChange() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.clock(1_000);
      ledger.see(WRITE, REGISTRATION);
      ledger.clock(1_000 + DEBOUNCE - 1);
      ledger.see(LOAD);
      assertThat(ledger.runs()).isEmpty();
      ledger.clock(1_000 + DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l"));
      ledger.clock(1_000 + 3 * DEBOUNCE);
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
      assertThat(ledger.timers()).as("but the one that frees memory").isEqualTo(1);
    }
  }

  @Test
  void evidenceInAnyOrderGivesTheRunInEventTimeOrder() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(LOAD, WRITE, REGISTRATION).clock(DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l"));
    }
  }

  @Test
  void lateEvidenceIsJudgedWithEverythingBeforeIt() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(REGISTRATION, LOAD).clock(DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("r", "l"));
      ledger.clock(5 * DAY);
      ledger.see(WRITE).clock(5 * DAY + DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l"));
    }
  }

  @Test
  void copiesAreNotJudgedAgain() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(WRITE, REGISTRATION, WRITE).clock(DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("w", "r"));
      ledger.see(REGISTRATION, WRITE).clock(3 * DEBOUNCE);
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void aBoundedRunJudgesWhenItsHostMovesOnInEventTime() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.EVENT_TIME)) {
      Evidence sameMoment = Evidences.load("l0", HOUR, DLL, null);
      ledger.see(WRITE, REGISTRATION, sameMoment);
      ledger.clock(DAY);
      assertThat(ledger.runs()).isEmpty();
      ledger.see(LOAD);
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l0"));
      ledger.endInput();
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l0", "l"));
    }
  }

  @Test
  void theEndOfInputJudgesWhatIsWaiting() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(WRITE, REGISTRATION);
      assertThat(ledger.runs()).isEmpty();
      ledger.endInput();
      assertThat(ledger.runs()).containsExactly(run("w", "r"));
      ledger.clock(DEBOUNCE);
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void oneStageAloneIsNeverJudged() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(REGISTRATION, Evidences.registration("r2", 2 * HOUR, DLL)).clock(DEBOUNCE);
      ledger.see(Evidences.load("l", HOUR, "c:\\other.dll", null)).clock(3 * DEBOUNCE);
      ledger.see(Evidences.write("w", HOUR, "c:\\third.dll", null));
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
      assertThat(ledger.timers()).as("but the one that frees memory").isEqualTo(1);
    }
  }

  @Test
  void stagesThatNoChainJoinsAreNotJudged() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      Weight heavy = new Weight(34, 1, "heavy");
      ledger.see(
          LOAD, Evidences.of("f", HOUR, Stage.LOAD_FAILURE, DLL, null, heavy, Vendor.SYSMON));
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void whatCannotReachTheMinimumScoreIsNotJudged() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      Weight light = new Weight(3, 1, "one of a thousand files of a deployment");
      ledger.see(
          Evidences.of("w", 0, Stage.WRITE, DLL, null, light, Vendor.SYSMON),
          Evidences.of("l", HOUR, Stage.LOAD, DLL, null, light, Vendor.SYSMON));
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void hostsDoNotShareMemory() throws Exception {
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.seeOn("web01", WRITE);
      ledger.seeOn("web02", REGISTRATION);
      ledger.endInput();
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void aQuietHostIsForgottenWhileOthersTalk() throws Exception {
    long retention = LedgerOptions.defaults().retention().toMillis();
    try (LedgerHarness ledger = LedgerHarness.paced(Pace.LIVE)) {
      ledger.see(Evidences.write("w", 0, DLL, "aa"), REGISTRATION).clock(DEBOUNCE);
      assertThat(ledger.runs()).hasSize(1);
      int entriesOfOneHost = ledger.stateEntries();
      assertThat(entriesOfOneHost).isPositive();
      for (int i = 0; i < 300; i++) {
        ledger.clock(retention + DEBOUNCE + i);
        ledger.seeOn("web02", Evidences.write("w" + i, HOUR + i, "c:\\new" + i + ".dll", "aa"));
      }
      assertThat(ledger.stateEntries()).isEqualTo(entriesOfOneHost);
      ledger.clock(4 * retention);
      assertThat(ledger.stateEntries()).isZero();
      ledger.seeOn("web03", LOAD);
      ledger.see(LOAD).clock(4 * retention + DEBOUNCE);
      assertThat(ledger.runs()).isEmpty();
    }
  }

  @Test
  void memorySurvivesARestart() throws Exception {
    try (LedgerHarness before = LedgerHarness.paced(Pace.LIVE)) {
      before.see(WRITE, REGISTRATION).clock(DEBOUNCE);
      assertThat(before.runs()).hasSize(1);
      before.seeOn("web02", WRITE);
      before.seeOn("web02", REGISTRATION);
      try (LedgerHarness after = before.restarted()) {
        after.clock(2 * DEBOUNCE);
        assertThat(after.runs()).containsExactly(run("w", "r"));
        after.see(WRITE, REGISTRATION).clock(4 * DEBOUNCE);
        assertThat(after.runs()).isEmpty();
        after.see(LOAD).clock(6 * DEBOUNCE);
        assertThat(after.runs()).containsExactly(run("w", "r", "l"));
      }
    }
  }

  @Test
  void aHostTakesSoManyNewPathsInOneRetentionAndThenAgain() throws Exception {
    LedgerOptions narrow =
        new LedgerOptions(Duration.ofDays(10), 2, 256, 12, 16, Duration.ofDays(42));
    try (LedgerHarness ledger = LedgerHarness.live(narrow)) {
      ledger.see(Evidences.write("a", 0, "c:\\a.dll", null));
      ledger.clock(6 * DAY);
      ledger.see(Evidences.write("b", 0, "c:\\b.dll", null), WRITE, REGISTRATION);
      ledger.clock(7 * DAY);
      assertThat(ledger.runs()).as("the third path is refused").isEmpty();
      ledger.clock(10 * DAY);
      ledger.see(WRITE, REGISTRATION).clock(11 * DAY);
      assertThat(ledger.runs()).as("the next retention has room again").hasSize(1);
    }
  }

  @Test
  void aFloodOfDecoysIsToldOncePerDayAndLosesNoSlowChain() throws Exception {
    LedgerOptions narrow =
        new LedgerOptions(Duration.ofDays(45), 1_000, 256, 24, 16, Duration.ofDays(87));
    try (LedgerHarness ledger = LedgerHarness.live(narrow)) {
      ledger.see(WRITE);
      assertThat(ledger.degraded()).isEmpty();
      for (int i = 0; i < 150_000; i++) {
        long time = 2 * DAY + i * 1_000L;
        ledger.see(Evidences.write("d" + i, time, "c:\\inetpub\\decoy" + i + ".dll", null));
      }
      ledger.see(Evidences.registration("r", 4 * DAY, DLL));
      ledger.see(Evidences.load("l", 20 * DAY, DLL, null)).clock(DEBOUNCE);
      assertThat(ledger.runs()).containsExactly(run("w", "r", "l"));
      List<Detection> told = ledger.degraded();
      assertThat(told).hasSize(2);
      assertThat(told)
          .allSatisfy(
              alert -> {
                assertThat(alert.title()).contains("Coverage degraded");
                assertThat(alert.rules())
                    .extracting(RuleReference::name)
                    .containsExactly("ledger_coverage_degraded");
                assertThat(alert.evidence().get(0).stage()).isNull();
                assertThat(alert.alertId()).isEqualTo(alert.evidence().get(0).alertId());
              });
      assertThat(told).extracting(Detection::alertId).doesNotHaveDuplicates();
    }
  }

  private static Run run(String... evidence) {
    return new Run(DLL, List.of(evidence));
  }
}
