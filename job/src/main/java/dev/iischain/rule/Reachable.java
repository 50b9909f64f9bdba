package dev.iischain.rule;

import dev.iischain.event.Field;
import dev.iischain.normalise.WindowsEventIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the event ids that a rule asks for and that no event of its kinds ever has. */
final class Reachable {

  private final Set<String> possible;
  private final Set<String> unreachable = new TreeSet<>();

  private Reachable(Set<String> possible) {
    this.possible = possible;
  }

  /** The ids without which the rule cannot match and which never come; empty where it can. */
  static Set<String> missingIds(Rule rule) {
    List<String> channels =
        rule.condition() instanceof Matcher.AllOf all
                && !all.parts().isEmpty()
                && all.parts().get(0) instanceof Matcher.FromChannel from
            ? from.channels()
            : List.of();
    Reachable reachable = new Reachable(WindowsEventIds.of(rule.kinds(), channels));
    Matcher left = reachable.without(rule.condition(), Set.of());
    return Optimiser.optimise(left).equals(Optimiser.NEVER) ? reachable.unreachable : Set.of();
  }

  /** The matcher with what no id passes taken for what never holds. */
  private Matcher without(Matcher matcher, Set<String> written) {
    if (matcher instanceof Matcher.Selection selection) {
      return without(selection.part(), written);
    }
    if (matcher instanceof Matcher.Clause clause) {
      return without(clause.part(), new TreeSet<>(clause.values()));
    }
    if (matcher instanceof Matcher.Not not) {
      // What is ruled out need not come.
      return new Matcher.Not(new Reachable(possible).without(not.part(), Set.of()));
    }
    if (matcher instanceof Matcher.AllOf all) {
      return new Matcher.AllOf(all(all.parts(), written));
    }
    if (matcher instanceof Matcher.AnyOf any) {
      return new Matcher.AnyOf(all(any.parts(), written));
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return new Matcher.AtLeast(some.count(), all(some.parts(), written));
    }
    if (matcher instanceof Matcher.FieldPasses passes
        && passes.field() == Field.EVENT_ID
        && possible.stream().noneMatch(passes.test()::test)) {
      unreachable.addAll(written);
      return Optimiser.NEVER;
    }
    return matcher;
  }

  private List<Matcher> all(List<Matcher> parts, Set<String> written) {
    List<Matcher> left = new ArrayList<>(parts.size());
    for (Matcher part : parts) {
      left.add(without(part, written));
    }
    return left;
  }
}
