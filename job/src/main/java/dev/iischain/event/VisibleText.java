package dev.iischain.event;

/** Tells the characters that a human sees from those that hide, reorder or steer text. */
public final class VisibleText {

  private VisibleText() {}

  /**
   * Whether a code point shows nothing, changes the order of others, or is an instruction to a
   * terminal: controls, format characters, blanks other than the space, lone surrogates.
   */
  public static boolean isHidden(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint < 0x20;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> isBlankMark(codePoint);
    };
  }

  /** Letters and marks that fonts draw as nothing at all. */
  private static boolean isBlankMark(int codePoint) {
    return codePoint == 0x034f // combining grapheme joiner
        || codePoint == 0x115f // Hangul fillers
        || codePoint == 0x1160
        || codePoint == 0x17b4 // Khmer inherent vowels
        || codePoint == 0x17b5
        || (codePoint >= 0x180b && codePoint <= 0x180f) // Mongolian selectors
        || codePoint == 0x2800 // blank Braille pattern
        || codePoint == 0x3164
        || codePoint == 0xffa0
        || (codePoint >= 0xfe00 && codePoint <= 0xfe0f) // variation selectors
        || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  }

  /** The text with every unpaired surrogate, which UTF-8 cannot hold, replaced by U+FFFD. */
  public static String wellFormed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceUnpaired(text, i);
      }
    }
    return text;
  }

  private static String replaceUnpaired(String text, int from) {
    StringBuilder fixed = new StringBuilder(text.length()).append(text, 0, from);
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      boolean unpaired =
          codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
      fixed.appendCodePoint(unpaired ? 0xfffd : codePoint);
      i += Character.charCount(codePoint);
    }
    return fixed.toString();
  }
}
