package dev.iischain.normalise;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Brings a record's bytes into UTF-8 without a byte order mark. */
final class PayloadBytes {

  private PayloadBytes() {}

  /** The bytes as they are, unless they are UTF-16 by their mark or by their NULs. */
  static byte[] utf8(byte[] bytes) {
    Charset charset = null;
    if (bytes.length >= 2) {
      int first = bytes[0] & 0xFF;
      int second = bytes[1] & 0xFF;
      if ((first == 0xFF && second == 0xFE) || (isOpening(first) && second == 0)) {
        charset = StandardCharsets.UTF_16LE;
      } else if ((first == 0xFE && second == 0xFF) || (first == 0 && isOpening(second))) {
        charset = StandardCharsets.UTF_16BE;
      }
    }
    return charset == null ? bytes : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
  }

  /** Behind a UTF-8 byte order mark at {@code from}, or {@code from}. */
  static int skipMark(byte[] bytes, int from, int to) {
    return to - from >= 3
            && (bytes[from] & 0xFF) == 0xEF
            && (bytes[from + 1] & 0xFF) == 0xBB
            && (bytes[from + 2] & 0xFF) == 0xBF
        ? from + 3
        : from;
  }

  private static boolean isOpening(int b) {
    return b == '{' || b == '[' || b == '<';
  }
}
