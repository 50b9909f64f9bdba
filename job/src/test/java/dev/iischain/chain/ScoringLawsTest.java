package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DLL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the score table promises, whatever the evidence and however it is linked. */
class ScoringLawsTest {

  private static final Set<Stage> CHAIN = EnumSet.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD);
  private static final List<Stage> STAGES =
      List.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD, Stage.LOAD_FAILURE);
  private static final List<Identity> LINKS =
      List.of(
          Identity.PATH,
          Identity.HASH,
          Identity.RENAME,
          Identity.ALIAS,
          Identity.ASSEMBLY,
          Identity.BURST,
          Identity.BASENAME,
          Identity.CONFIGURATION);

  @Property(tries = 500)
  void evidenceOfAnyLinkNeverLowersTheScore(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
    List<Joined> evidence = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < size; i++) {
      evidence.add(random(random, i));
      int value = Scoring.of(evidence, List.of(CHAIN)).value();
      assertThat(value).isBetween(last, 100);
      last = value;
    }
  }

  @Property(tries = 300)
  void theOrderOfEvidenceMakesNoDifference(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
    List<Joined> evidence = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      evidence.add(random(random, i));
    }
    Score straight = Scoring.of(evidence, List.of(CHAIN));
    Collections.shuffle(evidence, random);
    assertThat(Scoring.of(evidence, List.of(CHAIN)).value()).isEqualTo(straight.value());
  }

  @Property(tries = 300)
  void aStrongerLinkNeverLowersTheScore(@ForAll Random random) {
    List<Joined> weak = new ArrayList<>();
    List<Joined> strong = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Joined joined = random(random, i);
      weak.add(joined);
      strong.add(random.nextBoolean() ? new Joined(joined.evidence(), Identity.HASH) : joined);
    }
    assertThat(Scoring.of(strong, List.of(CHAIN)).value())
        .isGreaterThanOrEqualTo(Scoring.of(weak, List.of(CHAIN)).value());
  }

  @Property(tries = 300)
  void aSingleStageStaysMediumWithoutFlags(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int size) {
    Stage stage = STAGES.get(random.nextInt(STAGES.size()));
    List<Joined> evidence = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      evidence.add(joined(i, stage, random.nextInt(35), 1, link(random)));
    }
    assertThat(Scoring.of(evidence, List.of(CHAIN)).level()).isLessThanOrEqualTo(Level.MEDIUM);
  }

  @Test
  void theWorkedExamplesOfTheDesign() {
    assertThat(score(Identity.PATH, 1)).as("classic").isEqualTo(91);
    assertThat(score(Identity.BASENAME, 1)).as("by file name alone").isEqualTo(26);
    assertThat(score(Identity.PATH, 0.25)).as("by trusted installers").isLessThan(Score.LOW + 20);
    List<Joined> two =
        List.of(
            joined(1, Stage.REGISTRATION, 26, 1, Identity.PATH),
            joined(2, Stage.LOAD, 22, 1, Identity.PATH));
    assertThat(Scoring.of(two, List.of(CHAIN)).value()).isEqualTo(56);
    List<Joined> three = new ArrayList<>(two);
    three.add(joined(0, Stage.WRITE, 24, 1, Identity.BASENAME));
    assertThat(Scoring.of(three, List.of(CHAIN)).value()).as("a weak write adds").isEqualTo(56);
  }

  @Test
  void aMereDeploymentCountsForNothingUntilItIsNamed() {
    List<Joined> deployed =
        new ArrayList<>(
            List.of(
                joined(0, Stage.WRITE, 3, 1, Identity.ASSEMBLY),
                joined(1, Stage.LOAD, 22, 1, Identity.ASSEMBLY)));
    assertThat(Scoring.of(deployed, List.of(CHAIN)).value()).isEqualTo(22);
    deployed.add(joined(2, Stage.REGISTRATION, 20, 1, Identity.PATH));
    assertThat(Scoring.of(deployed, List.of(CHAIN)).value()).isGreaterThan(50);
  }

  @Test
  void filesOfOnePathAreSurelyOneFileWhateverJoinedThem() {
    List<Joined> evidence =
        List.of(
            joined(0, Stage.WRITE, 18, 1, Identity.ASSEMBLY),
            joined(1, Stage.LOAD, 22, 1, Identity.ASSEMBLY));
    assertThat(Scoring.of(evidence, List.of(CHAIN)).value()).isEqualTo(48);
  }

  @Test
  void aChainsLevelLimitsWhatItGives() {
    List<Joined> evidence =
        List.of(
            joined(1, Stage.REGISTRATION, 34, 1, Identity.PATH),
            joined(2, Stage.LOAD, 26, 1, Identity.PATH));
    Chain medium =
        new Chain(
            "mine",
            "0",
            "Mine",
            false,
            List.of(
                new Chain.Step(Stage.REGISTRATION, Duration.ZERO),
                new Chain.Step(Stage.LOAD, Duration.ofDays(1))),
            Duration.ofDays(1),
            Level.MEDIUM);
    Score score = Scoring.ofChains(evidence, List.of(medium));
    assertThat(score.value()).isEqualTo(54);
    assertThat(score.reasons()).anyMatch(reason -> reason.contains("own level limits"));
  }

  private static int score(Identity link, double trust) {
    return Scoring.of(
            List.of(
                joined(0, Stage.WRITE, 18, trust, link),
                joined(1, Stage.REGISTRATION, 26, trust, Identity.PATH),
                joined(2, Stage.LOAD, 22, trust, link)),
            List.of(CHAIN))
        .value();
  }

  private static Identity link(Random random) {
    return LINKS.get(random.nextInt(LINKS.size()));
  }

  private static Joined random(Random random, int i) {
    return joined(
        random.nextInt(5_000) + i,
        STAGES.get(random.nextInt(STAGES.size())),
        random.nextInt(35),
        random.nextBoolean() ? 1 : 0.25,
        link(random));
  }

  private static Joined joined(int time, Stage stage, int points, double trust, Identity link) {
    return new Joined(
        Evidences.of(
            stage + "-" + time + "-" + points,
            time,
            stage,
            link.strength() < Identity.ALIAS.strength() ? "c:\\other\\diag.dll" : DLL,
            null,
            new Weight(points, trust, "x"),
            Vendor.SYSMON),
        link);
  }
}
