package dev.iischain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a configuration.
 *
 * @param config the configuration, or null when a problem is an error
 * @param problems every problem, in the order of the file
 */
public record LoadedConfig(@Nullable JobConfig config, List<ConfigProblem> problems) {

  /** Keeps its own copy of the problems. */
  public LoadedConfig {
    problems = List.copyOf(problems);
  }

  /** The configuration; throws ConfigException with every problem when there is none. */
  public JobConfig orThrow() {
    if (config == null) {
      throw new ConfigException(problems);
    }
    return config;
  }
}
