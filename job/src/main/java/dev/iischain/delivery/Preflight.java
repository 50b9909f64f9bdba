package dev.iischain.delivery;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks every system whether cases could be delivered to it. */
public final class Preflight {

  private final List<TargetSettings> targets;

  /** Asks these systems. */
  public Preflight(List<TargetSettings> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * One sentence for each thing in the way, with its system; empty when nothing is.
   *
   * @param ready told each system that nothing stands in the way of
   */
  public List<String> problems(Consumer<String> ready) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    for (TargetSettings settings : targets) {
      List<String> found = look(settings);
      found.forEach(problem -> problems.add(settings.name() + ": " + problem));
      if (found.isEmpty()) {
        ready.accept(settings.name());
      }
    }
    return problems;
  }

  private static List<String> look(TargetSettings settings) throws InterruptedException {
    try (CaseTarget target = settings.open()) {
      return target.preflight();
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      return List.of(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
    }
  }
}
