package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one stage of one file on one UTC day: the earliest and the latest evidence,
 * and the identities of what was counted. The same set of evidence gives the same StageDay, in
 * whatever order and however often it arrives.
 *
 * @param stage the stage
 * @param day days since the epoch
 * @param kept at most {@link #keep} earliest and as many latest, in {@link EvidenceOrder#BY_TIME}
 * @param counted the smallest {@link #MAX_COUNTED} evidence ids, sorted; their number is the count
 */
public record StageDay(Stage stage, long day, List<Evidence> kept, List<String> counted) {

  /** A day's count of one stage stops here. */
  public static final int MAX_COUNTED = 32;

  static final long DAY_MILLIS = 86_400_000L;

  static StageDay empty(Stage stage, long day) {
    return new StageDay(stage, day, List.of(), List.of());
  }

  /** How many pieces of evidence are kept from each end of the day. */
  static int keep(Stage stage) {
    return switch (stage) {
      case WRITE, REGISTRATION -> 8;
      case LOAD, LOAD_FAILURE, BEHAVIOUR -> 2;
    };
  }

  /** This day with one more piece of evidence; this very object when nothing changed. */
  StageDay with(Evidence evidence) {
    List<Evidence> newKept = keep(evidence);
    List<String> newCounted = count(evidence.evidenceId());
    return newKept == kept && newCounted == counted
        ? this
        : new StageDay(stage, day, newKept, newCounted);
  }

  private List<Evidence> keep(Evidence evidence) {
    List<Evidence> grown = new ArrayList<>(kept.size() + 1);
    boolean placed = false;
    for (Evidence other : kept) {
      if (EvidenceOrder.sameEvent(other, evidence)) {
        if (EvidenceOrder.BY_TIME.compare(other, evidence) <= 0) {
          return kept; // a copy that is no better than the one we have
        }
        continue;
      }
      if (!placed && EvidenceOrder.BY_TIME.compare(evidence, other) < 0) {
        grown.add(evidence);
        placed = true;
      }
      grown.add(other);
    }
    if (!placed) {
      grown.add(evidence);
    }
    int keep = keep(stage);
    if (grown.size() > 2 * keep) {
      Evidence dropped = grown.remove(keep);
      if (EvidenceOrder.sameEvent(dropped, evidence)) {
        return kept;
      }
    }
    return grown;
  }

  private List<String> count(String id) {
    int at = java.util.Collections.binarySearch(counted, id);
    if (at >= 0 || (counted.size() == MAX_COUNTED && -at - 1 == MAX_COUNTED)) {
      return counted;
    }
    List<String> grown = new ArrayList<>(counted);
    grown.add(-at - 1, id);
    if (grown.size() > MAX_COUNTED) {
      grown.remove(MAX_COUNTED);
    }
    return grown;
  }
}
