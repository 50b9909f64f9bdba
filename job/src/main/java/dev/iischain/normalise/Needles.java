package dev.iischain.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int BUCKET_BITS = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long CASES = CASE * 0x0101010101010101L;
  private static final int CASES_3 = CASE * 0x010101;

  private final long[] table = new long[1 << (TABLE_BITS - 6)];

  /** The literals that a place in the table may stand for, each with the place within it. */
  private final Place[][] buckets = new Place[1 << BUCKET_BITS][];

  private final int step;

  /** A literal, and where in it three bytes stand. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Place(byte[] needle, int at) {}

  private Needles(List<byte[]> needles, int step) {
    this.step = step;
    Arrays.fill(buckets, new Place[0]);
    for (byte[] needle : needles) {
      for (int at = 0; at < step; at++) {
        int gram =
            (needle[at] & 0xFF) | (needle[at + 1] & 0xFF) << 8 | (needle[at + 2] & 0xFF) << 16;
        int slot = slot(gram);
        table[slot >>> 6] |= 1L << slot;
        int bucket = slot & (buckets.length - 1);
        Place[] longer = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        longer[longer.length - 1] = new Place(needle, at);
        buckets[bucket] = longer;
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
    return new Needles(needles, Math.min(MAX_STEP, Math.max(1, shortest - GRAM + 1)));
  }

  /** Whether any of the literals stands between two places. */
  public boolean occurIn(byte[] bytes, int from, int to) {
    long[] bits = table;
    int shift = step * Byte.SIZE;
    int last = Math.min(to - GRAM, bytes.length - Long.BYTES);
    int at = from;
    for (; at <= last; at += 2 * step) {
      long word = (long) LONGS.get(bytes, at) | CASES;
      int one = slot((int) word);
      int other = slot((int) (word >>> shift));
      long found =
          bits[one >>> 6 & bits.length - 1] >>> one | bits[other >>> 6 & bits.length - 1] >>> other;
      if ((found & 1) != 0
          && (isAround(bytes, from, at, one, to) || isAround(bytes, from, at + step, other, to))) {
        return true;
      }
    }
    for (; at <= to - GRAM; at += step) {
      int gram =
          (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | CASES_3;
      if (isAround(bytes, from, at, slot(gram), to)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAround(byte[] bytes, int from, int at, int slot, int to) {
    for (Place place : buckets[slot & (buckets.length - 1)]) {
      int start = at - place.at;
      if (start >= from && start + place.needle.length <= to && isAt(bytes, start, place.needle)) {
        return true;
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

  /** The place in the table of the lowest three of four bytes. */
  private static int slot(int gram) {
    return (gram << Byte.SIZE) * 0x9E3779B1 >>> (Integer.SIZE - TABLE_BITS);
  }
}
