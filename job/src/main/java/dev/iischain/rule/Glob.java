package dev.iischain.rule;

import java.io.Serializable;
import java.util.List;

/**
 * A text with wildcards, matched in time proportional to value times pattern.
 *
 * @param anchoredStart whether the first segment must begin the value
 * @param anchoredEnd whether the last segment must end the value
 * @param segments what lies between the stars
 */
record Glob(boolean anchoredStart, boolean anchoredEnd, List<Segment> segments)
    implements Serializable {

  /**
   * A run of characters without a star.
   *
   * @param text the characters; where {@code kinds} is not {@link #LITERAL} they mean nothing
   * @param kinds one of the constants for each character
   */
  record Segment(String text, String kinds) implements Serializable {

    static final char LITERAL = 'l';
    static final char ANY = '?';
    static final char DASH = '-';

    private boolean at(String value, int position) {
      for (int i = 0; i < text.length(); i++) {
        char c = value.charAt(position + i);
        boolean same =
            switch (kinds.charAt(i)) {
              case ANY -> true;
              case DASH -> isDash(c);
              default -> c == text.charAt(i);
            };
        if (!same) {
          return false;
        }
      }
      return true;
    }

    private int find(String value, int from) {
      int last = value.length() - text.length();
      if (kinds.charAt(0) == LITERAL) {
        char first = text.charAt(0);
        for (int i = value.indexOf(first, from);
            i >= 0 && i <= last;
            i = value.indexOf(first, i + 1)) {
          if (at(value, i)) {
            return i;
          }
        }
        return -1;
      }
      for (int i = from; i <= last; i++) {
        if (at(value, i)) {
          return i;
        }
      }
      return -1;
    }

    private static boolean isDash(char c) {
      return c == '-' || c == '/' || c == '\u2013' || c == '\u2014' || c == '\u2015';
    }
  }

  /** Whether the whole value fits. */
  boolean matches(String value) {
    int position = 0;
    int count = segments.size();
    for (int i = 0; i < count; i++) {
      Segment segment = segments.get(i);
      int length = segment.text().length();
      boolean last = i == count - 1;
      if (i == 0 && anchoredStart) {
        if (length > value.length()
            || (last && anchoredEnd && length != value.length())
            || !segment.at(value, 0)) {
          return false;
        }
        position = length;
      } else if (last && anchoredEnd) {
        int start = value.length() - length;
        return start >= position && segment.at(value, start);
      } else {
        int found = segment.find(value, position);
        if (found < 0) {
          return false;
        }
        position = found + length;
      }
    }
    return true;
  }
}
