package dev.iischain.config;

import java.io.Serializable;

/**
 * The Kafka topics.
 *
 * @param telemetry read
 * @param falconHosts read besides, from its start; empty for none
 * @param alerts written, keyed by alert id
 * @param cases written and compacted, keyed by case id
 * @param suppressed written
 * @param deadLetters written
 * @param nearMisses written
 * @param suppressions read and compacted, keyed by suppression id
 */
public record TopicsConfig(
    TelemetryTopics telemetry,
    String falconHosts,
    String alerts,
    String cases,
    String suppressed,
    String deadLetters,
    String nearMisses,
    String suppressions)
    implements Serializable {

  /** The documented defaults. */
  public static TopicsConfig defaults() {
    return from(new OptionValues());
  }

  static TopicsConfig from(OptionValues values) {
    return new TopicsConfig(
        values.get(Options.TELEMETRY),
        values.get(Options.FALCON_HOSTS),
        values.get(Options.ALERTS),
        values.get(Options.CASES),
        values.get(Options.SUPPRESSED),
        values.get(Options.DEAD_LETTERS),
        values.get(Options.NEAR_MISSES),
        values.get(Options.SUPPRESSIONS));
  }
}
