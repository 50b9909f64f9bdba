package dev.iischain.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert or a case that a suppression muted; {@code schemas/suppressed.schema.json}. As JSON the
 * one that is present is the property {@code record}, and {@code kind} says which it is.
 *
 * @param schema {@link #SCHEMA}
 * @param reason the reason its author gave
 * @param alert the alert, or null when a case was muted
 * @param snapshot the case, or null when an alert was muted
 */
public record Suppressed(
    String schema,
    String suppressionId,
    String reason,
    @Nullable Alert alert,
    @Nullable Case snapshot) {

  /** The schema every muted record names. */
  public static final String SCHEMA = "iis-chain/suppressed/1";

  /** Holds exactly one record; throws IllegalArgumentException for none or two. */
  public Suppressed {
    if ((alert == null) == (snapshot == null)) {
      throw new IllegalArgumentException(
          "suppression '"
              + suppressionId
              + "' must mute either an alert or a case, not "
              + (alert == null ? "nothing" : "both"));
    }
  }

  /** A muted alert. */
  public static Suppressed of(String suppressionId, String reason, Alert alert) {
    return new Suppressed(SCHEMA, suppressionId, reason, alert, null);
  }

  /** A muted case. */
  public static Suppressed of(String suppressionId, String reason, Case snapshot) {
    return new Suppressed(SCHEMA, suppressionId, reason, null, snapshot);
  }

  /** The id of what was muted. */
  public String recordId() {
    return alert == null ? Objects.requireNonNull(snapshot).caseId() : alert.alertId();
  }

  /** What was muted: {@code alert} or {@code case}. */
  public String kind() {
    return alert == null ? "case" : "alert";
  }
}
