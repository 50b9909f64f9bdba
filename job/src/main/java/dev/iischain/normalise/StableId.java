package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Ids that depend on their parts only: a prefix and 32 characters of a-z2-7. */
public final class StableId {

  private static final byte[] ALPHABET =
      "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_BYTES = 20;
  private static final int ID_CHARACTERS = 32;

  /** Every event needs one; a new one costs more than what it is for. */
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(StableId::sha256);

  private StableId() {}

  /**
   * The prefix followed by 160 bits of SHA-256 over the parts. Every part is written after its
   * length, so no two lists of parts share their bytes; null differs from empty.
   */
  public static String of(String prefix, @Nullable String... parts) {
    MessageDigest digest = DIGEST.get();
    digest.reset();
    byte[] length = new byte[4];
    for (String part : parts) {
      if (part == null) {
        updateLength(digest, length, -1);
        continue;
      }
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      updateLength(digest, length, bytes.length);
      digest.update(bytes);
    }
    return encode(prefix, digest.digest());
  }

  private static void updateLength(MessageDigest digest, byte[] buffer, int length) {
    buffer[0] = (byte) (length >>> 24);
    buffer[1] = (byte) (length >>> 16);
    buffer[2] = (byte) (length >>> 8);
    buffer[3] = (byte) length;
    digest.update(buffer);
  }

  private static String encode(String prefix, byte[] hash) {
    byte[] text = new byte[ID_CHARACTERS];
    int at = 0;
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < ID_BYTES; i++) {
      buffer = (buffer << 8) | (hash[i] & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text[at++] = ALPHABET[(buffer >>> bits) & 31];
      }
      buffer &= (1 << bits) - 1;
    }
    return prefix + new String(text, StandardCharsets.ISO_8859_1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256, which it must have", e);
    }
  }
}
