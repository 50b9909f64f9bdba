package dev.iischain.delivery;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.Level;
import java.io.Serializable;

/**
 * Which cases a system gets. A case that was delivered once keeps being delivered, so that its
 * later revisions, a retraction among them, reach whoever saw the first one.
 *
 * @param minimumLevel the lowest level
 * @param completeOnly whether partial cases are left out
 * @param alerts which alerts it gets beside cases
 */
public record DeliveryPolicy(Level minimumLevel, boolean completeOnly, Alerts alerts)
    implements Serializable {

  /** Whether a case that was never delivered goes out. */
  public boolean opens(Case snapshot) {
    boolean stands = snapshot.status().equals("complete") || snapshot.status().equals("partial");
    return stands
        && Level.of(snapshot.level()).compareTo(minimumLevel) >= 0
        && (!completeOnly || snapshot.status().equals("complete"));
  }

  /** Whether an alert that was never delivered goes out. */
  public boolean opens(Alert alert) {
    return alert.status().equals(Alert.OPEN)
        && Level.of(alert.level()).compareTo(minimumLevel) >= 0
        && switch (alerts) {
          case OFF -> false;
          case ATTACHED -> alert.caseId() != null;
          case ALL -> true;
        };
  }
}
