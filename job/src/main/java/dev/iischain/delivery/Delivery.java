package dev.iischain.delivery;

import dev.iischain.event.Case;
import org.jspecify.annotations.Nullable;

/**
 * One revision to deliver.
 *
 * @param snapshot the case
 * @param json the case as it was read, byte for byte
 * @param reference how the system calls the case, or null when that has to be looked up
 * @param attempts earlier attempts at this revision
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Delivery(Case snapshot, byte[] json, @Nullable String reference, int attempts) {

  /** What makes a repeated request recognisable. */
  public String idempotencyKey() {
    return snapshot.caseId() + ':' + snapshot.revision();
  }
}
