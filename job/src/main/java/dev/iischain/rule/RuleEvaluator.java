package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a rule set, one event after the other. Not safe for use by threads: one for each. */
public final class RuleEvaluator {

  private final RuleSet rules;
  private @Nullable EventView view;

  /** An evaluator of these rules. */
  public RuleEvaluator(RuleSet rules) {
    this.rules = rules;
  }

  /** The rules that match, by name; the shared empty list when none does. */
  public List<Rule> matches(EndpointEvent event) {
    RuleSet.Compiled[] candidates = rules.lookingAt(event.kind());
    if (candidates.length == 0) {
      return List.of();
    }
    EventView current = show(event);
    List<Rule> matched = null;
    for (RuleSet.Compiled candidate : candidates) {
      if (candidate.matcher().matches(current)) {
        if (matched == null) {
          matched = new ArrayList<>(4);
        }
        matched.add(candidate.rule());
      }
    }
    return matched == null ? List.of() : Collections.unmodifiableList(matched);
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
