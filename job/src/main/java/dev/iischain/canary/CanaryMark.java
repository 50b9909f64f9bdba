package dev.iischain.canary;

import dev.iischain.event.Alert;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the names of a canary's host and module, and knows them again. A name proves nothing: the
 * module's name holds a code over the host and the moment that only the holder of the key can make,
 * and it holds for that host and that moment alone.
 */
public final class CanaryMark {

  /** The kind and the id of the mark on alerts and cases. */
  public static final String KIND = "canary";

  /** What the names of canaries' hosts and files begin with. */
  static final String PREFIX = "canary-";

  /** Everything about a canary happened within so long of the moment it names. */
  static final Duration SPAN = Duration.ofSeconds(10);

  private static final String FOLDER = "c:\\windows\\system32\\inetsrv\\" + PREFIX;
  private static final String END = ".dll";
  private static final String ALGORITHM = "HmacSHA256";
  private static final char[] DIGITS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final int CODE_CHARACTERS = 24;
  private static final int HOST_CHARACTERS = 8;
  private static final int BITS = 5;
  private static final AppliedSuppression MARK =
      new AppliedSuppression(
          KIND, KIND, "an invented chain of the canary, known by its code; not delivered", null);

  private final SecretKeySpec key;

  /** Marks by this key. */
  public CanaryMark(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The host of a topic's canary of one moment, as long as a host's key is. */
  public static String host(String topic, long millis) {
    byte[] name = (topic + '|' + millis).getBytes(StandardCharsets.UTF_8);
    try {
      return PREFIX + digits(MessageDigest.getInstance("SHA-256").digest(name), HOST_CHARACTERS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The module of the canary of this host and moment, as a canonical path. */
  public String path(String host, long millis) {
    return FOLDER + Long.toString(millis, Character.MAX_RADIX) + '-' + code(host, millis) + END;
  }

  /** Whether a host calls itself a canary, which proves nothing. */
  public static boolean isNamedLikeOne(String host) {
    return host.startsWith(PREFIX);
  }

  /** Whether what happened between two moments on a host, about one module, is a canary. */
  public boolean isCanary(String host, String path, long firstMillis, long lastMillis) {
    if (!isNamedLikeOne(host) || !path.startsWith(FOLDER) || !path.endsWith(END)) {
      return false;
    }
    int dash = path.indexOf('-', FOLDER.length());
    if (dash < 0) {
      return false;
    }
    long millis;
    try {
      millis = Long.parseLong(path.substring(FOLDER.length(), dash), Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      return false;
    }
    return firstMillis >= millis
        && lastMillis - millis <= SPAN.toMillis()
        && MessageDigest.isEqual(
            path.getBytes(StandardCharsets.UTF_8),
            path(host, millis).getBytes(StandardCharsets.UTF_8));
  }

  /** The alert, with the mark where it is a canary's. */
  public Alert mark(Alert alert) {
    boolean canary =
        alert.dll() != null
            && isCanary(
                alert.host().name(),
                alert.dll().path(),
                alert.eventTime().toEpochMilli(),
                alert.lastSeen().toEpochMilli());
    return canary ? alert.withSuppressions(marked(alert.suppressions())) : alert;
  }

  /** The case, with the mark where it is a canary's. */
  public Case mark(Case snapshot) {
    boolean canary =
        isCanary(
            snapshot.host().name(),
            snapshot.dll().path(),
            snapshot.firstSeen().toEpochMilli(),
            snapshot.lastSeen().toEpochMilli());
    return canary ? snapshot.withSuppressions(marked(snapshot.suppressions())) : snapshot;
  }

  /** Whether the detection job knew it as a canary. */
  public static boolean isMarked(List<AppliedSuppression> suppressions) {
    for (AppliedSuppression each : suppressions) {
      if (each.kind().equals(KIND)) {
        return true;
      }
    }
    return false;
  }

  private static List<AppliedSuppression> marked(List<AppliedSuppression> before) {
    List<AppliedSuppression> after = new ArrayList<>(before);
    after.add(MARK);
    return List.copyOf(after);
  }

  private String code(String host, long millis) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String text = "iis-chain/canary/1|" + host.toLowerCase(Locale.ROOT) + '|' + millis;
      return digits(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), CODE_CHARACTERS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String digits(byte[] bytes, int count) {
    StringBuilder text = new StringBuilder(count);
    int buffer = 0;
    int bits = 0;
    int at = 0;
    while (text.length() < count) {
      if (bits < BITS) {
        buffer = (buffer << Byte.SIZE) | (bytes[at++] & 0xff);
        bits += Byte.SIZE;
      }
      bits -= BITS;
      text.append(DIGITS[(buffer >>> bits) & (DIGITS.length - 1)]);
    }
    return text.toString();
  }
}
