package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.event.Stage;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends a run to those chains only that could be in it: it has all their stages; and of its
 * elements the episode and what can take one of the chain's steps. All else would make no match,
 * and cost each chain's operator as much as one.
 */
public final class RouteRuns extends ProcessFunction<EpisodeStep, EpisodeStep> {

  private static final long serialVersionUID = 1L;

  private final List<Chain> chains;
  private transient List<OutputTag<EpisodeStep>> tags = List.of();

  /** Routes to these chains. */
  RouteRuns(List<Chain> chains) {
    this.chains = chains;
  }

  /** The runs for a chain. */
  static OutputTag<EpisodeStep> to(Chain chain) {
    return new OutputTag<>("to-" + chain.name(), TypeInformation.of(EpisodeStep.class));
  }

  /** A set of stages, as {@link EpisodeStep#stages} holds it. */
  static int bits(Set<Stage> stages) {
    int bits = 0;
    for (Stage stage : stages) {
      bits |= bit(stage);
    }
    return bits;
  }

  @Override
  public void open(OpenContext context) {
    tags = chains.stream().map(RouteRuns::to).toList();
  }

  @Override
  public void processElement(EpisodeStep step, Context context, Collector<EpisodeStep> out) {
    for (int i = 0; i < tags.size(); i++) {
      if (concerns(step, chains.get(i))) {
        context.output(tags.get(i), step);
      }
    }
  }

  /** Whether an element may be part of a match of a chain. */
  static boolean concerns(EpisodeStep step, Chain chain) {
    boolean taken = step.episode() != null;
    for (Chain.Step each : chain.steps()) {
      if ((step.stages() & bit(each.stage())) == 0) {
        return false;
      }
      taken |= each.accepts(step.stage(), step.rules());
    }
    return taken;
  }

  private static int bit(Stage stage) {
    return 1 << stage.ordinal();
  }
}
