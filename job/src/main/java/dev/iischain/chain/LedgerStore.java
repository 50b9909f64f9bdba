package dev.iischain.chain;

import org.jspecify.annotations.Nullable;

/** What one host's ledger remembers, by point access only. */
public interface LedgerStore {

  /** What is known of a subject, a canonical path as a rule, or null. */
  @Nullable PathHistory history(String subject);

  /** Remembers a subject. */
  void put(String subject, PathHistory history);

  /** The subjects that share a join key; {@link JoinedSubjects#NONE} where there are none. */
  JoinedSubjects joined(String key);

  /** Remembers which subjects share a join key. */
  void putJoined(String key, JoinedSubjects subjects);

  /** Takes one of the host's places for a new subject; false when all are taken. */
  boolean admitPath();
}
