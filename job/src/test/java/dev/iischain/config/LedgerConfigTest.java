package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(LedgerConfig.defaults())
        .isEqualTo(new LedgerConfig(Duration.ofDays(42), 20_000, 8, 16, Duration.ofMillis(200)))
        .isEqualTo(Loading.valid("").ledger());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    ledger:
                      retention: 50d
                      max-paths-per-host: 1000
                      max-hashes-per-path: 3
                      max-paths-per-hash: 4
                      debounce: PT1.5S
                    """)
                .ledger())
        .isEqualTo(new LedgerConfig(Duration.ofDays(50), 1_000, 3, 4, Duration.ofMillis(1_500)));
  }
}
