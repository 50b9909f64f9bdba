package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules compiled for matching, by name. Immutable; evaluated through a {@link RuleEvaluator}. */
public final class RuleSet implements Serializable {

  private final List<Rule> rules;

  /** Indexed by {@link EventKind#ordinal()}, each in the order of {@link #rules}. */
  private final Compiled[][] byKind;

  /**
   * A rule with its fast matcher.
   *
   * @param rule the rule, without examples
   * @param matcher says the same as the rule's condition, sooner
   */
  record Compiled(Rule rule, Matcher matcher) implements Serializable {}

  private RuleSet(List<Rule> rules, Compiled[][] byKind) {
    this.rules = rules;
    this.byKind = byKind;
  }

  /** Compiles rules; throws IllegalArgumentException when two of them share a name. */
  public static RuleSet compile(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>();
    for (Rule rule : rules) {
      sorted.add(rule.withoutExamples());
    }
    sorted.sort(Comparator.comparing(Rule::name));
    List<List<Compiled>> byKind = new ArrayList<>();
    for (EventKind ignored : EventKind.values()) {
      byKind.add(new ArrayList<>());
    }
    String previous = null;
    for (Rule rule : sorted) {
      if (rule.name().equals(previous)) {
        throw new IllegalArgumentException(
            "There are two rules named '" + previous + "'; rename one or switch its pack off.");
      }
      previous = rule.name();
      Compiled compiled = new Compiled(rule, Optimiser.optimise(rule.condition()));
      if (compiled.matcher().equals(Optimiser.NEVER)) {
        continue;
      }
      for (EventKind kind : rule.kinds()) {
        byKind.get(kind.ordinal()).add(compiled);
      }
    }
    Compiled[][] table = new Compiled[byKind.size()][];
    for (int i = 0; i < table.length; i++) {
      table[i] = byKind.get(i).toArray(new Compiled[0]);
    }
    return new RuleSet(List.copyOf(sorted), table);
  }

  /** The rules by name, without their examples. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rule of this name, or null. */
  public @Nullable Rule named(String name) {
    for (Rule rule : rules) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  /** Whether any rule looks at events of this kind. */
  public boolean looksAt(EventKind kind) {
    return byKind[kind.ordinal()].length > 0;
  }

  /**
   * The rules that match, by name: every rule, as its file says it, without dispatch or reordering.
   * Slow; what {@link RuleEvaluator#matches} has to agree with.
   */
  public List<Rule> matchesFullScan(EndpointEvent event) {
    EventView view = new EventView(event);
    List<Rule> matched = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.kinds().contains(event.kind()) && rule.condition().matches(view)) {
        matched.add(rule);
      }
    }
    return List.copyOf(matched);
  }

  Compiled[] lookingAt(EventKind kind) {
    return byKind[kind.ordinal()];
  }
}
