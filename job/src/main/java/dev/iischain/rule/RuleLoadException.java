package dev.iischain.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rule files with problems, all of them listed. */
public final class RuleLoadException extends RuntimeException {

  private final transient List<RuleProblem> problems;

  RuleLoadException(List<RuleProblem> problems) {
    super(
        (problems.size() == 1
                ? "There is 1 problem in the rule files:"
                : "There are " + problems.size() + " problems in the rule files:")
            + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** The problems, by file and line. */
  public List<RuleProblem> problems() {
    return problems;
  }
}
