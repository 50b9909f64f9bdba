package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a rule set, one event after the other. Not safe for use by threads: one for each. */
public final class RuleEvaluator {

  /** With fewer rules it costs more to look up which to ask than to ask them all. */
  private static final int WORTH_AN_INDEX = 12;

  private final RuleSet rules;

  /** By kind of event; null where the rules are too few. */
  private final @Nullable RuleIndex[] indexes = new RuleIndex[EventKind.values().length];

  private final long[] candidates;
  private @Nullable EventView view;

  /** An evaluator of these rules. */
  public RuleEvaluator(RuleSet rules) {
    this(rules, WORTH_AN_INDEX);
  }

  /** One that asks every rule about the kind of event: slower, and a measure for the other. */
  public static RuleEvaluator withoutIndex(RuleSet rules) {
    return new RuleEvaluator(rules, Integer.MAX_VALUE);
  }

  RuleEvaluator(RuleSet rules, int worthAnIndex) {
    this.rules = rules;
    int words = 0;
    for (EventKind kind : EventKind.values()) {
      RuleSet.Compiled[] looking = rules.lookingAt(kind);
      if (looking.length >= worthAnIndex) {
        RuleIndex index = new RuleIndex(looking);
        indexes[kind.ordinal()] = index;
        words = Math.max(words, index.words());
      }
    }
    this.candidates = new long[words];
  }

  /** The rules that match, by name; the shared empty list when none does. */
  public List<Rule> matches(EndpointEvent event) {
    RuleSet.Compiled[] looking = rules.lookingAt(event.kind());
    if (looking.length == 0) {
      return List.of();
    }
    EventView current = show(event);
    RuleIndex index = indexes[event.kind().ordinal()];
    return index == null ? ask(looking, current) : ask(index, current);
  }

  private static List<Rule> ask(RuleSet.Compiled[] rules, EventView view) {
    List<Rule> matched = null;
    for (RuleSet.Compiled rule : rules) {
      if (rule.matcher().matches(view)) {
        matched = add(matched, rule.rule());
      }
    }
    return matched == null ? List.of() : Collections.unmodifiableList(matched);
  }

  private List<Rule> ask(RuleIndex index, EventView view) {
    index.candidates(view, candidates);
    List<Rule> matched = null;
    for (int i = 0; i < index.words(); i++) {
      for (long word = candidates[i]; word != 0; word &= word - 1) {
        RuleSet.Compiled rule = index.rule(i * Long.SIZE + Long.numberOfTrailingZeros(word));
        if (rule.matcher().matches(view)) {
          matched = add(matched, rule.rule());
        }
      }
    }
    return matched == null ? List.of() : Collections.unmodifiableList(matched);
  }

  private static List<Rule> add(@Nullable List<Rule> matched, Rule rule) {
    List<Rule> more = matched == null ? new ArrayList<>(4) : matched;
    more.add(rule);
    return more;
  }

  private EventView show(EndpointEvent event) {
    EventView current = view;
    if (current == null) {
      current = new EventView(event);
      view = current;
    } else {
      current.show(event);
    }
    return current;
  }
}
