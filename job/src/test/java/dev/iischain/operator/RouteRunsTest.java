package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.chain.Chain;
import dev.iischain.chain.Episode;
import dev.iischain.event.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which elements of a run reach which chain; that no match is lost is ChainPatternLawsTest's. */
class RouteRunsTest {

  private static final Chain TWO = chain("two", null, Stage.WRITE, Stage.REGISTRATION);
  private static final Chain THREE =
      chain("three", null, Stage.WRITE, Stage.REGISTRATION, Stage.LOAD);
  private static final Chain NAMED = chain("named", "odd_write", Stage.WRITE, Stage.REGISTRATION);

  @Test
  void aRunReachesOnlyChainsWhoseStagesItHas() throws Exception {
    Set<Stage> stages = EnumSet.of(Stage.WRITE, Stage.REGISTRATION);
    EpisodeStep head = step(true, null, stages);
    EpisodeStep write = step(false, Stage.WRITE, stages);
    EpisodeStep registration = step(false, Stage.REGISTRATION, stages);
    assertThat(routed(List.of(head, write, registration)))
        .containsExactly(
            "two: episode write registration", "three:", "named: episode registration");
  }

  @Test
  void whatTakesNoStepOfTheChainStaysAway() throws Exception {
    Set<Stage> stages = EnumSet.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD, Stage.BEHAVIOUR);
    EpisodeStep odd = step(false, Stage.WRITE, stages, "odd_write");
    assertThat(
            routed(
                List.of(
                    step(true, null, stages),
                    step(false, Stage.BEHAVIOUR, stages),
                    odd,
                    step(false, Stage.LOAD, stages))))
        .containsExactly("two: episode write", "three: episode write load", "named: episode write");
  }

  @SuppressWarnings("try") // Flink's harness may be interrupted while it closes
  private static List<String> routed(List<EpisodeStep> steps) throws Exception {
    List<String> routed = new ArrayList<>();
    try (var harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new RouteRuns(List.of(TWO, THREE, NAMED)))) {
      for (EpisodeStep step : steps) {
        harness.processElement(step, 1);
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      for (Chain chain : List.of(TWO, THREE, NAMED)) {
        StringBuilder line = new StringBuilder(chain.name()).append(':');
        Iterable<StreamRecord<EpisodeStep>> output = harness.getSideOutput(RouteRuns.to(chain));
        if (output != null) {
          for (StreamRecord<EpisodeStep> each : output) {
            Stage stage = each.getValue().stage();
            line.append(' ').append(stage == null ? "episode" : stage.label());
          }
        }
        routed.add(line.toString());
      }
    }
    return routed;
  }

  private static EpisodeStep step(
      boolean head, @Nullable Stage stage, Set<Stage> stages, String... rules) {
    Episode episode =
        head
            ? new Episode("default", "host:default/web01", "c:\\a.dll", 0, List.of(), List.of())
            : null;
    return new EpisodeStep(
        3, 1, "key", episode, stage, 0, "e", List.of(rules), RouteRuns.bits(stages));
  }

  private static Chain chain(String name, @Nullable String rule, Stage... stages) {
    List<Chain.Step> steps = new ArrayList<>();
    for (Stage stage : stages) {
      steps.add(new Chain.Step(stage, steps.isEmpty() ? rule : null, Duration.ofDays(7)));
    }
    return new Chain(name, name, name, false, steps, Duration.ofDays(14));
  }
}
