package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RuleReading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(RulesConfig.defaults())
        .isEqualTo(new RulesConfig(List.of(), List.of(), List.of(), RuleReading.INTENDED))
        .isEqualTo(Loading.valid("").rules());
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(
            Loading.valid(
                    """
                    rules:
                      paths: [rules]
                      enabled-packs: [core, maxpatrol]
                      disabled-packs: [splunk-catalogue]
                      reading: as-published
                    """)
                .rules())
        .isEqualTo(
            new RulesConfig(
                List.of(Path.of("rules")),
                List.of("core", "maxpatrol"),
                List.of("splunk-catalogue"),
                RuleReading.AS_PUBLISHED));
  }

  @Test
  void anEmptyListOfEnabledPacksLoadsEveryPackThatIsNotDisabled() {
    RulesConfig rules = packs(List.of(), List.of("maxpatrol"));

    assertThat(rules.loads("core")).isTrue();
    assertThat(rules.loads("maxpatrol")).isFalse();
  }

  @Test
  void aListOfEnabledPacksLoadsNoOtherPack() {
    RulesConfig rules = packs(List.of("core"), List.of());

    assertThat(rules.loads("core")).isTrue();
    assertThat(rules.loads("maxpatrol")).isFalse();
  }

  private static RulesConfig packs(List<String> enabled, List<String> disabled) {
    return new RulesConfig(List.of(), enabled, disabled, RuleReading.INTENDED);
  }
}
