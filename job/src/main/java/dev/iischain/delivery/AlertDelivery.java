package dev.iischain.delivery;

import dev.iischain.event.Alert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One alert to deliver.
 *
 * @param alert the alert
 * @param json the alert as it was read, byte for byte
 * @param reference how the system calls it, or null when that has to be looked up
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AlertDelivery(Alert alert, byte[] json, @Nullable String reference) {

  private static final int KEY_BYTES = 8;

  /** What makes a repeated request recognisable: an alert has no revision, so its contents do. */
  public String idempotencyKey() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      return alert.alertId() + ':' + HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The alert as it was read, as text. */
  public String text() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
