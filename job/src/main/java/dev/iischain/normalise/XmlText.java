package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;

/**
 * Character data of XML without a document type: the five named entities, character references,
 * CDATA and comments. Characters that XML forbids are kept; what is no entity is kept as it stands.
 */
final class XmlText {

  private static final int MAX_ENTITY_LENGTH = 12;
  private static final String CDATA_START = "<![CDATA[";
  private static final String CDATA_END = "]]>";
  private static final String COMMENT_START = "<!--";
  private static final String COMMENT_END = "-->";

  private XmlText() {}

  /** The text in these UTF-8 bytes; invalid UTF-8 becomes U+FFFD. */
  static String decode(byte[] bytes, int from, int to) {
    boolean plain = true;
    for (int i = from; i < to && plain; i++) {
      plain = bytes[i] != '&' && bytes[i] != '<';
    }
    String text = new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    return plain ? text : decode(text);
  }

  private static String decode(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '&') {
        at = entity(text, at, decoded);
      } else if (c == '<' && text.startsWith(CDATA_START, at)) {
        int start = at + CDATA_START.length();
        int end = text.indexOf(CDATA_END, start);
        decoded.append(text, start, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + CDATA_END.length();
      } else if (c == '<' && text.startsWith(COMMENT_START, at)) {
        int end = text.indexOf(COMMENT_END, at + COMMENT_START.length());
        at = end < 0 ? text.length() : end + COMMENT_END.length();
      } else {
        decoded.append(c);
        at++;
      }
    }
    return decoded.toString();
  }

  /** Appends what the entity at {@code at} means; behind it. */
  private static int entity(String text, int at, StringBuilder decoded) {
    int limit = Math.min(text.length(), at + MAX_ENTITY_LENGTH);
    int end = at + 1;
    while (end < limit && text.charAt(end) != ';') {
      end++;
    }
    if (end >= limit) {
      decoded.append('&');
      return at + 1;
    }
    String name = text.substring(at + 1, end);
    switch (name) {
      case "lt" -> decoded.append('<');
      case "gt" -> decoded.append('>');
      case "amp" -> decoded.append('&');
      case "quot" -> decoded.append('"');
      case "apos" -> decoded.append('\'');
      default -> {
        int character = reference(name);
        if (character < 0) {
          decoded.append('&');
          return at + 1;
        }
        decoded.appendCodePoint(character);
      }
    }
    return end + 1;
  }

  /** The character that {@code #10} or {@code #xA} refers to, or -1. */
  private static int reference(String name) {
    if (name.length() < 2 || name.charAt(0) != '#') {
      return -1;
    }
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int radix = hex ? 16 : 10;
    int number = 0;
    for (int i = hex ? 2 : 1; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = Math.min(number * radix + digit, Character.MAX_CODE_POINT + 1);
    }
    boolean valid = number > 0 && number <= Character.MAX_CODE_POINT;
    return valid && (number < 0xD800 || number > 0xDFFF) ? number : 0xFFFD;
  }
}
