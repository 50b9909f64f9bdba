package dev.iischain.normalise;

import dev.iischain.event.Hashes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * File hashes as sensors print them: {@code SHA256=...,MD5=...} in any order, or a bare hash.
 * Anything that is not hexadecimal of the right length, or is all zeros, is absent.
 */
public final class HashText {

  private static final int MD5_LENGTH = 32;
  private static final int SHA1_LENGTH = 40;
  private static final int SHA256_LENGTH = 64;
  private static final int MAX_LENGTH = 4096;
  private static final String IMPHASH = "IMPHASH=";

  private HashText() {}

  /** The hashes in a text such as {@code SHA1=..,MD5=..,SHA256=..,IMPHASH=..} or a bare hash. */
  public static Hashes parse(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
      return Hashes.NONE;
    }
    String sha256 = null;
    String sha1 = null;
    String md5 = null;
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && !isSeparator(text.charAt(end))) {
        end++;
      }
      int equals = indexOfAssignment(text, start, end);
      String value = hex(text, equals < 0 ? start : equals + 1, end);
      if (value != null && (equals < 0 || isPlainName(text, start, equals))) {
        switch (value.length()) {
          case SHA256_LENGTH -> sha256 = value;
          case SHA1_LENGTH -> sha1 = value;
          case MD5_LENGTH -> md5 = value;
          default -> {}
        }
      }
      start = end + 1;
    }
    return known(sha256, sha1, md5);
  }

  /** The hashes given one by one; blank, malformed and all-zero ones are absent. */
  public static Hashes of(@Nullable String sha256, @Nullable String sha1, @Nullable String md5) {
    return known(clean(sha256, SHA256_LENGTH), clean(sha1, SHA1_LENGTH), clean(md5, MD5_LENGTH));
  }

  private static Hashes known(
      @Nullable String sha256, @Nullable String sha1, @Nullable String md5) {
    return sha256 == null && sha1 == null && md5 == null
        ? Hashes.NONE
        : new Hashes(sha256, sha1, md5);
  }

  /** The import hash in a text such as {@code SHA256=..,IMPHASH=..}, or null. */
  public static @Nullable String imphash(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    int last = text.length() - IMPHASH.length() - MD5_LENGTH;
    for (int at = 0; at <= last; at++) {
      char c = text.charAt(at);
      if ((c == 'I' || c == 'i') && text.regionMatches(true, at, IMPHASH, 0, IMPHASH.length())) {
        int start = at + IMPHASH.length();
        return hex(text, start, start + MD5_LENGTH);
      }
    }
    return null;
  }

  private static @Nullable String clean(@Nullable String value, int length) {
    if (value == null) {
      return null;
    }
    String hex = hex(value, 0, value.length());
    return hex == null || hex.length() != length ? null : hex;
  }

  /** The trimmed lower-case hexadecimal text, or null when it is none or all zeros. */
  private static @Nullable String hex(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int length = end - start;
    if (length != SHA256_LENGTH && length != SHA1_LENGTH && length != MD5_LENGTH) {
      return null;
    }
    boolean zero = true;
    boolean upper = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        boolean capital = c >= 'A' && c <= 'F';
        if (!capital && (c < 'a' || c > 'f')) {
          return null;
        }
        upper |= capital;
      }
      zero &= c == '0';
    }
    if (zero) {
      return null;
    }
    return upper ? lower(text, start, end) : text.substring(start, end);
  }

  /** Hexadecimal digits in lower case; the bit that tells the case is set in 0 to 9 anyway. */
  private static String lower(String digits, int start, int end) {
    byte[] lower = new byte[end - start];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = (byte) (digits.charAt(start + i) | 0x20);
    }
    return new String(lower, StandardCharsets.ISO_8859_1);
  }

  private static int indexOfAssignment(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        return i;
      }
    }
    return -1;
  }

  /** An import hash is as long as MD5, and is no hash of the content. */
  private static boolean isPlainName(String text, int start, int end) {
    String name = text.substring(start, end).trim();
    return name.equalsIgnoreCase("SHA256")
        || name.equalsIgnoreCase("SHA-256")
        || name.equalsIgnoreCase("SHA1")
        || name.equalsIgnoreCase("SHA-1")
        || name.equalsIgnoreCase("MD5");
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ';' || c == '|' || c == '\n';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
