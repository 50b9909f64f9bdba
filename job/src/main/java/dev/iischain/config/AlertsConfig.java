package dev.iischain.config;

import dev.iischain.event.Level;
import java.io.Serializable;

/**
 * Which detections become alerts.
 *
 * @param minLevel the lowest level that does
 */
public record AlertsConfig(Level minLevel) implements Serializable {

  /** The documented defaults. */
  public static AlertsConfig defaults() {
    return from(new OptionValues());
  }

  static AlertsConfig from(OptionValues values) {
    return new AlertsConfig(values.get(Options.MIN_LEVEL));
  }
}
