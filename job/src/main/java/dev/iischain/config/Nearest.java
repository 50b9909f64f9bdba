package dev.iischain.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known word that somebody most likely meant. */
final class Nearest {
  /** Longer words are no typing mistakes, and the distance costs the product of both lengths. */
  private static final int MAX_LENGTH = 100;

  private Nearest() {}

  /** The nearest of the known words, or null when none is near. */
  static @Nullable String to(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String folded = fold(word);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(folded, fold(candidate));
      if (distance < bestDistance && distance <= Math.max(1, candidate.length() / 3)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Makes {@code bootstrapServers}, {@code bootstrap_servers} and the like equal. */
  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two words. */
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
        int replaced =
            above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        here[column] = Math.min(replaced, 1 + Math.min(above[column], here[column - 1]));
        if (isSwap(left, row, right, column)) {
          here[column] = Math.min(here[column], 1 + twoAbove[column - 2]);
        }
      }
      twoAbove = above;
      above = here;
    }
    return above[right.length()];
  }

  private static boolean isSwap(String left, int row, String right, int column) {
    return row > 1
        && column > 1
        && left.charAt(row - 1) == right.charAt(column - 2)
        && left.charAt(row - 2) == right.charAt(column - 1);
  }
}
