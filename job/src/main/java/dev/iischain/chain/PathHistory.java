package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Everything remembered about one canonical path on one host: a few pieces of evidence for each
 * stage and UTC day, and the hashes the file had.
 *
 * @param days by day, then stage
 * @param hashes sorted, at most {@link #MAX_HASHES}
 */
public record PathHistory(List<StageDay> days, List<String> hashes) {

  /** A file with more contents than this keeps the smallest hashes. */
  public static final int MAX_HASHES = 12;

  /** Nothing is known. */
  public static final PathHistory EMPTY = new PathHistory(List.of(), List.of());

  /** This history with one more piece of evidence; this very object when nothing changed. */
  public PathHistory with(Evidence evidence, Stage stage, int maxStageDays) {
    List<StageDay> newDays = addTo(evidence, stage, maxStageDays);
    List<String> newHashes = addHashes(evidence);
    return newDays == days && newHashes == hashes ? this : new PathHistory(newDays, newHashes);
  }

  /** Whether the path was seen in a stage. */
  public boolean has(Stage stage) {
    for (StageDay day : days) {
      if (day.stage() == stage) {
        return true;
      }
    }
    return false;
  }

  /** The part of this history in which the file had one of these contents. */
  PathHistory ofContents(List<String> wanted) {
    List<StageDay> matching = new ArrayList<>();
    for (StageDay day : days) {
      List<Evidence> kept = new ArrayList<>();
      List<String> counted = new ArrayList<>();
      for (Evidence evidence : day.kept()) {
        if (evidence.dll() != null
            && !Collections.disjoint(evidence.dll().hashes().identities(), wanted)) {
          kept.add(evidence);
          counted.add(evidence.evidenceId());
        }
      }
      if (!kept.isEmpty()) {
        matching.add(new StageDay(day.stage(), day.day(), kept, counted));
      }
    }
    return new PathHistory(matching, wanted);
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged day is the very same object
  private List<StageDay> addTo(Evidence evidence, Stage stage, int maxStageDays) {
    long day = Math.floorDiv(evidence.eventTimeMillis(), StageDay.DAY_MILLIS);
    int at = 0;
    while (at < days.size() && isBefore(days.get(at), stage, day)) {
      at++;
    }
    boolean known = at < days.size() && days.get(at).day() == day && days.get(at).stage() == stage;
    StageDay old = known ? days.get(at) : StageDay.empty(stage, day);
    StageDay grown = old.with(evidence);
    if (grown == old) {
      return days;
    }
    List<StageDay> copy = new ArrayList<>(days);
    if (known) {
      copy.set(at, grown);
    } else {
      copy.add(at, grown);
      if (copy.size() > maxStageDays) {
        copy.remove(0);
      }
    }
    return copy;
  }

  private static boolean isBefore(StageDay each, Stage stage, long day) {
    return each.day() < day || (each.day() == day && each.stage().compareTo(stage) < 0);
  }

  private List<String> addHashes(Evidence evidence) {
    if (evidence.dll() == null) {
      return hashes;
    }
    List<String> grown = hashes;
    for (String hash : evidence.dll().hashes().identities()) {
      int at = Collections.binarySearch(grown, hash);
      if (at < 0 && -at - 1 < MAX_HASHES) {
        grown = new ArrayList<>(grown);
        grown.add(-at - 1, hash);
        if (grown.size() > MAX_HASHES) {
          grown.remove(MAX_HASHES);
        }
      }
    }
    return grown;
  }
}
