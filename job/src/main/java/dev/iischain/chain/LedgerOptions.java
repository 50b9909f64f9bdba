package dev.iischain.chain;

import java.io.Serializable;
import java.time.Duration;

/**
 * The bounds of one host's ledger.
 *
 * @param retention evidence is forgotten this long after its path last had any
 * @param maxPathsPerHost new paths within one retention; further ones are refused and counted
 * @param maxStageDaysPerPath stages times days remembered of one path
 * @param maxHashes contents remembered of one path, the ones with the smallest hashes
 * @param maxPathsPerHash paths that one hash, or any other join key, may join
 * @param generationGap a silence longer than this starts a new case: longer than a chain and the
 *     lateness of evidence together, so that no late evidence can join two cases into one
 */
public record LedgerOptions(
    Duration retention,
    int maxPathsPerHost,
    int maxStageDaysPerPath,
    int maxHashes,
    int maxPathsPerHash,
    Duration generationGap)
    implements Serializable {

  /** The documented defaults: 42 days of write to registration to load, twice, and a margin. */
  public static LedgerOptions defaults() {
    return new LedgerOptions(Duration.ofDays(45), 20_000, 256, 24, 16, Duration.ofDays(87));
  }
}
