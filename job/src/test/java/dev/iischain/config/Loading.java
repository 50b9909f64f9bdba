package dev.iischain.config;

import java.util.List;
import java.util.Map;

/** Loads configurations in tests. */
final class Loading {
  private Loading() {}

  /** A configuration without a mistake, for files. */
  static JobConfig valid(String yaml) {
    LoadedConfig loaded = new ConfigLoader(Map.of(), Purpose.REPLAY).load("test.yaml", yaml);
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return loaded.orThrow();
  }

  /** A configuration of the environment alone, without a mistake, for files. */
  static JobConfig valid(Map<String, String> environment) {
    return new ConfigLoader(environment, Purpose.REPLAY).load("test.yaml", "").orThrow();
  }

  /** The problems of a configuration for files, one line each. */
  static List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  /** The problems of a configuration for files with an environment, one line each. */
  static List<String> problems(String yaml, Map<String, String> environment) {
    return new ConfigLoader(environment, Purpose.REPLAY)
        .load("test.yaml", yaml).problems().stream().map(ConfigProblem::toString).toList();
  }
}
