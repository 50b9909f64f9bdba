package dev.iischain.config;

import java.io.Serializable;
import java.time.Instant;

/** Where the job starts to read telemetry when it starts without a savepoint. */
public sealed interface StartFrom extends Serializable {

  /** The word a user writes. */
  String label();

  /** Where the consumer group left off, or at the oldest record when it is new. */
  record Committed() implements StartFrom {
    @Override
    public String label() {
      return "committed";
    }
  }

  /** The oldest record. */
  record Earliest() implements StartFrom {
    @Override
    public String label() {
      return "earliest";
    }
  }

  /** Only what arrives from now on. */
  record Latest() implements StartFrom {
    @Override
    public String label() {
      return "latest";
    }
  }

  /**
   * The first record that Kafka received at this time or later.
   *
   * @param time by Kafka's clock
   */
  record Timestamp(Instant time) implements StartFrom {
    @Override
    public String label() {
      return TIMESTAMP_PREFIX + time;
    }
  }

  /** What a point in time starts with. */
  String TIMESTAMP_PREFIX = "timestamp:";
}
