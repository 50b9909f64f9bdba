package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.TelemetryTopics;
import dev.iischain.config.TopicsConfig;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalTopicsTest {

  @Test
  void onlyTelemetryTopicsAreReadAsTelemetry() {
    TelemetryTopics telemetry = TopicsConfig.defaults().telemetry();
    Set<String> read =
        Set.copyOf(LocalTopics.all().keySet().stream().filter(telemetry::includes).toList());
    assertThat(read)
        .containsExactlyInAnyOrder(
            "iis-chain.telemetry.falcon",
            "iis-chain.telemetry.defender",
            "iis-chain.telemetry.windows");
  }

  @Test
  void topicsWithOneLatestStatePerKeyAreCompactedAndNoOthers() {
    Map<String, Map<String, String>> topics = LocalTopics.all();
    assertThat(topics).hasSize(12);
    assertThat(topics)
        .allSatisfy(
            (name, configuration) ->
                assertThat(configuration.containsValue("compact"))
                    .isEqualTo(Set.of("iis-chain.cases", "iis-chain.suppressions").contains(name)));
  }
}
