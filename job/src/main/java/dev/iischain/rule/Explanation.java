package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule did or did not match an event, clause by clause.
 *
 * @param text what was asked, such as {@code Image|endswith: '\w3wp.exe'} or {@code all of}
 * @param held whether it held
 * @param value the value looked at, cut after {@link #MAX_VALUE} characters; null when the event
 *     has none, or where there are children
 * @param children what it is made of
 */
public record Explanation(
    String text, boolean held, @Nullable String value, List<Explanation> children) {

  /** How much of a value is shown. */
  public static final int MAX_VALUE = 400;

  /** Explains one rule on one event. */
  public static Explanation of(Rule rule, EndpointEvent event) {
    List<String> categories = new ArrayList<>();
    for (EventKind kind : rule.kinds()) {
      categories.add(kind.category());
    }
    boolean rightKind = rule.kinds().contains(event.kind());
    Explanation kind =
        leaf(
            rule.kinds().equals(LogSource.ALL)
                ? "any kind of event"
                : categories.isEmpty()
                    ? "no kind of event"
                    : "kind of event: " + String.join(" or ", categories),
            rightKind,
            event.kind().category());
    Explanation condition = explain(rule.condition(), new EventView(event));
    return new Explanation(
        rule.name(), rightKind && condition.held(), null, List.of(kind, condition));
  }

  private static Explanation explain(Matcher matcher, EventView view) {
    if (matcher instanceof Matcher.Clause clause) {
      Field field = clause.field();
      return leaf(
          MatcherText.of(clause), clause.matches(view), field == null ? null : view.raw(field));
    }
    if (matcher instanceof Matcher.Selection selection) {
      Explanation inner = explain(selection.part(), view);
      List<Explanation> children =
          selection.part() instanceof Matcher.AllOf ? inner.children() : List.of(inner);
      return new Explanation(selection.name(), inner.held(), null, children);
    }
    if (matcher instanceof Matcher.FromChannel origin) {
      return leaf(
          "channel: " + String.join(" or ", origin.channels()),
          origin.matches(view),
          view.event().source().channel());
    }
    if (matcher instanceof Matcher.FromVendor origin) {
      return leaf(
          "vendor: " + origin.vendor().label(),
          origin.matches(view),
          view.event().source().vendor().label());
    }
    List<Explanation> children = new ArrayList<>();
    for (Matcher part : MatcherText.parts(matcher)) {
      children.add(explain(part, view));
    }
    return new Explanation(word(matcher), matcher.matches(view), null, List.copyOf(children));
  }

  private static String word(Matcher matcher) {
    if (matcher instanceof Matcher.AllOf) {
      return "all of";
    }
    if (matcher instanceof Matcher.AnyOf) {
      return "any of";
    }
    return matcher instanceof Matcher.AtLeast some ? "at least " + some.count() + " of" : "not";
  }

  private static Explanation leaf(String text, boolean held, @Nullable String value) {
    String shown =
        value != null && value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
    return new Explanation(text, held, shown, List.of());
  }
}
