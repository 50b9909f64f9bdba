package dev.iischain.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What loading rule files came to.
 *
 * @param rules the rules that can be used, by name
 * @param problems everything that is wrong with the files, by file and line
 * @param unsupported third-party rules set aside because they cannot fire here, by file
 */
public record LoadedRules(
    List<Rule> rules, List<RuleProblem> problems, List<UnsupportedRule> unsupported) {

  private static final Comparator<RuleProblem> BY_PLACE =
      Comparator.comparing(RuleProblem::file)
          .thenComparingInt(RuleProblem::line)
          .thenComparingInt(RuleProblem::column)
          .thenComparing(RuleProblem::key)
          .thenComparing(RuleProblem::message);

  /** Nothing at all. */
  public static final LoadedRules NONE = of(List.of(), List.of(), List.of());

  static LoadedRules of(
      Collection<Rule> rules,
      Collection<RuleProblem> problems,
      Collection<UnsupportedRule> unsupported) {
    List<Rule> kept = new ArrayList<>();
    List<RuleProblem> all = new ArrayList<>(problems);
    Map<String, Rule> byName = new HashMap<>();
    Map<String, Rule> byId = new HashMap<>();
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparing(Rule::name).thenComparing(Rule::file));
    for (Rule rule : sorted) {
      Rule sameName = byName.putIfAbsent(rule.name(), rule);
      Rule sameId = byId.putIfAbsent(rule.reference().id(), rule);
      if (sameName != null) {
        all.add(twice(rule, sameName, "name", rule.name()));
      } else if (sameId != null) {
        all.add(twice(rule, sameId, "id", rule.reference().id()));
      } else {
        kept.add(rule);
      }
    }
    all.sort(BY_PLACE);
    List<UnsupportedRule> aside = new ArrayList<>(unsupported);
    aside.sort(Comparator.comparing(UnsupportedRule::file).thenComparing(UnsupportedRule::title));
    return new LoadedRules(
        List.copyOf(kept), List.copyOf(all.stream().distinct().toList()), List.copyOf(aside));
  }

  /** These and others together; a name or id that is on both sides is a problem. */
  public LoadedRules and(LoadedRules others) {
    return of(
        joined(rules, others.rules),
        joined(problems, others.problems),
        joined(unsupported, others.unsupported));
  }

  /**
   * These with others in the place of those of the same name. One that has no such place, or takes
   * it with another id or pack or the same version, is a problem.
   */
  LoadedRules replacedBy(LoadedRules others) {
    Map<String, Rule> byName = new HashMap<>();
    rules.forEach(rule -> byName.put(rule.name(), rule));
    List<RuleProblem> found = joined(problems, others.problems);
    for (Rule other : others.rules) {
      Rule replaced = byName.put(other.name(), other);
      RuleProblem problem = misplaced(other, replaced);
      if (problem != null) {
        found.add(problem);
      }
    }
    return of(byName.values(), found, joined(unsupported, others.unsupported));
  }

  private static @Nullable RuleProblem misplaced(Rule rule, @Nullable Rule replaced) {
    if (replaced == null) {
      return new RuleProblem(
          rule.file(),
          1,
          1,
          "name",
          "There is no rule '" + rule.name() + "' that this file could replace.",
          "call it as the rule it reads to the letter, and load the whole pack");
    }
    if (!rule.reference().id().equals(replaced.reference().id())
        || !rule.reference().pack().equals(replaced.reference().pack())) {
      return new RuleProblem(
          rule.file(),
          1,
          1,
          "id",
          "The rule '" + rule.name() + "' has another id or pack than " + replaced.file() + ".",
          "write id: " + replaced.reference().id());
    }
    return rule.reference().version() != replaced.reference().version()
        ? null
        : new RuleProblem(
            rule.file(),
            1,
            1,
            "version",
            "The rule '" + rule.name() + "' has the same version as " + replaced.file() + ".",
            "write another version, so that alerts tell the readings apart");
  }

  /** Only the rules of these packs. */
  public LoadedRules withPacks(Set<String> packs) {
    return new LoadedRules(
        rules.stream().filter(rule -> packs.contains(rule.reference().pack())).toList(),
        problems,
        unsupported);
  }

  /** The rules; throws {@link RuleLoadException} naming every problem when there is one. */
  public List<Rule> orThrow() {
    if (!problems.isEmpty()) {
      throw new RuleLoadException(problems);
    }
    return rules;
  }

  private static RuleProblem twice(Rule rule, Rule first, String key, String value) {
    return new RuleProblem(
        rule.file(),
        1,
        1,
        key,
        "The " + key + " '" + value + "' already belongs to " + first.file() + ".",
        "change it, or switch off the pack " + first.reference().pack());
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> joined = new ArrayList<>(one);
    joined.addAll(other);
    return joined;
  }
}
