package dev.iischain.rule;

import dev.iischain.rule.Rule.SelectionText;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a matcher asks for. */
final class MatcherText {

  private static final int MAX_VALUES = 12;

  private MatcherText() {}

  /** As {@link #of}, with no more values than a reader takes in. */
  static String brief(Matcher.Clause clause) {
    int more = clause.values().size() - MAX_VALUES;
    return more <= 1
        ? of(clause)
        : of(
                new Matcher.Clause(
                    clause.key(),
                    clause.values().subList(0, MAX_VALUES),
                    clause.field(),
                    clause.part()))
            + " and "
            + more
            + " more";
  }

  /** {@code Image|endswith: '\a.exe' or '\b.exe'}. */
  static String of(Matcher.Clause clause) {
    StringBuilder text = new StringBuilder(clause.key().isEmpty() ? "any field" : clause.key());
    String joint = (clause.key() + "|").contains("|all|") ? " and " : " or ";
    String separator = ": ";
    for (String value : clause.values()) {
      text.append(separator).append(value.equals("null") ? value : "'" + value + "'");
      separator = joint;
    }
    return text.toString();
  }

  /** Adds the selections that a condition is made of, each once. */
  static void collectSelections(Matcher matcher, List<SelectionText> into) {
    if (matcher instanceof Matcher.Selection selection) {
      List<String> lines = new ArrayList<>();
      collectLines(selection.part(), lines);
      SelectionText text = new SelectionText(selection.name(), List.copyOf(lines));
      if (!into.contains(text)) {
        into.add(text);
      }
    }
    for (Matcher part : parts(matcher)) {
      collectSelections(part, into);
    }
  }

  private static void collectLines(Matcher matcher, List<String> lines) {
    if (matcher instanceof Matcher.Clause clause) {
      lines.add(of(clause));
      return;
    }
    boolean first = true;
    for (Matcher part : parts(matcher)) {
      if (!first && matcher instanceof Matcher.AnyOf) {
        lines.add("or");
      }
      first = false;
      collectLines(part, lines);
    }
  }

  /** What a matcher is put together from, as far as the rule file spells it. */
  static List<Matcher> parts(Matcher matcher) {
    if (matcher instanceof Matcher.AllOf all) {
      return all.parts();
    }
    if (matcher instanceof Matcher.AnyOf any) {
      return any.parts();
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return some.parts();
    }
    if (matcher instanceof Matcher.Not not) {
      return List.of(not.part());
    }
    if (matcher instanceof Matcher.Selection selection) {
      return List.of(selection.part());
    }
    return List.of();
  }
}
