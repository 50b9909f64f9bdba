package dev.iischain.rule;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that a misspelt one was probably meant to be. */
public final class Suggestion {

  private static final int MAX_WORD = 64;

  private Suggestion() {}

  /** {@code did you mean 'x'?}, or null when nothing is near. */
  static @Nullable String didYouMean(String word, Collection<String> candidates) {
    String nearest = nearest(word, candidates);
    return nearest == null ? null : "did you mean '" + nearest + "'?";
  }

  /**
   * {@code did you mean 'x'?} when the word differs by so little that it can hardly be another, or
   * null.
   */
  static @Nullable String typo(String word, Collection<String> candidates) {
    String nearest = nearest(word, candidates);
    if (nearest == null || word.length() < 4) {
      return null;
    }
    int distance = distance(word.toLowerCase(Locale.ROOT), nearest.toLowerCase(Locale.ROOT));
    return distance <= (word.length() < 8 ? 1 : 2) ? "did you mean '" + nearest + "'?" : null;
  }

  /** {@code did you mean 'x'?}, or all that can be written when nothing is near. */
  public static String orList(String word, Collection<String> candidates) {
    String nearest = didYouMean(word, candidates);
    return nearest == null ? "write " + String.join(", ", candidates) : nearest;
  }

  /** The nearest candidate, or null when nothing is near; ties go to the first. */
  static @Nullable String nearest(String word, Collection<String> candidates) {
    if (word.isEmpty() || word.length() > MAX_WORD) {
      return null;
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, Math.min(3, word.length() / 3));
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String folded = candidate.toLowerCase(Locale.ROOT);
      int distance = distance(wanted, folded);
      boolean near = distance <= limit || (wanted.length() >= 4 && folded.startsWith(wanted));
      if (near && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** How many letters to change, add, drop or swap with a neighbour. */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        rows[i][j] = Math.min(change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }
}
