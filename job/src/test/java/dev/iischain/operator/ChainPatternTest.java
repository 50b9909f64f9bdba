package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Evidences;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainPatternTest {

  private static final long MINUTE = 60_000L;

  static Stream<Chain> chains() {
    List<Chain> chains = ChainLibrary.load(List.of());
    assertThat(chains).hasSize(11);
    return chains.stream();
  }

  @ParameterizedTest
  @MethodSource("chains")
  void gapsExactlyOnTheLimitMatch(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      List<ChainMatch> matches = judge(pattern, chain, limits(chain), order(chain));
      assertThat(matches).hasSize(1);
      assertThat(matches.get(0).evidenceIds())
          .containsExactlyElementsOf(
              chain.steps().stream().map(step -> step.stage().label()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void oneMillisecondMoreThanAnyLimitDoesNotMatch(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      for (int step = 1; step < chain.steps().size(); step++) {
        long[] gaps = limits(chain);
        gaps[step]++;
        assertThat(judge(pattern, chain, gaps, order(chain))).as("step %d", step).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void anyTwoNeighboursInTheWrongOrderDoNotMatch(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      for (int step = 1; step < chain.steps().size(); step++) {
        List<Stage> swapped = order(chain);
        swapped.add(step, swapped.remove(step - 1));
        assertThat(judge(pattern, chain, hours(chain), swapped)).as("step %d", step).isEmpty();
      }
      assertThat(judge(pattern, chain, hours(chain), order(chain))).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void equalTimesAreTakenInTheOrderOfTheStages(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      List<Stage> order = order(chain);
      boolean natural = order.stream().sorted().toList().equals(order);
      assertThat(judge(pattern, chain, new long[order.size()], order)).hasSize(natural ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void anyMissingStepDoesNotMatch(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      for (int step = 0; step < chain.steps().size(); step++) {
        List<Stage> rest = order(chain);
        rest.remove(step);
        assertThat(judge(pattern, chain, hours(chain), rest)).as("step %d", step).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void nothingIsHeldOnceARunIsOver(Chain chain) {
    try (ChainHarness pattern = new ChainHarness(chain)) {
      for (int i = 0; i < 10; i++) {
        judge(pattern, chain, hours(chain), order(chain));
        judge(pattern, chain, hours(chain), order(chain).subList(0, 1));
      }
      assertThat(pattern.stateEntriesAfter(2 * MINUTE)).isZero();
    }
  }

  private static List<ChainMatch> judge(
      ChainHarness pattern, Chain chain, long[] gaps, List<Stage> stages) {
    Evidence[] evidence = new Evidence[stages.size()];
    long time = 300 * DAY;
    for (int i = 0; i < evidence.length; i++) {
      time += gaps[i];
      Stage stage = stages.get(i);
      evidence[i] = Evidences.of(stage.label(), time, stage, DLL, null, Weight.NONE, Vendor.SYSMON);
    }
    List<ChainMatch> matches = pattern.judge(Episodes.of(evidence));
    assertThat(matches).allMatch(match -> match.chain().equals(chain.name()));
    return matches;
  }

  private static List<Stage> order(Chain chain) {
    List<Stage> order = new ArrayList<>();
    chain.steps().forEach(step -> order.add(step.stage()));
    return order;
  }

  /** The longest time that each step may come after the one before. */
  private static long[] limits(Chain chain) {
    long[] gaps = new long[chain.steps().size()];
    for (int i = 1; i < gaps.length; i++) {
      gaps[i] = chain.steps().get(i).within().toMillis();
    }
    return gaps;
  }

  private static long[] hours(Chain chain) {
    long[] gaps = new long[chain.steps().size()];
    java.util.Arrays.fill(gaps, Evidences.HOUR);
    return gaps;
  }
}
