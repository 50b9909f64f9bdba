package dev.iischain.chain;

import java.util.List;

/** Chain files cannot be used; holds every problem of every file. */
public final class ChainLoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ChainProblem> problems;

  ChainLoadException(List<ChainProblem> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + " in chain files:\n"
            + String.join("\n", problems.stream().map(ChainProblem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  /** Every problem. */
  public List<ChainProblem> problems() {
    return problems;
  }
}
