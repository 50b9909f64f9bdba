package dev.iischain.operator;

import dev.iischain.chain.Chain;
import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** Compiles a chain to a FlinkCEP pattern over one run of steps. */
final class ChainPattern {

  /** The name of the pattern's first stage, which takes the episode itself. */
  static final String EPISODE = "episode";

  /** Stamps, not telemetry times: only bounds how long CEP keeps a run. */
  private static final Duration RUN = Duration.ofMinutes(1);

  private ChainPattern() {}

  static Pattern<EpisodeStep, EpisodeStep> of(Chain chain) {
    Pattern<EpisodeStep, EpisodeStep> pattern =
        Pattern.<EpisodeStep>begin(EPISODE, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new IsEpisode());
    for (int i = 0; i < chain.steps().size(); i++) {
      pattern = pattern.followedByAny(stepName(chain, i)).where(new TakesStep(chain, i));
    }
    return pattern.within(RUN);
  }

  static String stepName(Chain chain, int index) {
    return (index + 1) + "-" + chain.steps().get(index).stage().label();
  }

  /** The element that carries the episode. */
  private static final class IsEpisode extends IterativeCondition<EpisodeStep> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(EpisodeStep step, Context<EpisodeStep> context) {
      return step.episode() != null;
    }
  }

  /** Evidence that the step accepts, near enough to the step before it and to the first. */
  private static final class TakesStep extends IterativeCondition<EpisodeStep> {

    private static final long serialVersionUID = 1L;

    private final Chain chain;
    private final int index;

    TakesStep(Chain chain, int index) {
      this.chain = chain;
      this.index = index;
    }

    @Override
    public boolean filter(EpisodeStep step, Context<EpisodeStep> context) throws Exception {
      if (!chain.steps().get(index).accepts(step.stage(), step.rules())) {
        return false;
      }
      if (index == 0) {
        return true;
      }
      return gap(step, index - 1, context) <= chain.steps().get(index).within().toMillis()
          && gap(step, 0, context) <= chain.timespan().toMillis();
    }

    private long gap(EpisodeStep step, int earlier, Context<EpisodeStep> context) throws Exception {
      EpisodeStep other = context.getEventsForPattern(stepName(chain, earlier)).iterator().next();
      return step.eventTimeMillis() - other.eventTimeMillis();
    }
  }
}
