package dev.iischain;

import dev.iischain.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What must become of what happened to one file: the meaning of the chains, without an engine. */
final class ReferenceHistory {

  /** The file was written, registered, loaded or refused. */
  record Seen(Stage stage, Instant time) {}

  private record Chain(String name, Duration timespan, List<Stage> stages, List<Integer> days) {}

  private static final List<Chain> CHAINS =
      List.of(
          chain("loaded_registered", 7, "LR", 7),
          chain("registered_loaded", 35, "RL", 35),
          chain("registered_refused", 35, "RF", 35),
          chain("registered_written", 7, "RW", 7),
          chain("registered_written_loaded", 42, "RWL", 7, 35),
          chain("written_loaded", 35, "WL", 35),
          chain("written_loaded_registered", 42, "WLR", 35, 7),
          chain("written_refused", 35, "WF", 35),
          chain("written_registered", 7, "WR", 7),
          chain("written_registered_loaded", 42, "WRL", 7, 35),
          chain("written_registered_refused", 42, "WRF", 7, 35));

  private ReferenceHistory() {}

  private static Chain chain(String name, int timespan, String letters, Integer... days) {
    List<Stage> stages = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      stages.add(
          switch (letter) {
            case 'W' -> Stage.WRITE;
            case 'R' -> Stage.REGISTRATION;
            case 'L' -> Stage.LOAD;
            default -> Stage.LOAD_FAILURE;
          });
    }
    return new Chain("iis_module_" + name, Duration.ofDays(timespan), stages, List.of(days));
  }

  /** Status and all chains of the case of a file; empty where it has none. */
  static String caseOf(List<Seen> history) {
    TreeSet<String> found = new TreeSet<>();
    for (Chain chain : CHAINS) {
      for (Seen first : history) {
        if (first.stage() == chain.stages().get(0) && goesOn(chain, 1, first, first, history)) {
          found.add(chain.name());
        }
      }
    }
    boolean complete =
        found.stream().anyMatch(n -> n.contains("loaded") && n.split("_").length == 5);
    return found.isEmpty() ? "" : (complete ? "complete " : "partial ") + found;
  }

  private static boolean goesOn(Chain chain, int step, Seen first, Seen last, List<Seen> history) {
    if (step == chain.stages().size()) {
      return true;
    }
    for (Seen next : history) {
      Duration gap = Duration.between(last.time(), next.time());
      boolean follows =
          !gap.isNegative() && (!gap.isZero() || next.stage().compareTo(last.stage()) > 0);
      if (next.stage() == chain.stages().get(step)
          && follows
          && gap.compareTo(Duration.ofDays(chain.days().get(step - 1))) <= 0
          && Duration.between(first.time(), next.time()).compareTo(chain.timespan()) <= 0
          && goesOn(chain, step + 1, first, next, history)) {
        return true;
      }
    }
    return false;
  }
}
