package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.Joined;
import dev.iischain.event.Evidence;
import java.util.List;

/** What a chain means, said without a pattern engine: tries every combination of evidence. */
final class ReferenceMatcher {

  private ReferenceMatcher() {}

  static boolean matches(Chain chain, List<Joined> evidence) {
    return completes(chain, evidence, new Evidence[chain.steps().size()], 0);
  }

  /** Whether evidence in these steps, in this order, is what the chain declares. */
  static boolean isMatch(Chain chain, Evidence[] taken) {
    for (int i = 0; i < taken.length; i++) {
      Chain.Step step = chain.steps().get(i);
      boolean ofRule = step.rule() == null || taken[i].rules().contains(step.rule());
      if (taken[i].stage() != step.stage() || !ofRule) {
        return false;
      }
      if (i > 0
          && (!precedes(taken[i - 1], taken[i])
              || gap(taken[i - 1], taken[i]) > chain.steps().get(i).within().toMillis())) {
        return false;
      }
    }
    return gap(taken[0], taken[taken.length - 1]) <= chain.timespan().toMillis();
  }

  private static boolean completes(Chain chain, List<Joined> evidence, Evidence[] taken, int step) {
    if (step == taken.length) {
      return isMatch(chain, taken);
    }
    for (Joined each : evidence) {
      taken[step] = each.evidence();
      if (completes(chain, evidence, taken, step + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Equal times are taken in the order of the stages. */
  private static boolean precedes(Evidence left, Evidence right) {
    return gap(left, right) > 0
        || (gap(left, right) == 0 && left.stage().ordinal() < right.stage().ordinal());
  }

  private static long gap(Evidence left, Evidence right) {
    return right.eventTimeMillis() - left.eventTimeMillis();
  }
}
