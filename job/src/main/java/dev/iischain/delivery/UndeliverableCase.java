package dev.iischain.delivery;

import dev.iischain.event.RecordJson;
import java.time.Instant;

/**
 * A revision, or an alert, that a system refuses, or a record that is neither; {@code
 * schemas/delivery-dead-letter.schema.json}. It holds the revision as it was read, so that it can
 * be delivered once its cause is gone.
 *
 * @param schema {@link #SCHEMA}
 * @param target the system, by the name of its section in the configuration
 * @param recordId the id of the case or of the alert, or empty for what is neither
 * @param revision the revision of the case; for an alert, how many events it has; 0 for neither
 * @param reason a sentence
 * @param status the HTTP status, or 0 without one
 * @param answer the beginning of what the system answered
 * @param attempts attempts, this one included
 * @param value the revision's bytes; empty when they are too many, which the reason says
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record UndeliverableCase(
    String schema,
    String target,
    String recordId,
    long revision,
    String reason,
    int status,
    String answer,
    int attempts,
    Instant failedAt,
    byte[] value) {

  /** The schema every record names. */
  public static final String SCHEMA = "iis-chain/delivery-dead-letter/1";

  /** What a Kafka producer and a broker take without being told otherwise, nearly. */
  static final int MAX_BYTES = 1_000_000;

  /** An empty array. */
  private static final byte[] NONE = {};

  /**
   * The same, small enough for Kafka: a letter that no broker takes would stop the job for good.
   * Base64 makes the value a third larger, so that a case which came from a topic may not fit into
   * one. What stays says which case it is; its newest revision is in the topic that it came from.
   */
  public UndeliverableCase fitting() {
    if (value.length <= MAX_BYTES / 2 || RecordJson.write(this).length <= MAX_BYTES) {
      return this;
    }
    String where =
        recordId.isEmpty() ? "" : " A replay takes it from the topic that it was read from.";
    return new UndeliverableCase(
        schema,
        target,
        recordId,
        revision,
        reason
            + " Its "
            + value.length
            + " bytes are too many for a dead letter and left out."
            + where,
        status,
        answer,
        attempts,
        failedAt,
        NONE);
  }

  /** Whether the revision's bytes are here; not where they were too many. */
  public boolean holdsValue() {
    return value.length > 0;
  }
}
