package dev.iischain.chain;

import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the snapshots of a case. A revision grows with the evidence and not with the number of
 * times somebody looked: after a failure the same evidence gives the same revision again, and more
 * evidence gives a higher one, so a consumer that keeps the highest revision never keeps old news.
 *
 * <p>A job that was set back numbers anew what it had written since, and may hear in another order
 * what it is told again: how far sensors can see counts as evidence does, for it only grows.
 * Between the numbers there is room for what else changes without an event: an expiry, a
 * suppression and its end.
 */
public final class CaseRevisions {

  /** So many revisions of a case can come from the same events before they take up the next's. */
  private static final long ROOM = 8;

  /** A part of the room, for each stage that could have been seen or was. */
  private static final long ROOM_OF_A_STAGE = 2;

  /** Write and load: of a registration no sensor's silence says anything. */
  private static final int OBSERVABLE_STAGES = 2;

  /** So many events, or fewer, have the first numbers. */
  private static final int FIRST = 2;

  private CaseRevisions() {}

  /**
   * The next revision of a case, or null when nothing changed.
   *
   * @param snapshot the case as it is now, unnumbered
   * @param events how many distinct events it rests on
   * @param unobservable of how many stages no sensor could have told
   * @param previousRevision the last revision, 0 before the first
   * @param previousHash the last revision's content hash, or null before the first
   */
  public static @Nullable Case next(
      Case snapshot,
      long events,
      int unobservable,
      long previousRevision,
      @Nullable String previousHash) {
    String hash = contentHash(snapshot);
    if (hash.equals(previousHash)) {
      return null;
    }
    long ofEvidence =
        1
            + ROOM * Math.max(0, events - FIRST)
            + ROOM_OF_A_STAGE * Math.max(0, OBSERVABLE_STAGES - unobservable);
    long revision = Math.max(previousRevision + 1, ofEvidence);
    return with(snapshot, revision, hash);
  }

  /** Whether a number is one of a case's first evidence, so that there may be none before it. */
  public static boolean isFirst(long revision) {
    return revision <= ROOM;
  }

  private static String contentHash(Case snapshot) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(RecordJson.write(with(snapshot, 0, "")));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Case with(Case c, long revision, String hash) {
    return new Case(
        c.schema(),
        c.caseId(),
        revision,
        hash,
        c.status(),
        c.chain(),
        c.chains(),
        c.title(),
        c.level(),
        c.score(),
        c.confidence(),
        c.tenant(),
        c.host(),
        c.dll(),
        c.firstSeen(),
        c.lastSeen(),
        c.stages(),
        c.timeline(),
        c.alertIds(),
        c.attack(),
        c.observables(),
        c.why(),
        c.links(),
        c.suppressions());
  }
}
