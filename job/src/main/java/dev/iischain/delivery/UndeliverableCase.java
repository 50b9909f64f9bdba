package dev.iischain.delivery;

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
 * @param value the revision's bytes
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
}
