package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Level;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final Set<Stage> CHAIN = EnumSet.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD);

  @Test
  void aCompleteChainByContentIsCriticalAndHighlyConfident() {
    Score score =
        score(
            Evidences.write("w", 0, DLL, "aa"),
            Evidences.registration("r", HOUR, DLL),
            Evidences.load("l", 2 * HOUR, DLL, "aa"));
    assertThat(score.value()).isEqualTo(91); // 18 + 26 + 22 + 20 + 2 + 3
    assertThat(score.level()).isEqualTo(Level.CRITICAL);
    assertThat(score.confidence()).isEqualTo("high");
    assertThat(score.stages()).containsExactly(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD);
  }

  @Test
  void aCompleteChainByPathAloneIsLessConfident() {
    Score score =
        score(
            Evidences.write("w", 0, DLL, null),
            Evidences.registration("r", HOUR, DLL),
            Evidences.load("l", 2 * HOUR, DLL, "aa"));
    assertThat(score.value()).isEqualTo(91);
    assertThat(score.confidence()).isEqualTo("medium");
  }

  @Test
  void aSingleStageStaysMediumAtMost() {
    Score score =
        Scoring.of(
            List.of(
                joined(weighing(Stage.REGISTRATION, 34, Vendor.SYSMON)),
                joined(weighing(Stage.REGISTRATION, 34, Vendor.DEFENDER)),
                joined(weighing(Stage.REGISTRATION, 34, Vendor.FALCON)),
                joined(weighing(Stage.REGISTRATION, 34, Vendor.WINDOWS))),
            List.of());
    assertThat(score.value()).isEqualTo(40);
    assertThat(score.level()).isEqualTo(Level.MEDIUM);
  }

  @Test
  void stagesThatNoChainJoinsAreScoredApart() {
    List<Joined> evidence =
        List.of(
            joined(Evidences.registration("r", 0, DLL)), joined(Evidences.load("l", 1, DLL, null)));
    assertThat(Scoring.of(evidence, List.of()).value()).isEqualTo(26);
    assertThat(Scoring.of(evidence, List.of(CHAIN)).value()).isGreaterThan(50);
  }

  @Test
  void anInstallersChainStaysLow() {
    Score score =
        score(
            weighed("w", 0, Stage.WRITE, new Weight(18, 0.25, "installer")),
            weighed("r", HOUR, Stage.REGISTRATION, new Weight(26, 0.3, "IIS setup")),
            weighed("l", 2 * HOUR, Stage.LOAD, new Weight(0, 1, "Microsoft")));
    assertThat(score.value()).isLessThan(Score.LOW);
  }

  @Test
  void anInstallersTrustIsVoidOnceTheFileTurnsOutToBeUnsigned() {
    List<Joined> installed =
        List.of(joined(weighed("w", 0, Stage.WRITE, new Weight(18, 0.25, "installer"))));
    assertThat(Scoring.of(installed, List.of()).value()).isEqualTo(5);
    Evidence load = Evidences.load("l", HOUR, DLL, null);
    List<Joined> unsigned = new ArrayList<>(installed);
    unsigned.add(joined(signed(load, Signature.Trust.UNTRUSTED)));
    assertThat(Scoring.of(unsigned, List.of(CHAIN)).value()).isEqualTo(18 + 22 + 8);
    List<Joined> signed = new ArrayList<>(installed);
    signed.add(joined(signed(load, Signature.Trust.TRUSTED)));
    assertThat(Scoring.of(signed, List.of(CHAIN)).value()).isLessThan(18 + 22);
  }

  @Test
  void theGravestBehaviourCountsOnceAndNothingAlone() {
    List<Joined> evidence = new ArrayList<>();
    evidence.add(joined(weighed("b1", 0, Stage.BEHAVIOUR, new Weight(3, 1, "a look"))));
    evidence.add(joined(weighed("b2", 1, Stage.BEHAVIOUR, new Weight(10, 1, "a shell"))));
    evidence.add(joined(weighed("b3", 2, Stage.BEHAVIOUR, new Weight(6, 1, "a removal"))));
    assertThat(Scoring.of(evidence, List.of(CHAIN)).value()).isZero();
    evidence.add(joined(Evidences.registration("r", 3, DLL)));
    Score score = Scoring.of(evidence, List.of(CHAIN));
    assertThat(score.value()).isEqualTo(26 + 10);
    assertThat(score.reasons()).contains("Behaviour around the chain: a shell, 10 points.");
  }

  private static Evidence signed(Evidence load, Signature.Trust trust) {
    DllReference dll = load.dll();
    return new Evidence(
        load.evidenceId(),
        load.eventTimeMillis(),
        load.tenant(),
        load.host(),
        load.stage(),
        load.kind(),
        load.summary(),
        load.rules(),
        new DllReference(
            dll.raw(), dll.path(), dll.hashes(), new Signature(trust, null), dll.flags()),
        load.process(),
        load.source(),
        load.alertId(),
        load.weight(),
        load.flags(),
        load.moduleName());
  }

  @Test
  void changedContentIsAFlagAndAWeakLink() {
    Score score = score(Evidences.write("w", 0, DLL, "aa"), Evidences.load("l", HOUR, DLL, "bb"));
    assertThat(score.value()).isEqualTo(Math.round(0.6 * (18 + 22 + 8)) + 8);
    assertThat(score.confidence()).isEqualTo("low");
  }

  @Property(tries = 500)
  void moreEvidenceNeverLowersTheScore(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
    List<Joined> evidence = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < size; i++) {
      evidence.add(joined(random(random, i)));
      int value = Scoring.of(evidence, List.of(CHAIN)).value();
      assertThat(value).isBetween(last, 100);
      assertThat(Scoring.upperBound(evidence)).isGreaterThanOrEqualTo(value);
      last = value;
    }
  }

  private static Evidence random(Random random, int i) {
    Stage stage = List.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD).get(random.nextInt(3));
    String hash = stage == Stage.REGISTRATION ? null : List.of("aa", "bb").get(random.nextInt(2));
    return Evidences.of(
        "e" + i,
        random.nextInt(5_000_000),
        stage,
        DLL,
        random.nextBoolean() ? hash : null,
        new Weight(random.nextInt(35), random.nextBoolean() ? 1 : 0.25, "x"),
        Vendor.values()[random.nextInt(4)]);
  }

  private static Evidence weighing(Stage stage, int points, Vendor vendor) {
    return Evidences.of("e" + vendor, 0, stage, DLL, null, new Weight(points, 1, "x"), vendor);
  }

  private static Evidence weighed(String id, long time, Stage stage, Weight weight) {
    return Evidences.of(id, time, stage, DLL, null, weight, Vendor.SYSMON);
  }

  private static Score score(Evidence... evidence) {
    List<Joined> joined = new ArrayList<>();
    for (Evidence each : evidence) {
      joined.add(joined(each));
    }
    return Scoring.of(joined, List.of(CHAIN));
  }

  private static Joined joined(Evidence evidence) {
    return new Joined(evidence, Joined.Identity.PATH);
  }
}
