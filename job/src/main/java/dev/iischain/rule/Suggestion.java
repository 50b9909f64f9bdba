package dev.iischain.rule;

import dev.iischain.event.SpellingDistance;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that a misspelt one was probably meant to be. */
public final class Suggestion {

  private static final int MAX_WORD = 64;

  private Suggestion() {}

  /** {@code did you mean 'x'?}, or null when nothing is near. */
  public static @Nullable String didYouMean(String word, Collection<String> candidates) {
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
    int distance =
        SpellingDistance.between(word.toLowerCase(Locale.ROOT), nearest.toLowerCase(Locale.ROOT));
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
      int distance = SpellingDistance.between(wanted, folded);
      boolean near = distance <= limit || (wanted.length() >= 4 && folded.startsWith(wanted));
      if (near && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }
}
