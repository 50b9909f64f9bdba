package dev.iischain.normalise;

import java.util.Arrays;

/** Replaces what is no UTF-8, byte by byte, so that offsets stay what they were. */
final class Utf8Repair {

  private static final byte REPLACEMENT = '?';

  private Utf8Repair() {}

  /** A copy of these bytes in which every byte that belongs to no character is a question mark. */
  static byte[] repair(byte[] bytes, int from, int to) {
    byte[] copy = Arrays.copyOfRange(bytes, from, to);
    int at = 0;
    while (at < copy.length) {
      int length = length(copy, at);
      if (length == 0) {
        copy[at] = REPLACEMENT;
        at++;
      } else {
        at += length;
      }
    }
    return copy;
  }

  /** The length of the character at a place, or 0 when there is none. */
  private static int length(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    boolean beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || beyond ? 0 : length;
  }
}
