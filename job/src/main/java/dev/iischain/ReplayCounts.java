package dev.iischain;

import dev.iischain.event.Summary;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the accumulators of a finished run into its summary. */
final class ReplayCounts {

  private ReplayCounts() {}

  static Summary summary(
      Map<String, Object> counts,
      Summary.Alerts alerts,
      Summary.Cases cases,
      Summary.Suppressed suppressed,
      Summary.NearMisses nearMisses,
      String mode) {
    SortedMap<String, Long> dead = group(counts, "deadLetters/");
    return Summary.of(
        count(counts, "read"),
        count(counts, "irrelevant"),
        new Summary.Events(
            group(counts, "events.kind/"),
            group(counts, "events.vendor/"),
            group(counts, "events.format/")),
        new Summary.DeadLetters(dead.values().stream().mapToLong(Long::longValue).sum(), dead),
        alerts,
        cases,
        suppressed,
        nearMisses,
        mode);
  }

  /** One count, 0 when the run did not report it. */
  static long count(Map<String, Object> counts, String name) {
    return counts.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static SortedMap<String, Long> group(Map<String, Object> counts, String prefix) {
    SortedMap<String, Long> group = new TreeMap<>();
    counts.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && value instanceof Number number && number.longValue() > 0) {
            group.put(name.substring(prefix.length()), number.longValue());
          }
        });
    return group;
  }
}
