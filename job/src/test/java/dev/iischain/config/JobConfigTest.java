package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.NormaliseOptions.HostKeyMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    JobConfig config = JobConfig.defaults();

    assertThat(config)
        .isEqualTo(
            new JobConfig(
                "iis-chain",
                KafkaConfig.defaults(),
                TopicsConfig.defaults(),
                RulesConfig.defaults(),
                ChainsConfig.defaults(),
                SuppressionsConfig.defaults(),
                NormaliseOptions.defaults(),
                JoinsConfig.defaults(),
                true,
                LedgerConfig.defaults(),
                AlertsConfig.defaults(),
                CasesConfig.defaults(),
                CheckpointingConfig.defaults(),
                CanaryConfig.defaults(),
                DeliveryConfig.defaults()))
        .isEqualTo(Loading.valid(""));
  }

  @Test
  void everyKeyReachesItsComponent() {
    JobConfig config =
        Loading.valid(
            """
            name: soc
            normalise:
              tenant: example
              host-key: fqdn
              host-aliases:
                WEB01-OLD: Web01
              local-time-zone: Europe/Vienna
              max-record-size: 64KiB
              max-depth: 32
              max-future-skew: 1m
              prefilter: off
            """);

    assertThat(config.name()).isEqualTo("soc");
    assertThat(config.prefilter()).isFalse();
    assertThat(config.normalise())
        .isEqualTo(
            new NormaliseOptions(
                "example",
                HostKeyMode.FQDN,
                Map.of("web01-old", "web01"),
                ZoneId.of("Europe/Vienna"),
                64 * 1024,
                32,
                Duration.ofMinutes(1)));
  }
}
