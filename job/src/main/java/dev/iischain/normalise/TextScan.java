package dev.iischain.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where a JSON text ends, eight bytes at a time, and refuses what a strict parser would
 * refuse. Reused from text to text.
 */
final class TextScan {

  /** The text holds bytes beyond ASCII. */
  static final int BEYOND_ASCII = 1;

  /** The text holds an escape of a character by its number. */
  static final int NUMBERED = 2;

  /** Letters stand on both sides of something that decoders may take out from between them. */
  static final int JOINED = 4;

  private static final int FAILED = -1;
  private static final int MAX_DIGITS = 40;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';

  private int flags;

  /** What was noticed in the last text. */
  int flags() {
    return flags;
  }

  /** Whether the bytes at a place are these; there is room for them. */
  static boolean isAt(byte[] bytes, int at, byte[] literal) {
    int length = literal.length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if ((long) LONGS.get(bytes, at + i) != (long) LONGS.get(literal, i)) {
        return false;
      }
    }
    if (i == length) {
      return true;
    }
    if (length >= 8) {
      return (long) LONGS.get(bytes, at + length - 8) == (long) LONGS.get(literal, length - 8);
    }
    for (; i < length; i++) {
      if (bytes[at + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }

  /** The place of the quote that closes the text which starts at {@code from}, or -1. */
  int end(byte[] bytes, int from, int to) {
    long controls = 0;
    long highs = 0;
    long escapes = 0;
    int at = from;
    while (at + 8 <= to) {
      long word = (long) LONGS.get(bytes, at);
      long quote = word ^ QUOTES;
      long quotes = (quote - ONES) & ~quote & HIGHS;
      long backslash = word ^ BACKSLASHES;
      // A borrow makes bytes behind a true one look true as well; of interest is whether any is.
      long found = (backslash - ONES) & ~backslash & HIGHS;
      long control = (word - BLANKS) & ~word & HIGHS;
      if (quotes == 0) {
        controls |= control;
        highs |= word & HIGHS;
        escapes |= found;
        at += 8;
        continue;
      }
      long before = (quotes - 1) & ~quotes;
      controls |= control & before;
      highs |= word & HIGHS & before;
      escapes |= found & before;
      int end = at + (Long.numberOfTrailingZeros(quotes) >>> 3);
      if (end > from && bytes[end - 1] == '\\' && isEscaped(bytes, from, end)) {
        at = end + 1;
        continue;
      }
      return finish(bytes, from, end, controls, highs, escapes);
    }
    while (at < to) {
      byte b = bytes[at];
      if (b == '"' && !(at > from && bytes[at - 1] == '\\' && isEscaped(bytes, from, at))) {
        return finish(bytes, from, at, controls, highs, escapes);
      }
      controls |= b >= 0 && b < ' ' ? 1 : 0;
      highs |= b < 0 ? 1 : 0;
      escapes |= b == '\\' ? 1 : 0;
      at++;
    }
    return FAILED;
  }

  private static boolean isEscaped(byte[] bytes, int from, int quote) {
    int at = quote - 1;
    while (at >= from && bytes[at] == '\\') {
      at--;
    }
    return (quote - 1 - at) % 2 != 0;
  }

  private int finish(byte[] bytes, int from, int end, long controls, long highs, long escapes) {
    flags = 0;
    if (controls != 0) {
      return FAILED;
    }
    if (highs != 0) {
      if (!Utf8.isValid(bytes, from, end)) {
        return FAILED;
      }
      flags |= BEYOND_ASCII;
    }
    return escapes == 0 || areEscapesValid(bytes, from, end) ? end : FAILED;
  }

  private boolean areEscapesValid(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      switch (bytes[at + 1]) {
        case '\\', '/' -> at += 2;
        case '"', 'b', 'f', 'n', 'r', 't' -> {
          int behind = behindRemovable(bytes, at, end);
          if (at > from && behind < end && isLetter(bytes[at - 1]) && isLetter(bytes[behind])) {
            flags |= JOINED;
          }
          at = behind;
        }
        case 'u' -> {
          if (at + 6 > end) {
            return false;
          }
          for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
              return false;
            }
          }
          flags |= NUMBERED;
          at += 6;
        }
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static int behindRemovable(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 1 < end && bytes[at] == '\\') {
      switch (bytes[at + 1]) {
        case '"', 'b', 'f', 'n', 'r', 't' -> at += 2;
        default -> {
          return at;
        }
      }
    }
    return at;
  }

  /** Whether a byte can be a part of a literal that is looked for. */
  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '.'
        || b == '_'
        || b == '-'
        || b == '^'
        || b < 0;
  }

  /** Behind the plain decimal number at a place, or -1. */
  static int numberEnd(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && bytes[at] == '-') {
      at++;
    }
    int first = at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == first || at - first > MAX_DIGITS || (bytes[first] == '0' && at - first > 1)) {
      return FAILED;
    }
    if (at + 1 < to && bytes[at] == '.') {
      int fraction = ++at;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        at++;
      }
      if (at == fraction || at - fraction > MAX_DIGITS) {
        return FAILED;
      }
    }
    return at;
  }
}
