package dev.iischain.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Invented identifiers that are the same in every run and for every vendor. */
final class DemoIds {
  private DemoIds() {}

  /** The SHA-256 of the file that the sample keeps under this path, on whichever host. */
  static String sha256(String path) {
    return hex("file " + path.toLowerCase(Locale.ROOT), 64);
  }

  /** The first digits of a number made from the text. */
  static String hex(String text, int digits) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** A GUID made from the text. */
  static String guid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
  }

  /** An operating system process id made from the text. */
  static int processId(String text) {
    return 1000 + 4 * (Integer.parseInt(hex(text, 4), 16) % 4000);
  }
}
