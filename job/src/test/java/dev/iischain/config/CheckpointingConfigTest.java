package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointingConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(CheckpointingConfig.defaults())
        .isEqualTo(
            new CheckpointingConfig(
                Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(1), 10, ""))
        .isEqualTo(Loading.valid("").checkpointing());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    checkpointing:
                      interval: 0s
                      timeout: 1h
                      min-pause: 500ms
                      tolerable-failures: 3
                      directory: s3://bucket/folder
                    """)
                .checkpointing())
        .isEqualTo(
            new CheckpointingConfig(
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofMillis(500),
                3,
                "s3://bucket/folder"));
  }

  @Test
  void anIntervalOfZeroIsOff() {
    assertThat(CheckpointingConfig.defaults().isOn()).isTrue();
    assertThat(Loading.valid("checkpointing: {interval: 0s}").checkpointing().isOn()).isFalse();
  }
}
