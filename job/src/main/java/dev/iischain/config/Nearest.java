package dev.iischain.config;

import dev.iischain.event.SpellingDistance;
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
      int distance = SpellingDistance.between(folded, fold(candidate));
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
}
