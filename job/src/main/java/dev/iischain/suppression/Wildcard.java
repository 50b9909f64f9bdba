package dev.iischain.suppression;

import java.io.Serializable;
import java.util.Locale;

/**
 * A text in which {@code *} stands for any characters and {@code ?} for one, whatever the letter
 * case. Matching takes at most the length of the value times that of the pattern.
 *
 * @param text the pattern in lower case
 */
public record Wildcard(String text) implements Serializable {

  /** Keeps the pattern in lower case. */
  public Wildcard {
    text = text.toLowerCase(Locale.ROOT);
  }

  /** Whether a whole value fits; the value is taken to be in lower case already. */
  public boolean matches(String value) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < value.length()) {
      if (in < text.length() && text.charAt(in) == '*') {
        star = in++;
        resume = at;
      } else if (in < text.length() && fits(text.charAt(in), value.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < text.length() && text.charAt(in) == '*') {
      in++;
    }
    return in == text.length();
  }

  private static boolean fits(char wanted, char found) {
    return wanted == '?' || wanted == found;
  }

  /** Whether there is a wildcard in it at all. */
  boolean isWild() {
    return firstWild() < text.length();
  }

  /** What a value must start with: everything before the first wildcard. */
  String literalStart() {
    return text.substring(0, firstWild());
  }

  /** How many characters of it are no wildcards. */
  int literals() {
    int literals = 0;
    for (int i = 0; i < text.length(); i++) {
      literals += text.charAt(i) == '*' || text.charAt(i) == '?' ? 0 : 1;
    }
    return literals;
  }

  private int firstWild() {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '*' || text.charAt(i) == '?') {
        return i;
      }
    }
    return text.length();
  }
}
