package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;

/**
 * How far a subject has come towards being an implant, and how suspicious it is: what a full ledger
 * forgets last. Each standing has a share of a host's places that no higher one can take from it.
 */
public enum Standing {
  /** Written by something ordinary to somewhere ordinary. */
  PLAIN(2),
  /** Written by, or to, what intruders use. */
  SUSPICIOUS(4),
  /** Loaded by a worker process, or refused. */
  LOADED(8),
  /** Registered with IIS. */
  REGISTERED(8);

  /** From so many points on a write is suspicious. */
  private static final int SUSPICIOUS_POINTS = 15;

  private final int divisor;

  Standing(int divisor) {
    this.divisor = divisor;
  }

  /** How many of a host's places this standing keeps whatever comes. */
  int share(int places) {
    return places / divisor;
  }

  /** The standing of a subject. */
  static Standing of(String subject, PathHistory history) {
    if (Subject.isOfHost(subject)) {
      return LOADED;
    }
    Standing standing = isNamed(history) ? REGISTERED : PLAIN;
    for (StageDay day : history.days()) {
      Standing reached = of(day);
      standing = reached.compareTo(standing) > 0 ? reached : standing;
    }
    return standing;
  }

  private static Standing of(StageDay day) {
    if (day.stage() == Stage.REGISTRATION) {
      return REGISTERED;
    }
    if (day.stage() != Stage.WRITE) {
      return LOADED;
    }
    for (Evidence evidence : day.kept()) {
      if (StageView.weighted(evidence, false) >= SUSPICIOUS_POINTS) {
        return SUSPICIOUS;
      }
    }
    return PLAIN;
  }

  private static boolean isNamed(PathHistory history) {
    for (String link : history.links()) {
      if (link.startsWith(Subject.MODULE)) {
        return true;
      }
    }
    return false;
  }
}
