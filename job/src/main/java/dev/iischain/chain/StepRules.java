package dev.iischain.chain;

import dev.iischain.event.Stage;
import dev.iischain.rule.Rule;
import dev.iischain.rule.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a step of a chain may name: a stage, or a rule by its name or id. */
final class StepRules {

  private final Map<String, Rule> byReference = new HashMap<>();
  private final TreeSet<String> names = new TreeSet<>();

  StepRules(List<Rule> rules) {
    for (Rule rule : rules) {
      byReference.put(rule.reference().id(), rule);
    }
    for (Rule rule : rules) {
      byReference.put(rule.name(), rule);
      names.add(rule.name());
    }
  }

  /** The stage of this label, or null. */
  static @Nullable Stage stage(String label) {
    for (Stage stage : Stage.values()) {
      if (stage.label().equals(label)) {
        return stage;
      }
    }
    return null;
  }

  /** The rule of this name or id, or null. */
  @Nullable Rule named(String reference) {
    return byReference.get(reference);
  }

  /** What to say of a step that is neither. */
  String unknown(String step) {
    List<String> candidates = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      candidates.add(stage.label());
    }
    candidates.addAll(names);
    String meant = Suggestion.didYouMean(step, candidates);
    return "stage '"
        + step
        + "' is not one of write, registration, load, load-failure, behaviour, and no rule that is"
        + " loaded has this name or id"
        + (meant == null ? "." : "; " + meant);
  }
}
