package dev.iischain.delivery;

import java.time.Instant;

/**
 * A system shows a revision of a case, or an alert; {@code schemas/receipt.schema.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param target the system, by the name of its section in the configuration
 * @param recordId the id of the case or of the alert
 * @param revision the revision of the case; for an alert, how many events it has
 * @param reference how the system calls it
 * @param attempts failed attempts before
 * @param waitedMillis from its arrival here to the answer of the system
 */
public record Receipt(
    String schema,
    String target,
    String recordId,
    long revision,
    String reference,
    int attempts,
    long waitedMillis,
    Instant deliveredAt) {

  /** The schema every receipt names. */
  public static final String SCHEMA = "iis-chain/receipt/1";
}
