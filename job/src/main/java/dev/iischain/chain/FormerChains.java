package dev.iischain.chain;

import dev.iischain.event.Evidence;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which chains of an earlier look a case keeps. It keeps those that are still in its evidence, and
 * all of them where a bound or time took evidence away. It keeps no other: evidence that turned out
 * to belong to another implant takes its chains along, so that the order of arrival leaves no
 * trace.
 */
final class FormerChains {

  /** As many pieces of evidence of one stage an episode shows at most. */
  private static final int MOST_SHOWN = 32;

  private FormerChains() {}

  /** Those to keep of the chains that were known before. */
  static Set<String> kept(
      Collection<String> before, @Nullable Episode old, Episode now, List<Chain> declared) {
    if (old == null || isForgotten(old, now, declared)) {
      return new TreeSet<>(before);
    }
    Set<String> kept = new TreeSet<>();
    for (Chain chain : declared) {
      if (before.contains(chain.name()) && ChainSearch.isIn(chain, now.evidence())) {
        kept.add(chain.name());
      }
    }
    return kept;
  }

  /** Whether evidence is gone that was too old, or too much, to be kept. */
  private static boolean isForgotten(Episode old, Episode now, List<Chain> declared) {
    Set<String> present = new HashSet<>();
    for (Joined joined : now.evidence()) {
      present.add(joined.evidence().evidenceId());
    }
    long first = now.evidence().get(0).evidence().eventTimeMillis();
    long longest =
        declared.stream().mapToLong(chain -> chain.timespan().toMillis()).max().orElse(0);
    boolean gone = false;
    for (Joined joined : old.evidence()) {
      Evidence evidence = joined.evidence();
      if (!present.contains(evidence.evidenceId())) {
        gone = true;
        if (evidence.eventTimeMillis() >= first - longest && !isFull(evidence, now)) {
          return false;
        }
      }
    }
    return gone;
  }

  private static boolean isFull(Evidence evidence, Episode now) {
    int shown = 0;
    for (Joined joined : now.evidence()) {
      shown += joined.evidence().stage() == evidence.stage() ? 1 : 0;
    }
    return shown >= MOST_SHOWN;
  }
}
