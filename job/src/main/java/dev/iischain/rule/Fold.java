package dev.iischain.rule;

import java.util.Locale;

/**
 * Case folding by which text is compared: one char to one char, without looking at its neighbours,
 * so that a folded part of a text is always a part of the folded text.
 */
final class Fold {

  private Fold() {}

  /** The folded text; the same object when there is nothing to fold. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return beyondAscii(text);
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String beyondAscii(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = Character.toLowerCase(folded[i]);
    }
    return new String(folded);
  }

  /** Whether the text, folded, has this folded part at this position. */
  static boolean regionEquals(String text, int position, String folded) {
    if (position < 0 || position + folded.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < folded.length(); i++) {
      char expected = folded.charAt(i);
      char actual = text.charAt(position + i);
      if (actual != expected && Character.toLowerCase(actual) != expected) {
        return false;
      }
    }
    return true;
  }
}
