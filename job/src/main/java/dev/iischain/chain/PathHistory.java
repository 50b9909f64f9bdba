package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything remembered about one subject on one host: a few pieces of evidence for each stage and
 * UTC day, the hashes the file had, and what else it is called.
 *
 * @param days by day, then stage
 * @param hashes sorted, the smallest few
 * @param links sorted, at most {@link #MAX_LINKS}: see {@link Links}
 */
public record PathHistory(List<StageDay> days, List<String> hashes, List<String> links) {

  /** A file with more names than this keeps the smallest. */
  public static final int MAX_LINKS = 16;

  /** Nothing is known. */
  public static final PathHistory EMPTY = new PathHistory(List.of(), List.of(), List.of());

  /** A history as a savepoint of an earlier version holds it has no links. */
  public PathHistory {
    links = Objects.requireNonNullElse(links, List.of());
  }

  /**
   * This history with one more piece of evidence; this very object when nothing changed.
   *
   * @param stage the stage it plays, or null when it only tells names
   */
  @SuppressWarnings("ReferenceEquality") // what did not change is the very same object
  PathHistory with(Evidence evidence, @Nullable Stage stage, LedgerOptions options) {
    List<StageDay> newDays = stage == null ? days : addTo(evidence, stage, options);
    DllReference dll = evidence.dll();
    List<String> newHashes =
        dll == null ? hashes : smallest(hashes, dll.hashes().identities(), options.maxHashes());
    List<String> newLinks = smallest(links, Links.of(evidence), MAX_LINKS);
    return newDays == days && newHashes == hashes && newLinks == links
        ? this
        : new PathHistory(newDays, newHashes, newLinks);
  }

  /** Whether the subject was seen in a stage. */
  public boolean has(Stage stage) {
    for (StageDay day : days) {
      if (day.stage() == stage) {
        return true;
      }
    }
    return false;
  }

  /** Whether the module is registered, loaded or refused: more than a file that lies there. */
  boolean isAdvanced() {
    for (StageDay day : days) {
      if (day.stage() != Stage.WRITE) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged day is the very same object
  private List<StageDay> addTo(Evidence evidence, Stage stage, LedgerOptions options) {
    long day = Math.floorDiv(evidence.eventTimeMillis(), StageDay.DAY_MILLIS);
    int at = 0;
    while (at < days.size() && isBefore(days.get(at), stage, day)) {
      at++;
    }
    boolean known = at < days.size() && days.get(at).day() == day && days.get(at).stage() == stage;
    StageDay old = known ? days.get(at) : StageDay.empty(stage, day);
    StageDay grown = old.with(evidence);
    return grown == old ? days : replaced(at, known, grown, options);
  }

  private List<StageDay> replaced(int at, boolean known, StageDay grown, LedgerOptions options) {
    List<StageDay> copy = new ArrayList<>(days);
    if (known) {
      copy.set(at, grown);
    } else {
      copy.add(at, grown);
      if (copy.size() > options.maxStageDaysPerPath()) {
        copy.remove(0);
      }
    }
    return copy;
  }

  private static boolean isBefore(StageDay each, Stage stage, long day) {
    return each.day() < day || (each.day() == day && each.stage().compareTo(stage) < 0);
  }

  /** The smallest of the known and the added; the very same list when nothing changed. */
  private static List<String> smallest(List<String> known, List<String> added, int bound) {
    List<String> grown = known;
    for (int i = 0; i < added.size(); i++) {
      int at = Collections.binarySearch(grown, added.get(i));
      if (at < 0 && -at - 1 < bound) {
        grown = new ArrayList<>(grown);
        grown.add(-at - 1, added.get(i));
        if (grown.size() > bound) {
          grown.remove(bound);
        }
      }
    }
    return grown;
  }
}
