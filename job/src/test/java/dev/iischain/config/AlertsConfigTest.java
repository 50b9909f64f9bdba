package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Level;
import org.junit.jupiter.api.Test;

class AlertsConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(AlertsConfig.defaults())
        .isEqualTo(new AlertsConfig(Level.MEDIUM))
        .isEqualTo(Loading.valid("").alerts());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    alerts:
                      min-level: critical
                    """)
                .alerts())
        .isEqualTo(new AlertsConfig(Level.CRITICAL));
  }
}
