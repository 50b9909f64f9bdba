package dev.iischain.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; its message lists every problem, one in a line. */
public final class ConfigException extends RuntimeException {
  private final ArrayList<ConfigProblem> problems;

  ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems);
  }

  /** Every problem, warnings too, in the order of the file. */
  public List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }
}
