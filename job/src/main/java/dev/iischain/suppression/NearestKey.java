package dev.iischain.suppression;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the word that a misspelt one was probably meant to be. */
final class NearestKey {

  /** Words of other tools for the same things. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "hostname", "host",
          "expires", "expiry",
          "until", "expiry",
          "sha256", "hash",
          "publisher", "signer",
          "process", "writer",
          "image", "writer",
          "start", "from",
          "comment", "reason",
          "author", "owner");

  private static final int MAX_LENGTH = 64;

  private NearestKey() {}

  /** The nearest of the known words, or null when none is near. */
  static @Nullable String to(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    String synonym = SYNONYMS.get(wanted);
    if (synonym != null && known.contains(synonym)) {
      return synonym;
    }
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance <= Math.max(1, candidate.length() / 3)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** How many letters to change, add, drop or swap with a neighbour. */
  private static int distance(String left, String right) {
    int[] twoAbove = new int[right.length() + 1];
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] here = new int[right.length() + 1];
      here[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int changed =
            above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        here[column] = Math.min(changed, 1 + Math.min(above[column], here[column - 1]));
        if (row > 1
            && column > 1
            && left.charAt(row - 1) == right.charAt(column - 2)
            && left.charAt(row - 2) == right.charAt(column - 1)) {
          here[column] = Math.min(here[column], 1 + twoAbove[column - 2]);
        }
      }
      twoAbove = above;
      above = here;
    }
    return above[right.length()];
  }
}
