package dev.iischain.chain;

import org.jspecify.annotations.Nullable;

/** What one host's ledger remembers, by point access only. */
public interface LedgerStore {

  /** What is known of a subject, a canonical path as a rule, or null. */
  @Nullable PathHistory history(String subject);

  /** Remembers a subject. */
  void put(String subject, PathHistory history);

  /** Forgets a subject. */
  void remove(String subject);

  /** The subjects that share a join key; {@link JoinedSubjects#NONE} where there are none. */
  JoinedSubjects joined(String key);

  /** Remembers which subjects share a join key. */
  void putJoined(String key, JoinedSubjects subjects);

  /** Forgets a join key. */
  void removeJoined(String key);

  /** What is known of the host as a whole; {@link HostMemory#NONE} at first. */
  HostMemory host();

  /** Remembers what is known of the host as a whole. */
  void putHost(HostMemory host);

  /** The subject that took a numbered slot, or null. */
  @Nullable String place(String slot);

  /** Remembers which subject took a numbered slot. */
  void putPlace(String slot, String subject);

  /** Forgets a slot. */
  void removePlace(String slot);

  /** The wall-clock time, epoch milliseconds. */
  long now();

  /**
   * Tells that all places were taken when a newcomer came.
   *
   * @param evicted whether another subject gave way; else the newcomer stayed out
   */
  void full(boolean evicted);
}
