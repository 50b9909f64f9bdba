package dev.iischain.config;

import java.time.Duration;

/**
 * The canary: invented chains through the whole way.
 *
 * @param interval between two canaries of a topic
 * @param timeout after so long without a case a canary is missing
 * @param secretFile the file that holds only the key of the marks, or empty
 * @param secretVariable the environment variable that holds it, or empty
 */
public record CanaryConfig(
    Duration interval, Duration timeout, String secretFile, String secretVariable) {

  /** The documented defaults. */
  public static CanaryConfig defaults() {
    return from(new OptionValues());
  }

  static CanaryConfig from(OptionValues values) {
    return new CanaryConfig(
        values.get(Options.CANARY_INTERVAL),
        values.get(Options.CANARY_TIMEOUT),
        values.get(Options.CANARY_SECRET_FILE),
        values.get(Options.CANARY_SECRET_VARIABLE));
  }
}
