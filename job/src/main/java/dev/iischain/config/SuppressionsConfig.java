package dev.iischain.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which suppressions hold from the start.
 *
 * @param paths files of them
 */
public record SuppressionsConfig(List<Path> paths) {

  /** Keeps its own copy. */
  public SuppressionsConfig {
    paths = List.copyOf(paths);
  }

  /** The documented defaults. */
  public static SuppressionsConfig defaults() {
    return from(new OptionValues());
  }

  static SuppressionsConfig from(OptionValues values) {
    return new SuppressionsConfig(values.get(Options.SUPPRESSION_PATHS));
  }
}
