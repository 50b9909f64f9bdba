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

  /** Moves the lowest bit of each byte into the highest byte. */
  private static final long PACK = 0x0102040810204080L;

  /** A backslash waits for the byte that it escapes. */
  private static final int OPEN = 1;

  /** A backslash escaped something else than a backslash. */
  private static final int BAD = 2;

  /**
   * By whether a backslash waits, and by which of eight bytes are backslashes: what comes of it.
   */
  private static final byte[] PAIRS = new byte[512];

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      boolean open = i >>> 8 != 0;
      boolean bad = false;
      for (int bit = 0; bit < 8; bit++) {
        boolean backslash = (i >>> bit & 1) != 0;
        bad |= open && !backslash;
        open = backslash && !open;
      }
      PAIRS[i] = (byte) ((open ? OPEN : 0) | (bad ? BAD : 0));
    }
  }

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
    int pairs = 0;
    int at = from;
    while (at + 8 <= to) {
      long word = (long) LONGS.get(bytes, at);
      long quote = word ^ QUOTES;
      long quotes = (quote - ONES) & ~quote & HIGHS;
      // All bytes below the first quote.
      long text = quotes == 0 ? -1L : (quotes - 1) & ~quotes;
      long backslash = word ^ BACKSLASHES;
      long backslashes = ~(((backslash & ~HIGHS) + ~HIGHS) | backslash | ~HIGHS) & text;
      // A borrow makes bytes behind a true one look true as well; of interest is whether any is.
      controls |= (word - BLANKS) & ~word & text;
      highs |= word & text;
      if (backslashes != 0 || (pairs & OPEN) != 0) {
        int bits = (int) ((backslashes >>> 7) * PACK >>> 56);
        pairs = (pairs & BAD) | PAIRS[(pairs & OPEN) << 8 | bits];
      }
      if (quotes != 0) {
        if ((pairs & BAD) != 0) {
          break;
        }
        int end = at + (Long.numberOfTrailingZeros(quotes) >>> 3);
        flags = (highs & HIGHS) == 0 ? 0 : BEYOND_ASCII;
        boolean sound = (controls & HIGHS) == 0 && (flags == 0 || Utf8.isValid(bytes, from, end));
        return sound ? end : FAILED;
      }
      at += 8;
    }
    return unusual(bytes, from, to);
  }

  /** The same, one byte after the other, for a text with escapes or at the end of the bytes. */
  private int unusual(byte[] bytes, int from, int to) {
    flags = 0;
    int at = from;
    while (at < to && bytes[at] != '"') {
      byte b = bytes[at];
      if (b >= 0 && b < ' ') {
        return FAILED;
      }
      if (b < 0) {
        flags |= BEYOND_ASCII;
      }
      at += b == '\\' ? 2 : 1;
    }
    boolean sound =
        at < to
            && ((flags & BEYOND_ASCII) == 0 || Utf8.isValid(bytes, from, at))
            && areEscapesValid(bytes, from, at);
    return sound ? at : FAILED;
  }

  private boolean areEscapesValid(byte[] bytes, int from, int end) {
    int at = from;
    while (true) {
      at = backslash(bytes, at, end);
      if (at >= end) {
        return true;
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
  }

  /** The place of the next backslash, or {@code end} or behind it. */
  private static int backslash(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && at + 8 <= bytes.length) {
      long backslash = (long) LONGS.get(bytes, at) ^ BACKSLASHES;
      long found = (backslash - ONES) & ~backslash & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      at += 8;
    }
    while (at < end && bytes[at] != '\\') {
      at++;
    }
    return at;
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
