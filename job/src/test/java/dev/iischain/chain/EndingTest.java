package dev.iischain.chain;

import static dev.iischain.chain.Evidences.DAY;
import static dev.iischain.chain.Evidences.DLL;
import static dev.iischain.chain.Evidences.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Until when event time may bring what a partial chain lacks. */
class EndingTest {

  private static final List<Chain> CHAINS = ChainLibrary.load(List.of());

  private static @Nullable Ending ending(List<Chain> chains, Evidence... evidence) {
    List<Joined> joined = new ArrayList<>();
    for (Evidence each : evidence) {
      joined.add(new Joined(each, Joined.Identity.PATH));
    }
    List<Chain> found = chains.stream().filter(chain -> ChainSearch.isIn(chain, joined)).toList();
    return Ending.of(found, chains, joined);
  }

  @Test
  void aStartWaitsForItsNextStep() {
    Ending ending =
        ending(CHAINS, Evidences.registration("r", 0, DLL), Evidences.write("w", HOUR, DLL, null));
    assertThat(ending)
        .isEqualTo(
            new Ending(HOUR + 35 * DAY, "iis_module_registered_written", List.of(Stage.LOAD)));
  }

  @Test
  void theLongestWayToCompleteItCounts() {
    Ending ending =
        ending(CHAINS, Evidences.write("w", 0, DLL, null), Evidences.registration("r", HOUR, DLL));
    assertThat(ending)
        .as("a load between the two may be late")
        .isEqualTo(new Ending(42 * DAY, "iis_module_written_registered", List.of(Stage.LOAD)));
  }

  @Test
  void theWholeChainsSpanIsTheLimitWhereItIsShorter() {
    Chain whole =
        chain(
            "whole",
            true,
            20,
            step(Stage.WRITE, 7),
            step(Stage.REGISTRATION, 7),
            step(Stage.LOAD, 35));
    Chain partial = chain("partial", false, 7, step(Stage.WRITE, 7), step(Stage.REGISTRATION, 7));
    Ending ending =
        ending(
            List.of(whole, partial),
            Evidences.write("w", DAY, DLL, null),
            Evidences.registration("r", 3 * DAY, DLL));
    assertThat(ending).isEqualTo(new Ending(21 * DAY, "partial", List.of(Stage.LOAD)));
  }

  @Test
  void aStepThatIsMissingBeforeOthersIsWaitedForAsLongAsTheChainMayTake() {
    Ending ending =
        ending(
            CHAINS,
            Evidences.registration("r", HOUR, DLL),
            Evidences.load("l", 30 * DAY, DLL, null));
    assertThat(ending)
        .isEqualTo(
            new Ending(HOUR + 42 * DAY, "iis_module_registered_loaded", List.of(Stage.WRITE)));
  }

  @Test
  void theLatestPlaceWhereTheChainIsFoundCounts() {
    Ending ending =
        ending(
            CHAINS,
            Evidences.registration("r", 0, DLL),
            Evidences.write("w", HOUR, DLL, null),
            Evidences.write("w2", 6 * DAY, DLL, null),
            Evidences.write("w3", 9 * DAY, DLL, null));
    assertThat(ending).isNotNull();
    assertThat(ending.atMillis()).isEqualTo(41 * DAY);
  }

  @Test
  void whatNothingCompletesHasNoEnding() {
    Chain alone = chain("alone", false, 7, step(Stage.WRITE, 7), step(Stage.REGISTRATION, 7));
    assertThat(
            ending(
                List.of(alone),
                Evidences.write("w", 0, DLL, null),
                Evidences.registration("r", HOUR, DLL)))
        .isNull();
    assertThat(ending(CHAINS, Evidences.write("w", 0, DLL, null))).isNull();
  }

  private static Chain chain(String name, boolean complete, int days, Chain.Step... steps) {
    return new Chain(name, name, name, complete, List.of(steps), java.time.Duration.ofDays(days));
  }

  private static Chain.Step step(Stage stage, int days) {
    return new Chain.Step(stage, java.time.Duration.ofDays(days));
  }
}
