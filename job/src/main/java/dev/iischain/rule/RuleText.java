package dev.iischain.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule looks at, in a few words. */
public final class RuleText {

  private RuleText() {}

  /** The kinds of event, channel and sensor, such as {@code file_event, file_rename}. */
  public static String looksAt(Rule rule) {
    List<String> words = new ArrayList<>();
    if (rule.kinds().equals(LogSource.ALL)) {
      words.add("any event");
    } else {
      rule.kinds().forEach(kind -> words.add(kind.category()));
    }
    if (rule.kinds().isEmpty()) {
      return noEvents(rule.condition());
    }
    String origin = origin(rule.condition());
    return String.join(", ", words) + (origin.isEmpty() ? "" : " of " + origin);
  }

  /**
   * Why the rule can never match here, as a sentence; null when it can. Only third-party rules are
   * loaded nevertheless.
   */
  public static @Nullable String whyNever(Rule rule) {
    if (rule.kinds().isEmpty()) {
      return "No events here: " + noEvents(rule.condition()) + ".";
    }
    if (!Optimiser.optimise(rule.condition()).equals(Optimiser.NEVER)) {
      Set<String> ids = Reachable.missingIds(rule);
      return ids.isEmpty() ? null : "No event here has the id " + String.join(" or ", ids) + ".";
    }
    List<String> missing = missing(rule);
    return missing.isEmpty()
        ? "Its condition contradicts itself."
        : "No event here has what it needs: " + String.join(", ", missing) + ".";
  }

  /** The fields it names that no event here has, in its order; they count as absent. */
  public static List<String> missing(Rule rule) {
    Set<String> missing = new LinkedHashSet<>();
    collectMissing(rule.condition(), missing);
    return List.copyOf(missing);
  }

  private static void collectMissing(Matcher matcher, Set<String> into) {
    if (matcher instanceof Matcher.Clause clause) {
      collectMissing(clause.part(), into);
    } else if (matcher instanceof Matcher.Missing missing) {
      into.add(missing.field());
    }
    for (Matcher part : MatcherText.parts(matcher)) {
      collectMissing(part, into);
    }
  }

  private static String noEvents(Matcher condition) {
    return first(condition) instanceof Matcher.NoEvents none ? none.name() : "no log source";
  }

  private static Matcher first(Matcher condition) {
    // The log source stands before the detection; see RuleReader.
    return condition instanceof Matcher.AllOf all && !all.parts().isEmpty()
        ? all.parts().get(0)
        : condition;
  }

  private static String origin(Matcher condition) {
    Matcher first = first(condition);
    if (first instanceof Matcher.FromChannel from) {
      return "the channel " + String.join(" or ", from.channels());
    }
    return first instanceof Matcher.FromVendor from ? from.vendor().label() : "";
  }
}
