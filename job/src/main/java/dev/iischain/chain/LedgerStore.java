package dev.iischain.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one host's ledger remembers, by point access only. */
public interface LedgerStore {

  /** What is known of a canonical path, or null. */
  @Nullable PathHistory history(String path);

  /** Remembers a path. */
  void put(String path, PathHistory history);

  /** The paths that had this hash, sorted, or null. */
  @Nullable List<String> pathsWithHash(String hash);

  /** Remembers which paths had a hash. */
  void putPathsWithHash(String hash, List<String> paths);

  /** Takes one of the host's places for a new path; false when all are taken. */
  boolean admitPath();
}
