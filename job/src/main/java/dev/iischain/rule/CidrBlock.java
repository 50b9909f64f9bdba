package dev.iischain.rule;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, version 4 or 6.
 *
 * @param networkHigh the first 8 bytes of the first address, version 4 mapped into version 6
 * @param networkLow the last 8 bytes of the first address
 * @param prefix how many of the 128 bits are fixed
 */
record CidrBlock(long networkHigh, long networkLow, int prefix) implements Serializable {

  /** The block in {@code 10.0.0.0/8} or {@code fe80::/10} notation, or null when it is none. */
  static @Nullable CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    long[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int width = text.indexOf(':') < 0 ? 32 : 128;
    int bits = slash < 0 ? width : decimal(text.substring(slash + 1), width);
    if (bits < 0) {
      return null;
    }
    int prefix = bits + 128 - width;
    return new CidrBlock(
        address[0] & mask(Math.min(prefix, 64)), address[1] & mask(prefix - 64), prefix);
  }

  /** Whether the text is an address within the block. */
  boolean contains(String text) {
    long[] address = address(text);
    return address != null
        && (address[0] & mask(Math.min(prefix, 64))) == networkHigh
        && (address[1] & mask(prefix - 64)) == networkLow;
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : -1L << (64 - bits);
  }

  private static long @Nullable [] address(String text) {
    // The longest spelling of an address has 45 characters.
    if (text.isEmpty() || text.length() > 45) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      long value = versionFour(text);
      return value < 0 ? null : new long[] {0, 0xffff_0000_0000L | value};
    }
    return versionSix(text);
  }

  private static long versionFour(String text) {
    List<String> parts = split(text, '.');
    if (parts.size() != 4) {
      return -1;
    }
    long value = 0;
    for (String part : parts) {
      int octet = decimal(part, 255);
      if (octet < 0) {
        return -1;
      }
      value = value << 8 | octet;
    }
    return value;
  }

  private static long @Nullable [] versionSix(String text) {
    int gap = text.indexOf("::");
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int missing = 8 - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    long[] address = new long[2];
    for (int i = 0; i < 8; i++) {
      int group =
          i < head.size()
              ? head.get(i)
              : i < head.size() + missing ? 0 : tail.get(i - head.size() - missing);
      address[i / 4] = address[i / 4] << 16 | group;
    }
    return address;
  }

  private static @Nullable List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>(8);
    if (text.isEmpty()) {
      return groups;
    }
    List<String> parts = split(text, ':');
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.indexOf('.') >= 0 && i == parts.size() - 1) {
        long value = versionFour(part);
        if (value < 0) {
          return null;
        }
        groups.add((int) (value >> 16));
        groups.add((int) (value & 0xffff));
      } else {
        double value =
            part.isEmpty() || part.length() > 4 ? Double.NaN : Numbers.parse("0x" + part);
        if (Double.isNaN(value)) {
          return null;
        }
        groups.add((int) value);
      }
    }
    return groups;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>(8);
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int decimal(String text, int limit) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > limit ? -1 : value;
  }
}
