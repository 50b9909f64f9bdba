package dev.iischain.suppression;

import dev.iischain.event.SpellingDistance;
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
      int distance = SpellingDistance.between(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance <= Math.max(1, candidate.length() / 3)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }
}
