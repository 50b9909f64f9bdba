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

  /** Matches every event. */
  static final Matcher ALWAYS = new Matcher.AllOf(List.of());

  /** Matches no event. */
  static final Matcher NEVER = new Matcher.AnyOf(List.of());

  private Optimiser() {}

  /** The same test, sooner. */
  static Matcher optimise(Matcher matcher) {
    if (matcher instanceof Matcher.Selection selection) {
      return optimise(selection.part());
    }
    if (matcher instanceof Matcher.Clause clause) {
      return optimise(clause.part());
    }
    if (matcher instanceof Matcher.Missing missing) {
      return missing.held() ? ALWAYS : NEVER;
    }
    if (matcher instanceof Matcher.NoEvents) {
      return NEVER;
    }
    if (matcher instanceof Matcher.AllOf all) {
      List<Matcher> parts = new ArrayList<>();
      for (Matcher part : all.parts()) {
        Matcher better = optimise(part);
        if (better.equals(NEVER)) {
          return NEVER;
        }
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
        if (better.equals(ALWAYS)) {
          return ALWAYS;
        }
        if (better instanceof Matcher.AnyOf inner) {
          parts.addAll(inner.parts());
        } else {
          parts.add(better);
        }
      }
      return parts.size() == 1 ? parts.get(0) : new Matcher.AnyOf(cheapestFirst(parts));
    }
    if (matcher instanceof Matcher.AtLeast some) {
      return atLeast(some);
    }
    if (matcher instanceof Matcher.Not not) {
      Matcher better = optimise(not.part());
      if (better.equals(NEVER) || better.equals(ALWAYS)) {
        return better.equals(NEVER) ? ALWAYS : NEVER;
      }
      return better instanceof Matcher.Not inner ? inner.part() : new Matcher.Not(better);
    }
    return matcher;
  }

  private static Matcher atLeast(Matcher.AtLeast some) {
    int count = some.count();
    List<Matcher> open = new ArrayList<>();
    for (Matcher part : some.parts()) {
      Matcher better = optimise(part);
      if (better.equals(ALWAYS)) {
        count--;
      } else if (!better.equals(NEVER)) {
        open.add(better);
      }
    }
    if (count <= 0) {
      return ALWAYS;
    }
    return count > open.size() ? NEVER : new Matcher.AtLeast(count, cheapestFirst(open));
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
