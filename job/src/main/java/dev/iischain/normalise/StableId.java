package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Ids that depend on their parts only: a prefix and 32 characters of a-z2-7. */
public final class StableId {

  private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final int ID_BYTES = 20;
  private static final int ID_CHARACTERS = 32;

  private StableId() {}

  /**
   * The prefix followed by 160 bits of SHA-256 over the parts. Every part is written after its
   * length, so no two lists of parts share their bytes; null differs from empty.
   */
  public static String of(String prefix, @Nullable String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      if (part == null) {
        updateLength(digest, -1);
        continue;
      }
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      updateLength(digest, bytes.length);
      digest.update(bytes);
    }
    return encode(prefix, digest.digest());
  }

  private static void updateLength(MessageDigest digest, int length) {
    digest.update((byte) (length >>> 24));
    digest.update((byte) (length >>> 16));
    digest.update((byte) (length >>> 8));
    digest.update((byte) length);
  }

  private static String encode(String prefix, byte[] hash) {
    StringBuilder text = new StringBuilder(prefix.length() + ID_CHARACTERS).append(prefix);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < ID_BYTES; i++) {
      buffer = (buffer << 8) | (hash[i] & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET[(buffer >>> bits) & 31]);
      }
      buffer &= (1 << bits) - 1;
    }
    return text.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256, which it must have", e);
    }
  }
}
