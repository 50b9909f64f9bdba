package dev.iischain.normalise;

/** Tells well-formed UTF-8 from other bytes. */
final class Utf8 {

  private Utf8() {}

  /**
   * Whether the bytes between two places are well formed, with no surrogate and nothing overlong.
   */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int first = bytes[at++];
      if (first >= 0) {
        continue;
      }
      first &= 0xFF;
      int more = first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : -1;
      if (more < 0 || at + more > to) {
        return false;
      }
      int second = bytes[at] & 0xFF;
      boolean bad =
          (first == 0xE0 && second < 0xA0)
              || (first == 0xED && second > 0x9F)
              || (first == 0xF0 && second < 0x90)
              || (first == 0xF4 && second > 0x8F);
      if (bad) {
        return false;
      }
      for (int i = 0; i < more; i++) {
        if ((bytes[at++] & 0xC0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }
}
