package dev.iischain.delivery;

import java.time.Instant;

/**
 * A system shows a revision of a case; {@code schemas/receipt.schema.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param target the system, by the name of its section in the configuration
 * @param reference how the system calls the case
 * @param attempts failed attempts before
 * @param waitedMillis from its arrival here to the answer of the system
 */
public record Receipt(
    String schema,
    String target,
    String caseId,
    long revision,
    String reference,
    int attempts,
    long waitedMillis,
    Instant deliveredAt) {

  /** The schema every receipt names. */
  public static final String SCHEMA = "iis-chain/receipt/1";
}
