package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A declared order of steps: a Sigma correlation of type {@code temporal_ordered}.
 *
 * @param name stable snake_case name
 * @param id the Sigma id
 * @param title for a human
 * @param complete whether a match makes a case complete
 * @param steps at least two, in order
 * @param timespan the most that may lie between the first and the last step, inclusive
 * @param level the highest level that a match alone can give a case
 */
public record Chain(
    String name,
    String id,
    String title,
    boolean complete,
    List<Step> steps,
    Duration timespan,
    Level level)
    implements Serializable {

  /** A chain whose matches can give a case any level. */
  public Chain(
      String name, String id, String title, boolean complete, List<Step> steps, Duration timespan) {
    this(name, id, title, complete, steps, timespan, Level.CRITICAL);
  }

  /**
   * One step.
   *
   * @param stage the stage that evidence must play
   * @param rule the rule that must have matched, by name, or null where any will do
   * @param within the most that may lie between the step before and this one, inclusive
   */
  public record Step(Stage stage, @Nullable String rule, Duration within) implements Serializable {

    /** A step that any evidence of its stage takes. */
    public Step(Stage stage, Duration within) {
      this(stage, null, within);
    }

    /** Whether a piece of evidence can take this step. */
    public boolean accepts(Evidence evidence) {
      return accepts(evidence.stage(), evidence.rules());
    }

    /** Whether evidence of a stage, which these rules matched, can take this step. */
    public boolean accepts(@Nullable Stage played, Collection<String> matched) {
      return played == stage && (rule == null || matched.contains(rule));
    }
  }

  /** The rules that steps of any of these chains ask for. */
  public static Set<String> rulesAskedFor(Collection<Chain> chains) {
    Set<String> rules = new TreeSet<>();
    for (Chain chain : chains) {
      for (Step step : chain.steps()) {
        if (step.rule() != null) {
          rules.add(step.rule());
        }
      }
    }
    return rules;
  }

  /** Whether the steps come as an attack that goes as planned would take them. */
  boolean isInOrder() {
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).stage().compareTo(steps.get(i - 1).stage()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The stages that the steps need. */
  public Set<Stage> stages() {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    for (Step step : steps) {
      stages.add(step.stage());
    }
    return stages;
  }
}
