package dev.iischain.normalise;

/**
 * The lower case of paths as the file system folds it: one UTF-16 unit at a time and only where the
 * upper case leads back. The Kelvin sign and the dotted capital I are other letters than k and i
 * there, whatever {@link String#toLowerCase} says.
 */
final class PathCase {

  private PathCase() {}

  /** The text in lower case. */
  static String lower(String text) {
    int length = text.length();
    int i = 0;
    while (i < length && lower(text.charAt(i)) == text.charAt(i)) {
      i++;
    }
    if (i == length) {
      return text;
    }
    char[] folded = text.toCharArray();
    for (; i < length; i++) {
      folded[i] = lower(folded[i]);
    }
    return new String(folded);
  }

  /** One UTF-16 unit in lower case. */
  static char lower(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    char lower = Character.toLowerCase(c);
    return Character.toUpperCase(lower) == c ? lower : c;
  }
}
