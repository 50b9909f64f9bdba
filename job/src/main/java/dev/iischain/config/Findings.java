package dev.iischain.config;

import dev.iischain.config.ConfigProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The problems found so far, and the keys whose value cannot be trusted because of one. */
final class Findings {
  /** The key of a problem that is the whole file. */
  static final String WHOLE = "";

  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Set<String> failedKeys = new HashSet<>();

  void error(Place place, String key, String message, @Nullable String suggestion) {
    failedKeys.add(key);
    add(Severity.ERROR, place, key, message, suggestion);
  }

  void warning(Place place, String key, String message, @Nullable String suggestion) {
    add(Severity.WARNING, place, key, message, suggestion);
  }

  private void add(
      Severity severity, Place place, String key, String message, @Nullable String suggestion) {
    problems.add(
        new ConfigProblem(severity, place.source(), place.line(), key, message, suggestion));
  }

  /** Whether this option has its default only because what was written is wrong. */
  boolean failed(Option<?> option) {
    return failedKeys.contains(option.key())
        || failedKeys.contains(option.section().key())
        || failedKeys.contains(WHOLE);
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(ConfigProblem::isError);
  }

  /** Every problem: those with a line in the order of the file, then all others as found. */
  List<ConfigProblem> all() {
    return problems.stream()
        .sorted(Comparator.comparingInt(p -> p.line() == 0 ? Integer.MAX_VALUE : p.line()))
        .toList();
  }
}
