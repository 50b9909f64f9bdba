package dev.iischain.chain;

import java.util.List;

/** Says whether a chain is in evidence, as FlinkCEP would; for parts of an episode. */
final class ChainSearch {

  private ChainSearch() {}

  /** Whether evidence, in order, holds the chain's steps within its limits. */
  static boolean isIn(Chain chain, List<Joined> evidence) {
    for (int first = 0; first < evidence.size(); first++) {
      for (boolean last : lastSteps(chain, evidence, first)) {
        if (last) {
          return true;
        }
      }
    }
    return false;
  }

  /** Which evidence takes the last step of the chain, where this takes the first. */
  static boolean[] lastSteps(Chain chain, List<Joined> evidence, int first) {
    boolean[] reached = new boolean[evidence.size()];
    if (!takes(chain, 0, evidence.get(first))) {
      return reached;
    }
    reached[first] = true;
    for (int step = 1; step < chain.steps().size(); step++) {
      boolean[] next = new boolean[evidence.size()];
      boolean any = false;
      for (int to = first + 1; to < evidence.size(); to++) {
        if (takes(chain, step, evidence.get(to))
            && gap(evidence, first, to) <= chain.timespan().toMillis()
            && reachable(chain, step, evidence, reached, to)) {
          next[to] = true;
          any = true;
        }
      }
      reached = next;
      if (!any) {
        break;
      }
    }
    return reached;
  }

  private static boolean reachable(
      Chain chain, int step, List<Joined> evidence, boolean[] reached, int to) {
    for (int from = 0; from < to; from++) {
      if (reached[from] && gap(evidence, from, to) <= chain.steps().get(step).within().toMillis()) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Chain chain, int step, Joined joined) {
    return joined.takesSteps() && chain.steps().get(step).accepts(joined.evidence());
  }

  private static long gap(List<Joined> evidence, int from, int to) {
    return evidence.get(to).evidence().eventTimeMillis()
        - evidence.get(from).evidence().eventTimeMillis();
  }
}
