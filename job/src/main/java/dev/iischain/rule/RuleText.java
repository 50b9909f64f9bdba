package dev.iischain.rule;

import dev.iischain.event.EventKind;
import java.util.ArrayList;
import java.util.List;

/** What a rule looks at, in a few words. */
public final class RuleText {

  private static final int ALL_KINDS = EventKind.values().length;

  private RuleText() {}

  /** The kinds of event, channel and sensor, such as {@code file_event, file_rename}. */
  public static String looksAt(Rule rule) {
    List<String> words = new ArrayList<>();
    if (rule.kinds().size() == ALL_KINDS) {
      words.add("any event");
    } else {
      rule.kinds().forEach(kind -> words.add(kind.category()));
    }
    String origin = origin(rule.condition());
    return String.join(", ", words) + (origin.isEmpty() ? "" : " of " + origin);
  }

  private static String origin(Matcher condition) {
    // The log source stands before the detection; see RuleReader.
    Matcher first =
        condition instanceof Matcher.AllOf all && !all.parts().isEmpty()
            ? all.parts().get(0)
            : condition;
    if (first instanceof Matcher.FromChannel from) {
      return "the channel " + String.join(" or ", from.channels());
    }
    return first instanceof Matcher.FromVendor from ? from.vendor().label() : "";
  }
}
