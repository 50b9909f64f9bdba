package dev.iischain.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Values that need no second look: times, hosts and texts of which decoders make what they say. */
final class PlainValues {

  private static final int MAX_LABEL = 200;
  private static final int CASE = 0x20;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGHS = 0x8080808080808080L;

  /** The first eight bytes of a date, and the time of a day, with every digit a zero. */
  private static final long DATE = word("2000-00-");

  private static final long CLOCK = word("00:00:00");

  /** What makes a digit that is too large reach the highest bit of its byte. */
  private static final long DATE_ROOM = room(0, 0, 8, 9, 0, 1, 9, 0);

  private static final long CLOCK_ROOM = room(2, 9, 0, 5, 9, 0, 5, 9);

  /** For each byte: 0 for none of a host's name, 1 for a mark or a digit, 2 for a letter. */
  private static final byte[] HOST = new byte[256];

  static {
    for (int b = 0; b < HOST.length; b++) {
      boolean letter = isAlphanumeric((byte) b) && b >= 'A';
      boolean other = isAlphanumeric((byte) b) || b == '-' || b == '.' || b == '_';
      HOST[b] = (byte) (letter ? 2 : other ? 1 : 0);
    }
  }

  private PlainValues() {}

  /** Whether a text is surely not one of the many spellings of nothing. */
  static boolean isSomething(byte[] bytes, int from, int to) {
    byte first = bytes[from];
    if (first <= ' ') {
      int lead = first & 0xFF;
      // Beyond ASCII blanks begin with one of three bytes.
      return first < 0 && lead != 0xE1 && lead != 0xE2 && lead != 0xE3;
    }
    if (first == '\\') {
      return to - from > 1 && (bytes[from + 1] == '\\' || bytes[from + 1] == '"');
    }
    return switch (to - from) {
      case 3 -> first != 'N' || bytes[from + 1] != '/';
      case 4 -> first != 'n' || bytes[from + 1] != 'u';
      default -> true;
    };
  }

  /** Whether a text may stand for an identity. */
  static boolean isLabel(byte[] bytes, int from, int to) {
    return to - from <= MAX_LABEL && isSomething(bytes, from, to);
  }

  /** Whether a text is the name of a machine, and neither an address nor a name of none. */
  static boolean isHost(byte[] bytes, int from, int to) {
    if (to - from > MAX_LABEL || !isAlphanumeric(bytes[from])) {
      return false;
    }
    int classes = 0;
    for (int at = from; at < to; at++) {
      classes |= 1 << HOST[bytes[at] & 0xFF];
    }
    return (classes & 1) == 0
        && (classes & 4) != 0
        && ((bytes[from] | CASE) != 'l' || !startsWith(bytes, from, to, "localhost"))
        && ((bytes[from] | CASE) != 'm' || !startsWith(bytes, from, to, "minwinpc"))
        && isSomething(bytes, from, to);
  }

  private static boolean startsWith(byte[] bytes, int from, int to, String lower) {
    if (to - from < lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if ((bytes[from + i] | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text is a time between 2001 and 2089 that every reader of times understands. */
  static boolean isTime(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 10) {
      return false;
    }
    return bytes[from + 4] == '-' ? isDateTime(bytes, from, to) : isEpoch(bytes, from, to);
  }

  private static boolean isEpoch(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    int whole = at - from;
    if ((whole != 10 && whole != 13) || bytes[from] < '1' || bytes[from] > '3') {
      return false;
    }
    if (at == to) {
      return true;
    }
    return bytes[at] == '.' && to - at > 1 && to - at <= 10 && areDigits(bytes, at + 1, to);
  }

  private static boolean isDateTime(byte[] bytes, int from, int to) {
    if (to - from < 19
        || !isClose((long) LONGS.get(bytes, from), DATE, DATE_ROOM)
        || !isClose((long) LONGS.get(bytes, from + 11), CLOCK, CLOCK_ROOM)
        || (bytes[from + 11] == '2' && bytes[from + 12] > '3')
        || !isIn(bytes, from + 2, 1, 89)
        || !isIn(bytes, from + 5, 1, 12)
        || !isDay(bytes, from + 5, from + 8)
        || (bytes[from + 10] != 'T' && bytes[from + 10] != ' ')) {
      return false;
    }
    int at = from + 19;
    if (at < to && bytes[at] == '.') {
      int first = ++at;
      while (at < to && isDigit(bytes[at])) {
        at++;
      }
      if (at == first || at - first > 9) {
        return false;
      }
    }
    if (at == to) {
      return true;
    }
    if (bytes[at] == 'Z') {
      return at + 1 == to;
    }
    boolean offset = bytes[at] == '+' || bytes[at] == '-';
    return offset
        && to - at == 6
        && isIn(bytes, at + 1, 0, 14)
        && bytes[at + 3] == ':'
        && isIn(bytes, at + 4, 0, 59);
  }

  /** Whether bytes differ from a pattern by no more than there is room for. */
  private static boolean isClose(long word, long pattern, long room) {
    long digits = word ^ pattern;
    return ((digits + room | digits) & HIGHS) == 0;
  }

  private static long word(String text) {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word |= (long) text.charAt(i) << (i * Byte.SIZE);
    }
    return word;
  }

  private static long room(int... most) {
    long room = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      room |= (0x7FL - most[i]) << (i * Byte.SIZE);
    }
    return room;
  }

  private static boolean isDay(byte[] bytes, int month, int day) {
    if (isIn(bytes, day, 1, 28)) {
      return true;
    }
    return switch (number(bytes, month)) {
      case 1, 3, 5, 7, 8, 10, 12 -> isIn(bytes, day, 29, 31);
      case 2 -> false;
      default -> isIn(bytes, day, 29, 30);
    };
  }

  private static boolean isIn(byte[] bytes, int at, int least, int most) {
    int number = number(bytes, at);
    return number >= least && number <= most;
  }

  /** The number in two digits, or something negative or above 99. */
  private static int number(byte[] bytes, int at) {
    return isDigit(bytes[at]) && isDigit(bytes[at + 1])
        ? (bytes[at] - '0') * 10 + bytes[at + 1] - '0'
        : -1;
  }

  private static boolean areDigits(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isDigit(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isAlphanumeric(byte b) {
    return isDigit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
