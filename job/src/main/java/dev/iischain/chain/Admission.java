package dev.iischain.chain;

import org.jspecify.annotations.Nullable;

/**
 * Gives out a host's places. When all are taken, a newcomer takes the place of the one with the
 * lowest standing that came last; among equals the first to come stay. So neither a flood of files
 * that are merely written, nor one of suspicious ones, pushes out what is further on or was there
 * before.
 */
final class Admission {

  /** So many slots of subjects that have moved on are looked at for one newcomer. */
  private static final int MAX_LOOKS = 32;

  private final LedgerOptions options;
  private final LedgerStore store;

  Admission(LedgerOptions options, LedgerStore store) {
    this.options = options;
    this.store = store;
  }

  /** Takes a place for a new subject; false when it has to stay out. */
  boolean admit(String subject, Standing standing) {
    Occupancy occupancy = current();
    if (occupancy.total() >= options.maxPathsPerHost()) {
      Occupancy freed = evict(occupancy, standing);
      if (freed == null) {
        store.full(false);
        return false;
      }
      store.full(true);
      occupancy = freed;
    }
    take(subject, standing, occupancy);
    return true;
  }

  /** Moves a subject that has come further. */
  void promote(String subject, Standing from, Standing to) {
    take(subject, to, current().minus(from));
  }

  private void take(String subject, Standing standing, Occupancy occupancy) {
    int slot = occupancy.height(standing);
    if (slot >= standing.share(options.maxPathsPerHost())) { // the share is never evicted
      store.putPlace(slot(standing, slot), subject);
    }
    put(occupancy.plus(standing));
  }

  private void put(Occupancy occupancy) {
    store.putHost(store.host().with(occupancy));
  }

  private Occupancy current() {
    Occupancy known = store.host().occupancy();
    long now = store.now();
    if (known == null) {
      return Occupancy.from(now, Long.MIN_VALUE);
    }
    boolean over = now - known.since() >= options.retention().toMillis();
    return over ? Occupancy.from(now, known.warnedDay()) : known;
  }

  /** The occupancy with a place freed for a newcomer, or null when nothing lower can give way. */
  private @Nullable Occupancy evict(Occupancy occupancy, Standing newcomer) {
    Occupancy left = occupancy;
    int looks = 0;
    for (Standing lower : Standing.values()) {
      if (lower.compareTo(newcomer) >= 0) {
        break;
      }
      while (left.taken(lower) > lower.share(options.maxPathsPerHost())
          && left.height(lower) > 0
          && looks++ < MAX_LOOKS) {
        String slot = slot(lower, left.height(lower) - 1);
        String subject = store.place(slot);
        store.removePlace(slot);
        left = left.lower(lower);
        PathHistory history = subject == null ? null : store.history(subject);
        if (subject != null && history != null && Standing.of(subject, history) == lower) {
          forget(subject, history);
          return left.minus(lower);
        }
      }
    }
    if (looks > 0) {
      put(left);
    }
    return null;
  }

  private void forget(String subject, PathHistory history) {
    store.remove(subject);
    for (String key : JoinKeys.of(subject, history)) {
      JoinedSubjects rest = store.joined(key).without(subject);
      if (rest.isEmpty()) {
        store.removeJoined(key);
      } else {
        store.putJoined(key, rest);
      }
    }
  }

  private static String slot(Standing standing, int number) {
    return standing.name() + number;
  }
}
