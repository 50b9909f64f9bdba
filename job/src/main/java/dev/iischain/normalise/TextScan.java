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

  /** The text holds a backslash. */
  static final int ESCAPED = 8;

  private static final int FAILED = -1;
  private static final int MAX_DIGITS = 40;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = ~HIGHS;

  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';
  private static final long ZEROS = ONES * '0';

  /** Added to a digit's number leaves the highest bit of its byte alone. */
  private static final long NOT_DIGITS = ONES * (0x80 - 10);

  private int flags;

  /** What was noticed in the last text. */
  int flags() {
    return flags;
  }

  /** Whether the bytes at a place are these; there is room for them. */
  static boolean isAt(byte[] bytes, int at, byte[] literal) {
    return isAt(bytes, at, literal, 0, literal.length);
  }

  /** Whether the bytes at a place are so many of these; there is room for them. */
  static boolean isAt(byte[] bytes, int at, byte[] literal, int from, int length) {
    if (length >= Long.BYTES) {
      int last = length - Long.BYTES;
      for (int i = 0; i < last; i += Long.BYTES) {
        if ((long) LONGS.get(bytes, at + i) != (long) LONGS.get(literal, from + i)) {
          return false;
        }
      }
      return (long) LONGS.get(bytes, at + last) == (long) LONGS.get(literal, from + last);
    }
    if (length >= Integer.BYTES) {
      int last = length - Integer.BYTES;
      return (int) INTS.get(bytes, at) == (int) INTS.get(literal, from)
          && (int) INTS.get(bytes, at + last) == (int) INTS.get(literal, from + last);
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != literal[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text ends at {@code end}, with room behind it, and is plain ASCII until there. */
  static boolean isPlain(byte[] bytes, int from, int end) {
    if (bytes[end] != '"') {
      return false;
    }
    int last = end - Long.BYTES;
    if (last < from) {
      long noticed = noticed((long) LONGS.get(bytes, from));
      return (noticed & HIGHS) << ((from - last) * Byte.SIZE) == 0;
    }
    long noticed = noticed((long) LONGS.get(bytes, from)) | noticed((long) LONGS.get(bytes, last));
    for (int at = from + Long.BYTES; at < last; at += Long.BYTES) {
      noticed |= noticed((long) LONGS.get(bytes, at));
    }
    return (noticed & HIGHS) == 0;
  }

  /**
   * The highest bit of each byte that is a quote, a backslash, a control or beyond ASCII. Of bytes
   * above such a one it may be set by mistake.
   */
  private static long noticed(long word) {
    return (word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES | word - BLANKS | word;
  }

  /** Whether a byte stands between two places. */
  static boolean holds(byte[] bytes, int from, int to, int wanted) {
    long pattern = ONES * wanted;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long others = (long) LONGS.get(bytes, at) ^ pattern;
      if ((others - ONES & ~others & HIGHS) != 0) {
        return true;
      }
    }
    for (; at < to; at++) {
      if ((bytes[at] & 0xFF) == wanted) {
        return true;
      }
    }
    return false;
  }

  /**
   * Bytes as {@link #areAt} compares them: eight at a time, the last eight once more, and fewer
   * than eight shifted to the top.
   */
  static long[] words(byte[] bytes, int from, int length) {
    long[] words = new long[wordsOf(length)];
    for (int i = 0; i < words.length; i++) {
      int at = Math.max(0, Math.min(i * Long.BYTES, length - Long.BYTES));
      for (int j = 0; j < Math.min(length, Long.BYTES); j++) {
        words[i] |= (bytes[from + at + j] & 0xFFL) << (j * Byte.SIZE);
      }
      words[i] <<= Math.max(0, Long.BYTES - length) * Byte.SIZE;
    }
    return words;
  }

  /** How many words so many bytes make. */
  static int wordsOf(int length) {
    return length < Long.BYTES ? 1 : Math.max(2, (length + Long.BYTES - 1) >>> 3);
  }

  /** The same as {@link #areAt}, close to where the bytes end. */
  static boolean areLastAt(byte[] bytes, int at, long[] words, int first, int length) {
    int last = first + wordsOf(length) - 1;
    for (int i = 0; i < length; i++) {
      int word = Math.min(first + (i >>> 3), last);
      int place = word < last ? i & 7 : i - length + Long.BYTES;
      if (bytes[at + i] != (byte) (words[word] >>> (place * Byte.SIZE))) {
        return false;
      }
    }
    return true;
  }

  /** Whether so many bytes at a place are these words; there is room for eight of them. */
  static boolean areAt(byte[] bytes, int at, long[] words, int first, int length) {
    if (length < Long.BYTES) {
      return (long) LONGS.get(bytes, at) << ((Long.BYTES - length) * Byte.SIZE) == words[first];
    }
    int last = at + length - Long.BYTES;
    if (length <= 2 * Long.BYTES) {
      return ((long) LONGS.get(bytes, at) ^ words[first]
              | (long) LONGS.get(bytes, last) ^ words[first + 1])
          == 0;
    }
    if (length <= 3 * Long.BYTES) {
      return ((long) LONGS.get(bytes, at) ^ words[first]
              | (long) LONGS.get(bytes, at + Long.BYTES) ^ words[first + 1]
              | (long) LONGS.get(bytes, last) ^ words[first + 2])
          == 0;
    }
    long different = 0;
    int word = first;
    for (int place = at; place < last; place += Long.BYTES) {
      different |= (long) LONGS.get(bytes, place) ^ words[word++];
    }
    return (different | (long) LONGS.get(bytes, last) ^ words[word]) == 0;
  }

  /** The place of the quote that closes the text which starts at {@code from}, or -1. */
  int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = (long) LONGS.get(bytes, at);
      long noticed = noticed(word) & HIGHS;
      if (noticed != 0) {
        at += Long.numberOfTrailingZeros(noticed) >>> 3;
        if (bytes[at] == '"') {
          flags = 0;
          return at;
        }
        return escapedEnd(bytes, from, to);
      }
      at += Long.BYTES;
    }
    return unusual(bytes, from, to);
  }

  /** The same for a text that may well have backslashes in it. */
  int escapedEnd(byte[] bytes, int from, int to) {
    int at = from;
    int joined = 0;
    // The lowest bit of every byte while a backslash waits for what it escapes.
    long open = 0;
    while (at + Long.BYTES <= to) {
      long word = (long) LONGS.get(bytes, at);
      // Exact below the first byte that is a control or beyond ASCII.
      long quotes = ~((word ^ QUOTES) + LOWS) & HIGHS;
      long backslashes = (~((word ^ BACKSLASHES) + LOWS) & HIGHS) >>> 7;
      // As long as all escapes are backslashes, those that precede an unescaped byte are even.
      long odd = backslashes * ONES ^ open;
      long found = quotes | (odd & ~backslashes & ONES) << 7 | (word - BLANKS | word) & HIGHS;
      if (found == 0) {
        open = -(odd >>> 56 & 1) & ONES;
        at += Long.BYTES;
        continue;
      }
      int place = Long.numberOfTrailingZeros(found);
      at += place >>> 3;
      if (bytes[at] != '"') {
        break;
      }
      if ((odd >>> (place - 7) & 1) == 0) {
        flags = ESCAPED | joined;
        return at;
      }
      joined |= joined(bytes, from, at, to);
      open = 0;
      at++;
    }
    return unusual(bytes, from, to);
  }

  /** Whether letters stand on both sides of an escaped quote, or of some. */
  private static int joined(byte[] bytes, int from, int quote, int to) {
    int before = quote - 2;
    if (before < from || !isLetter(bytes[before])) {
      return 0;
    }
    int behind = quote + 1;
    while (behind + 1 < to && bytes[behind] == '\\' && bytes[behind + 1] == '"') {
      behind += 2;
    }
    return behind < to && isLetter(bytes[behind]) ? JOINED : 0;
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
      if (b == '\\') {
        flags |= ESCAPED;
        at++;
      }
      at++;
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
    if (from + Long.BYTES <= to) {
      long digits = (long) LONGS.get(bytes, from) ^ ZEROS;
      long others = (digits + NOT_DIGITS | digits) & HIGHS;
      int length = Long.numberOfTrailingZeros(others) >>> 3;
      if (length > 0
          && length < Long.BYTES
          && (length == 1 || bytes[from] != '0')
          && bytes[from + length] != '.') {
        return from + length;
      }
    }
    return longNumberEnd(bytes, from, to);
  }

  private static int longNumberEnd(byte[] bytes, int from, int to) {
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
