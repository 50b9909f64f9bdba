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
 * @param detail what decided it, such as {@code 'install' is not in it}, or null
 * @param children what it is made of
 */
public record Explanation(
    String text,
    boolean held,
    @Nullable String value,
    @Nullable String detail,
    List<Explanation> children) {

  /** How much of a value is shown. */
  public static final int MAX_VALUE = 400;

  private static final String ALL_OF = "all of";

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
            event.kind().category(),
            null);
    Explanation condition = explain(rule.condition(), new EventView(event));
    return new Explanation(
        rule.name(), rightKind && condition.held(), null, null, List.of(kind, condition));
  }

  private static Explanation explain(Matcher matcher, EventView view) {
    if (matcher instanceof Matcher.Clause clause) {
      Field field = clause.field();
      return leaf(
          MatcherText.brief(clause),
          clause.matches(view),
          field == null ? null : view.raw(field),
          detail(clause, view));
    }
    if (matcher instanceof Matcher.Selection selection) {
      Explanation inner = explain(selection.part(), view);
      List<Explanation> children =
          selection.part() instanceof Matcher.AllOf ? inner.children() : List.of(inner);
      return new Explanation(selection.name(), inner.held(), null, null, children);
    }
    if (matcher instanceof Matcher.FromChannel origin) {
      return leaf(
          "channel: " + String.join(" or ", origin.channels()),
          origin.matches(view),
          view.event().source().channel(),
          null);
    }
    if (matcher instanceof Matcher.FromVendor origin) {
      return leaf(
          "vendor: " + origin.vendor().label(),
          origin.matches(view),
          view.event().source().vendor().label(),
          null);
    }
    if (matcher instanceof Matcher.NoEvents none) {
      return leaf("log source: " + none.name(), false, null, "no such events are read here");
    }
    List<Explanation> children = new ArrayList<>();
    for (Matcher part : MatcherText.parts(matcher)) {
      Explanation child = explain(part, view);
      if (matcher instanceof Matcher.AllOf && child.text().equals(ALL_OF)) {
        children.addAll(child.children());
      } else {
        children.add(child);
      }
    }
    boolean plain = matcher instanceof Matcher.AllOf || matcher instanceof Matcher.AnyOf;
    return plain && children.size() == 1
        ? children.get(0)
        : new Explanation(word(matcher), matcher.matches(view), null, null, List.copyOf(children));
  }

  /** Which of a clause's values decided it, where it has several, or why it has nothing to test. */
  private static @Nullable String detail(Matcher.Clause clause, EventView view) {
    if (clause.part() instanceof Matcher.Missing missing) {
      return "no event here has the field " + missing.field();
    }
    Field field = clause.field();
    if (field != null && view.raw(field) == null) {
      return "the event has no " + field.label();
    }
    List<Matcher> tests = MatcherText.parts(clause.part());
    boolean all = clause.part() instanceof Matcher.AllOf;
    if (tests.size() != clause.values().size() || tests.size() < 2) {
      return null;
    }
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).matches(view) != all) {
        return (all ? "not so for '" : "so for '") + clause.values().get(i) + "'";
      }
    }
    return null;
  }

  private static String word(Matcher matcher) {
    if (matcher instanceof Matcher.AllOf) {
      return ALL_OF;
    }
    if (matcher instanceof Matcher.AnyOf) {
      return "any of";
    }
    return matcher instanceof Matcher.AtLeast some ? "at least " + some.count() + " of" : "none of";
  }

  private static Explanation leaf(
      String text, boolean held, @Nullable String value, @Nullable String detail) {
    String shown =
        value != null && value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
    return new Explanation(text, held, shown, detail, List.of());
  }
}
