package dev.iischain.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The subjects that share a join key, bounded: a flood of files that were merely written cannot
 * push out those that were registered or loaded.
 *
 * @param subjects sorted, the smallest few of all
 * @param advanced sorted, the smallest few of those that were registered, loaded or refused
 */
public record JoinedSubjects(List<String> subjects, List<String> advanced) {

  /** None. */
  public static final JoinedSubjects NONE = new JoinedSubjects(List.of(), List.of());

  /** With one more subject; this very object when nothing changed. */
  @SuppressWarnings("ReferenceEquality") // what did not change is the very same object
  JoinedSubjects with(String subject, boolean isAdvanced, int bound) {
    List<String> all = insert(subjects, subject, bound);
    List<String> first = isAdvanced ? insert(advanced, subject, bound) : advanced;
    return all == subjects && first == advanced ? this : new JoinedSubjects(all, first);
  }

  /** Without a subject that was forgotten. */
  JoinedSubjects without(String subject) {
    List<String> all = new ArrayList<>(subjects);
    List<String> first = new ArrayList<>(advanced);
    all.remove(subject);
    first.remove(subject);
    return new JoinedSubjects(all, first);
  }

  /** Whether none is left. */
  boolean isEmpty() {
    return subjects.isEmpty() && advanced.isEmpty();
  }

  /** All of them once. */
  List<String> all() {
    if (advanced.isEmpty()) {
      return subjects;
    }
    List<String> all = new ArrayList<>(subjects);
    for (String subject : advanced) {
      if (Collections.binarySearch(subjects, subject) < 0) {
        all.add(subject);
      }
    }
    return all;
  }

  private static List<String> insert(List<String> sorted, String subject, int bound) {
    int at = Collections.binarySearch(sorted, subject);
    if (at >= 0 || -at - 1 >= bound) {
      return sorted;
    }
    List<String> grown = new ArrayList<>(sorted);
    grown.add(-at - 1, subject);
    if (grown.size() > bound) {
      grown.remove(bound);
    }
    return grown;
  }
}
