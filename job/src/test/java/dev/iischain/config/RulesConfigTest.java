package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesConfigTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(RulesConfig.defaults())
        .isEqualTo(new RulesConfig(List.of(), List.of(), List.of()))
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
                    """)
                .rules())
        .isEqualTo(
            new RulesConfig(
                List.of(Path.of("rules")),
                List.of("core", "maxpatrol"),
                List.of("splunk-catalogue")));
  }

  @Test
  void anEmptyListOfEnabledPacksLoadsEveryPackThatIsNotDisabled() {
    RulesConfig rules = new RulesConfig(List.of(), List.of(), List.of("maxpatrol"));

    assertThat(rules.loads("core")).isTrue();
    assertThat(rules.loads("maxpatrol")).isFalse();
  }

  @Test
  void aListOfEnabledPacksLoadsNoOtherPack() {
    RulesConfig rules = new RulesConfig(List.of(), List.of("core"), List.of());

    assertThat(rules.loads("core")).isTrue();
    assertThat(rules.loads("maxpatrol")).isFalse();
  }
}
