package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.KafkaConfig.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(KafkaConfig.defaults())
        .isEqualTo(
            new KafkaConfig(
                List.of(),
                Map.of(),
                Guarantee.AT_LEAST_ONCE,
                "iis-chain",
                Duration.ofMinutes(15),
                "iis-chain",
                new StartFrom.Committed(),
                Duration.ofMinutes(1)))
        .isEqualTo(Loading.valid("").kafka());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    kafka:
                      bootstrap-servers: [one.example.com:9092, "[2001:db8::1]:9093"]
                      properties:
                        security.protocol: SSL
                        max.poll.records: 500
                      guarantee: exactly-once
                      transactional-id-prefix: soc
                      transaction-timeout: 14m
                      group-id: group
                      start-from: timestamp:2026-01-31T09:00:00+01:00
                      partition-discovery-interval: 0s
                    """)
                .kafka())
        .isEqualTo(
            new KafkaConfig(
                List.of("one.example.com:9092", "[2001:db8::1]:9093"),
                Map.of("security.protocol", "SSL", "max.poll.records", "500"),
                Guarantee.EXACTLY_ONCE,
                "soc",
                Duration.ofMinutes(14),
                "group",
                new StartFrom.Timestamp(Instant.parse("2026-01-31T08:00:00Z")),
                Duration.ZERO));
  }

  @Test
  void theOtherPlacesToStartFromAreWords() {
    assertThat(Loading.valid("kafka: {start-from: earliest}").kafka().startFrom())
        .isEqualTo(new StartFrom.Earliest());
    assertThat(Loading.valid("kafka: {start-from: latest}").kafka().startFrom())
        .isEqualTo(new StartFrom.Latest());
  }

  @Test
  void itsTextNamesPropertiesAndNeverTheirValues() {
    KafkaConfig kafka = Loading.valid("kafka: {properties: {client.rack: very-private}}").kafka();

    assertThat(kafka.toString()).contains("client.rack").doesNotContain("very-private");
  }
}
