package dev.iischain.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which chains are loaded.
 *
 * @param paths files and folders beside the chains in the jar
 */
public record ChainsConfig(List<Path> paths) {

  /** Keeps its own copy. */
  public ChainsConfig {
    paths = List.copyOf(paths);
  }

  /** The documented defaults. */
  public static ChainsConfig defaults() {
    return from(new OptionValues());
  }

  static ChainsConfig from(OptionValues values) {
    return new ChainsConfig(values.get(Options.CHAIN_PATHS));
  }
}
