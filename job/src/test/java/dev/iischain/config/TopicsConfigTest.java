package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(TopicsConfig.defaults())
        .isEqualTo(
            new TopicsConfig(
                new TelemetryTopics.Matching("iis-chain\\.telemetry\\..+"),
                "",
                "iis-chain.alerts",
                "iis-chain.cases",
                "iis-chain.suppressed",
                "iis-chain.dead-letters",
                "iis-chain.near-misses",
                "iis-chain.suppressions"))
        .isEqualTo(Loading.valid("").topics());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    topics:
                      telemetry: [windows, falcon]
                      falcon-hosts: hosts
                      alerts: a
                      cases: b
                      suppressed: c
                      dead-letters: d
                      near-misses: e
                      suppressions: f
                    """)
                .topics())
        .isEqualTo(
            new TopicsConfig(
                new TelemetryTopics.Named(List.of("windows", "falcon")),
                "hosts",
                "a",
                "b",
                "c",
                "d",
                "e",
                "f"));
  }

  @Test
  void theDefaultPatternTakesTelemetryAndNoTopicOfOurs() {
    TopicsConfig topics = TopicsConfig.defaults();

    assertThat(topics.telemetry().includes("iis-chain.telemetry.falcon")).isTrue();
    assertThat(topics.telemetry().includes("iis-chain.telemetry.")).isFalse();
    assertThat(topics.telemetry().includes("other-iis-chain.telemetry.falcon")).isFalse();
    assertThat(topics.telemetry().includes(topics.alerts())).isFalse();
  }

  @Test
  void namesWithCommasAreAListAndAnyOtherTextIsAPattern() {
    assertThat(Loading.valid("topics: {telemetry: 'a,b'}").topics().telemetry())
        .isEqualTo(new TelemetryTopics.Named(List.of("a", "b")));
    assertThat(Loading.valid("topics: {telemetry: 'a{1,3}'}").topics().telemetry())
        .isEqualTo(new TelemetryTopics.Matching("a{1,3}"));
  }
}
