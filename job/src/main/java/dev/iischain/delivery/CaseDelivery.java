package dev.iischain.delivery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one case, or one alert, at one system. Only the newest revision waits; those it
 * overtook are never sent.
 *
 * @param delivered the last revision that the system shows, 0 for none
 * @param reference how the system calls the case, or null while that is not known
 * @param pending the revision that waits as JSON, or null when none does
 * @param pendingRevision its number, 0 for none
 * @param pendingSince when something began to wait, wall-clock milliseconds
 * @param attempts failed attempts since then
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CaseDelivery(
    long delivered,
    @Nullable String reference,
    byte @Nullable [] pending,
    long pendingRevision,
    long pendingSince,
    int attempts) {

  /** Nothing was delivered and nothing waits. */
  public static final CaseDelivery NOTHING = new CaseDelivery(0, null, null, 0, 0, 0);

  /** Whether a revision waits. */
  public boolean waits() {
    return pending != null;
  }

  /**
   * Whether a revision brings anything new. An alert may change while the number of its events
   * stays, so that the later one of two with the same number is the newer one.
   */
  boolean wants(CaseRecord record) {
    long known = Math.max(delivered, pendingRevision);
    boolean newer =
        CaseRecord.isAlert(record.id())
            ? record.revision() >= known && !Arrays.equals(record.json(), pending)
            : record.revision() > known;
    return newer && (record.opens() || delivered > 0 || waits());
  }

  /** With a newer revision waiting, from now on or since an older one does. */
  CaseDelivery waitingFor(CaseRecord record, long now) {
    return new CaseDelivery(
        delivered,
        reference,
        record.json(),
        record.revision(),
        waits() ? pendingSince : now,
        attempts);
  }

  /** With a revision delivered; a newer one goes on waiting. */
  CaseDelivery delivered(long revision, byte[] json, String name, long now) {
    boolean newer = !Arrays.equals(pending, json);
    return new CaseDelivery(
        Math.max(delivered, revision),
        name,
        newer ? pending : null,
        newer ? pendingRevision : 0,
        newer ? now : 0,
        0);
  }

  /** With a revision given up; a newer one goes on waiting. */
  CaseDelivery refused(byte[] json, long now) {
    boolean newer = !Arrays.equals(pending, json);
    return new CaseDelivery(
        delivered,
        reference,
        newer ? pending : null,
        newer ? pendingRevision : 0,
        newer ? now : 0,
        0);
  }

  /** With one more failed attempt. */
  CaseDelivery failed() {
    return new CaseDelivery(
        delivered, reference, pending, pendingRevision, pendingSince, attempts + 1);
  }
}
