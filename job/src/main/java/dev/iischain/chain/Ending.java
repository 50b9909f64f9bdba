package dev.iischain.chain;

import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a partial chain can no longer become complete.
 *
 * @param atMillis until then, inclusive, event time may bring what is missing
 * @param chain the partial chain that lasts longest
 * @param missing what would have completed it, by stage
 */
public record Ending(long atMillis, String chain, List<Stage> missing) {

  /** The ending of the partial chains that are in evidence, or null where nothing completes any. */
  static @Nullable Ending of(List<Chain> found, List<Chain> all, List<Joined> evidence) {
    Ending latest = null;
    for (Chain partial : found) {
      for (Chain whole : all) {
        if (whole.complete() && isPart(partial, whole)) {
          long at = at(partial, whole, evidence);
          if (at != Long.MIN_VALUE && (latest == null || at > latest.atMillis)) {
            latest = new Ending(at, partial.name(), missing(partial, whole));
          }
        }
      }
    }
    return latest;
  }

  /** Whether the steps of one chain are steps of the other, in the same order. */
  private static boolean isPart(Chain partial, Chain whole) {
    int next = 0;
    for (Chain.Step step : whole.steps()) {
      if (next < partial.steps().size() && partial.steps().get(next).stage() == step.stage()) {
        next++;
      }
    }
    return next == partial.steps().size() && next < whole.steps().size();
  }

  private static List<Stage> missing(Chain partial, Chain whole) {
    List<Stage> missing = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      if (whole.stages().contains(stage) && !partial.stages().contains(stage)) {
        missing.add(stage);
      }
    }
    return missing;
  }

  /**
   * The latest end over every place where the partial chain is found. What is the start of a whole
   * chain waits for the next step. Where it is the start of none, only late evidence can bring the
   * step that is missing, and that is waited for as long as the whole chain may take.
   */
  private static long at(Chain partial, Chain whole, List<Joined> evidence) {
    int steps = partial.steps().size();
    boolean isStart = isStart(partial, whole);
    long latest = Long.MIN_VALUE;
    for (int first = 0; first < evidence.size(); first++) {
      boolean[] last = ChainSearch.lastSteps(partial, evidence, first);
      for (int at = first; at < last.length; at++) {
        if (last[at]) {
          long end = time(evidence, first) + whole.timespan().toMillis();
          long next =
              isStart
                  ? time(evidence, at) + whole.steps().get(steps).within().toMillis()
                  : Long.MAX_VALUE;
          latest = Math.max(latest, Math.min(end, next));
        }
      }
    }
    return latest;
  }

  private static boolean isStart(Chain partial, Chain whole) {
    for (int i = 0; i < partial.steps().size(); i++) {
      if (partial.steps().get(i).stage() != whole.steps().get(i).stage()) {
        return false;
      }
    }
    return true;
  }

  private static long time(List<Joined> evidence, int index) {
    return evidence.get(index).evidence().eventTimeMillis();
  }
}
