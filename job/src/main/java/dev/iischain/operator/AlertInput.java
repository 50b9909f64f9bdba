package dev.iischain.operator;

import dev.iischain.event.Detection;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is made of: one more event, or the case that it belongs to.
 *
 * @param alertId the alert
 * @param detection the event, or null
 * @param caseId the case, or null
 */
public record AlertInput(String alertId, @Nullable Detection detection, @Nullable String caseId) {

  /** One more event of an alert. */
  public static AlertInput of(Detection detection) {
    String alertId = detection.alertId();
    if (alertId == null) {
      throw new IllegalStateException("a detection without an alert was given to its alert");
    }
    return new AlertInput(alertId, detection, null);
  }

  /** The case of an alert. */
  public static AlertInput link(String alertId, String caseId) {
    return new AlertInput(alertId, null, caseId);
  }
}
