package dev.iischain.rule;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a text looks like inside base64. */
final class Base64Text {

  private Base64Text() {}

  /** The encoded text. */
  static String encode(String text, @Nullable Modifier encoding) {
    return encode(bytes(text, encoding));
  }

  /**
   * The parts that stay the same whatever stands around the text, one for each of three offsets.
   */
  static List<String> encodeAtEveryOffset(String text, @Nullable Modifier encoding) {
    byte[] bytes = bytes(text, encoding);
    return List.of(encode(bytes, 0), encode(bytes, 1), encode(bytes, 2));
  }

  private static String encode(byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String encoded = encode(shifted);
    // Characters that also carry bits of a neighbour differ from place to place and are cut off.
    int start = offset == 0 ? 0 : offset + 1;
    int cut =
        switch (shifted.length % 3) {
          case 0 -> 0;
          case 1 -> 3;
          default -> 2;
        };
    return encoded.substring(start, Math.max(start, encoded.length() - cut));
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text, @Nullable Modifier encoding) {
    if (encoding == Modifier.UTF16) {
      return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    }
    Charset charset =
        encoding == Modifier.UTF16BE
            ? StandardCharsets.UTF_16BE
            : encoding == null ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
    return text.getBytes(charset);
  }
}
