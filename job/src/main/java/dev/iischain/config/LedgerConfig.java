package dev.iischain.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is remembered of each host, and for how long.
 *
 * @param retention how long evidence is remembered
 * @param maxPathsPerHost module files remembered for one host
 * @param maxHashesPerPath contents remembered for one path
 * @param maxPathsPerHash paths remembered for one content
 * @param debounce how long further evidence is waited for before a chain is judged again
 */
public record LedgerConfig(
    Duration retention,
    int maxPathsPerHost,
    int maxHashesPerPath,
    int maxPathsPerHash,
    Duration debounce)
    implements Serializable {

  /** The documented defaults. */
  public static LedgerConfig defaults() {
    return from(new OptionValues());
  }

  static LedgerConfig from(OptionValues values) {
    return new LedgerConfig(
        values.get(Options.RETENTION),
        values.get(Options.MAX_PATHS_PER_HOST),
        values.get(Options.MAX_HASHES_PER_PATH),
        values.get(Options.MAX_PATHS_PER_HASH),
        values.get(Options.DEBOUNCE));
  }
}
