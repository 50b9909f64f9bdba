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
 * <p>A job that was set back numbers anew what it had written since. Between the numbers of events
 * there is therefore room for what changes without one: how far sensors could see, an expiry, a
 * suppression and its end.
 */
public final class CaseRevisions {

  /** So many revisions of a case can come from the same events before they take up the next's. */
  private static final int ROOM = 8;

  /** So many events, or fewer, are the first revision. */
  private static final int FIRST = 2;

  private CaseRevisions() {}

  /**
   * The next revision of a case, or null when nothing changed.
   *
   * @param snapshot the case as it is now, unnumbered
   * @param events how many distinct events it rests on
   * @param previousRevision the last revision, 0 before the first
   * @param previousHash the last revision's content hash, or null before the first
   */
  public static @Nullable Case next(
      Case snapshot, long events, long previousRevision, @Nullable String previousHash) {
    String hash = contentHash(snapshot);
    if (hash.equals(previousHash)) {
      return null;
    }
    long ofEvidence = 1 + ROOM * Math.max(0, events - FIRST);
    long revision = Math.max(previousRevision + 1, ofEvidence);
    return with(snapshot, revision, hash);
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
