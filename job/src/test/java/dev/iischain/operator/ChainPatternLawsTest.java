package dev.iischain.operator;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Evidences;
import dev.iischain.chain.Joined;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** FlinkCEP finds in an episode what the chain means, no more and no less. */
class ChainPatternLawsTest {

  private static final Chain NARROW =
      new Chain(
          "narrow",
          "5f0a3c52-98f3-4a51-8f1b-0d6f4f6b9a11",
          "Three steps in less time than their gaps allow",
          true,
          List.of(
              new Chain.Step(Stage.WRITE, Duration.ZERO),
              new Chain.Step(Stage.REGISTRATION, Duration.ofDays(7)),
              new Chain.Step(Stage.LOAD_FAILURE, Duration.ofDays(7))),
          Duration.ofDays(8));
  private static final Chain BY_RULE =
      new Chain(
          "by_rule",
          "5f0a3c52-98f3-4a51-8f1b-0d6f4f6b9a12",
          "Steps that only the events of one rule take",
          true,
          List.of(
              new Chain.Step(Stage.WRITE, "special", Duration.ZERO),
              new Chain.Step(Stage.LOAD, "special", Duration.ofDays(35))),
          Duration.ofDays(42));
  private static final Map<Chain, ChainHarness> PATTERNS = patterns();

  private static Map<Chain, ChainHarness> patterns() {
    Map<Chain, ChainHarness> patterns = new HashMap<>();
    List<Chain> chains = new ArrayList<>(ChainLibrary.load(List.of()));
    chains.add(NARROW);
    chains.add(BY_RULE);
    for (Chain chain : chains) {
      patterns.put(chain, new ChainHarness(chain));
    }
    return patterns;
  }

  @AfterContainer
  static void close() {
    PATTERNS.values().forEach(ChainHarness::close);
  }

  @Property(tries = 1_000)
  @StatisticsReport(onFailureOnly = true)
  void everyChainIsFoundExactlyWhereItsMeaningHolds(@ForAll("episodes") Episode episode) {
    List<String> found = new ArrayList<>();
    PATTERNS.forEach(
        (chain, pattern) -> {
          List<ChainMatch> matches = pattern.judge(episode);
          boolean meant = ReferenceMatcher.matches(chain, episode.evidence());
          assertThat(matches).as(chain.name()).hasSize(meant ? 1 : 0);
          for (ChainMatch match : matches) {
            assertThat(match.chain()).isEqualTo(chain.name());
            assertThat(match.episode()).isEqualTo(episode);
            assertThat(ReferenceMatcher.isMatch(chain, taken(match)))
                .as("%s took %s", chain.name(), match.evidenceIds())
                .isTrue();
            found.add(chain.name());
          }
        });
    Statistics.collect(found.isEmpty() ? "no chain" : "a chain");
    Statistics.label("by rule").collect(found.contains(BY_RULE.name()));
    Statistics.label("by rule")
        .coverage(coverage -> coverage.check(true).count(count -> count > 10));
    Statistics.coverage(
        coverage -> {
          coverage.check("no chain").percentage(share -> share > 10);
          coverage.check("a chain").percentage(share -> share > 10);
        });
  }

  private static Evidence[] taken(ChainMatch match) {
    return match.evidenceIds().stream()
        .map(
            id ->
                match.episode().evidence().stream()
                    .map(Joined::evidence)
                    .filter(each -> each.evidenceId().equals(id))
                    .findFirst()
                    .orElseThrow())
        .toArray(Evidence[]::new);
  }

  /** Times on, just before and just after the days that the chains' limits are made of. */
  @Provide
  Arbitrary<Episode> episodes() {
    Arbitrary<Long> day = Arbitraries.of(0L, 1L, 7L, 8L, 35L, 42L, 49L, 77L);
    Arbitrary<Long> nudge = Arbitraries.of(-1L, 0L, 0L, 0L, 1L);
    Arbitrary<Long> time = Combinators.combine(day, nudge).as((d, n) -> d * DAY + n);
    Arbitrary<Stage> stage = Arbitraries.of(Stage.class);
    Arbitrary<Boolean> special = Arbitraries.of(true, true, false);
    return Combinators.combine(stage, time, special)
        .as(Drawn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(ChainPatternLawsTest::episode);
  }

  /** One piece of evidence to be. */
  private record Drawn(Stage stage, long time, boolean special) {}

  private static Episode episode(List<Drawn> drawn) {
    Evidence[] evidence = new Evidence[drawn.size()];
    for (int i = 0; i < evidence.length; i++) {
      Drawn each = drawn.get(i);
      Evidence plain =
          Evidences.of("e" + i, each.time(), each.stage(), DLL, null, Weight.NONE, Vendor.SYSMON);
      evidence[i] = each.special() ? Evidences.alsoMatching(plain, "special") : plain;
    }
    return Episodes.of(evidence);
  }
}
