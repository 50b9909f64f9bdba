package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Literals that are looked for in raw bytes, whatever the case of ASCII letters. Every few bytes
 * three of them are looked up in a table; only where they occur in a literal is it compared.
 */
public final class Needles {

  /** The shortest literal that can be looked for. */
  public static final int MIN_LENGTH = 4;

  private static final int GRAM = 3;
  private static final int MAX_STEP = 4;
  private static final int TABLE_BITS = 15;

  /** The bit by which ASCII letters differ in case; other bytes that it makes equal do no harm. */
  private static final int CASE = 0x20;

  private final byte[][] needles;
  private final long[] table = new long[1 << (TABLE_BITS - 6)];
  private final int step;

  private Needles(byte[][] needles, int step) {
    this.needles = needles;
    this.step = step;
    for (byte[] needle : needles) {
      for (int at = 0; at < step; at++) {
        int slot = slot(needle[at], needle[at + 1], needle[at + 2]);
        table[slot >>> 6] |= 1L << slot;
      }
    }
  }

  /** Literals in lower-case ASCII, each of {@link #MIN_LENGTH} or more. */
  public static Needles of(Collection<String> literals) {
    List<byte[]> needles = new ArrayList<>();
    int shortest = Integer.MAX_VALUE;
    for (String literal : literals) {
      if (literal.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            "The literal '" + literal + "' is too short to be looked for.");
      }
      shortest = Math.min(shortest, literal.length());
      byte[] needle = literal.getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < needle.length; i++) {
        needle[i] |= CASE;
      }
      needles.add(needle);
    }
    return new Needles(
        needles.toArray(new byte[0][]), Math.min(MAX_STEP, Math.max(1, shortest - GRAM + 1)));
  }

  /** Whether any of the literals stands between two places. */
  public boolean occurIn(byte[] bytes, int from, int to) {
    int last = to - GRAM;
    for (int at = from; at <= last; at += step) {
      int slot = slot(bytes[at], bytes[at + 1], bytes[at + 2]);
      if ((table[slot >>> 6] >>> slot & 1) != 0 && isAround(bytes, from, at, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAround(byte[] bytes, int from, int at, int to) {
    for (byte[] needle : needles) {
      for (int start = Math.max(from, at - step + 1); start <= at; start++) {
        if (start + needle.length <= to && isAt(bytes, start, needle)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int start, byte[] needle) {
    for (int i = 0; i < needle.length; i++) {
      if ((bytes[start + i] | CASE) != needle[i]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(byte first, byte second, byte third) {
    int gram = (first | CASE) << 16 | ((second | CASE) & 0xFF) << 8 | ((third | CASE) & 0xFF);
    return gram * 0x9E3779B1 >>> (32 - TABLE_BITS);
  }
}
