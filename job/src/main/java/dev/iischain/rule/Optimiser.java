package dev.iischain.rule;

import dev.iischain.event.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites a matcher into one that says the same sooner: flat, without names, cheap tests first.
 */
final class Optimiser {

  /** Fields that may hold a whole script. */
  private static final Set<Field> LONG =
      EnumSet.of(
          Field.SCRIPT_BLOCK_TEXT,
          Field.PAYLOAD,
          Field.CONTEXT_INFO,
          Field.DATA,
          Field.DECODED_COMMAND,
          Field.MESSAGE,
          Field.CONTENTS);

  private Optimiser() {}

  /** The same test, sooner. */
  static Matcher optimise(Matcher matcher) {
    if (matcher instanceof Matcher.Selection selection) {
      return optimise(selection.part());
    }
    if (matcher instanceof Matcher.Clause clause) {
      return optimise(clause.part());
    }
    if (matcher instanceof Matcher.AllOf all) {
      List<Matcher> parts = new ArrayList<>();
      for (Matcher part : all.parts()) {
        Matcher better = optimise(part);
        if (better instanceof Matcher.AllOf inner) {
          parts.addAll(inner.parts());
        } else {
          parts.add(better);
        }
      }
      return parts.size() == 1 ? parts.get(0) : new Matcher.AllOf(cheapestFirst(parts));
    }
    if (matcher instanceof Matcher.AnyOf any) {
      List<Matcher> parts = new ArrayList<>();
      for (Matcher part : any.parts()) {
        Matcher better = optimise(part);
        if (better instanceof Matcher.AnyOf inner) {
          parts.addAll(inner.parts());
        } else {
          parts.add(better);
        }
      }
      return parts.size() == 1 ? parts.get(0) : new Matcher.AnyOf(cheapestFirst(parts));
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return new Matcher.AtLeast(
          some.count(), cheapestFirst(some.parts().stream().map(Optimiser::optimise).toList()));
    }
    if (matcher instanceof Matcher.Not not) {
      Matcher better = optimise(not.part());
      return better instanceof Matcher.Not inner ? inner.part() : new Matcher.Not(better);
    }
    return matcher;
  }

  private static List<Matcher> cheapestFirst(List<Matcher> parts) {
    List<Matcher> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingInt(Optimiser::cost));
    return List.copyOf(sorted);
  }

  private static int cost(Matcher matcher) {
    if (matcher instanceof Matcher.FieldPasses passes) {
      return LONG.contains(passes.field()) && passes.test().cost() > 4
          ? passes.test().cost() * 8
          : passes.test().cost();
    }
    if (matcher instanceof Matcher.AnyFieldPasses passes) {
      return passes.test().cost() * 20;
    }
    if (matcher instanceof Matcher.FieldsRelate) {
      return 12;
    }
    int cost = 1;
    for (Matcher part : MatcherText.parts(matcher)) {
      cost += cost(part);
    }
    return cost;
  }
}
