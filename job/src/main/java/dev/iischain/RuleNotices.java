package dev.iischain;

import dev.iischain.rule.LoadedRules;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a user should know about rules that were loaded and will not do what they say. */
final class RuleNotices {

  private RuleNotices() {}

  /** One sentence each; empty when every rule can match. */
  static List<String> of(LoadedRules loaded) {
    List<String> notices = new ArrayList<>();
    int idle = never(loaded.rules()).values().stream().mapToInt(Integer::intValue).sum();
    if (idle > 0) {
      notices.add(counted(idle, "rule") + " can never match here; 'rules list' says why.");
    }
    if (!loaded.unsupported().isEmpty()) {
      int unsupported = loaded.unsupported().size();
      notices.add(
          share(unsupported, loaded.rules().size() + unsupported).replace(":", "")
              + "; 'rules list' says why.");
    }
    return notices;
  }

  /** How many rules never match for which reason, the most frequent reason first. */
  static Map<String, Integer> never(List<Rule> rules) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Rule rule : rules) {
      String reason = RuleText.whyNever(rule);
      if (reason != null) {
        counts.merge(reason, 1, Integer::sum);
      }
    }
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Such as {@code 12 of 2,345 rules (0.5 %) are not supported:}. */
  static String share(int unsupported, int all) {
    return String.format(
        "%,d of %s (%.1f %%) %s not supported:",
        unsupported,
        counted(all, "rule"),
        100.0 * unsupported / all,
        unsupported == 1 ? "is" : "are");
  }

  /** Such as {@code 1 rule} or {@code 2,345 rules}. */
  static String counted(long number, String noun) {
    return String.format("%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
