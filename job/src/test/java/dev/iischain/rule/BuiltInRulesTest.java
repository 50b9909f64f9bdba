package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Level;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest {

  private static final List<Rule> CORE = RuleLibrary.builtIn().withPacks(Set.of("core")).orThrow();

  @Test
  void conditionIsOneSentence() {
    assertThat(CORE)
        .extracting(Rule::conditionText)
        .containsOnly("all of selection_*", "all of selection_* and not 1 of filter_*");
  }

  @Test
  void everyCoreRuleIsAStageOfAChainExceptWhatWasRegisteredBefore() {
    assertThat(CORE)
        .filteredOn(rule -> rule.stage() == null)
        .extracting(Rule::name)
        .containsExactly("evidence_module_inventory");
  }

  @Test
  void everyRuleSaysWhatItMissesAndWhatElseItFinds() {
    assertThat(CORE)
        .allSatisfy(
            rule -> {
              assertThat(rule.description()).isNotBlank();
              assertThat(rule.knownGaps()).isNotEmpty();
              assertThat(rule.falsePositives()).isNotEmpty();
              assertThat(rule.techniques()).contains("T1505.004");
            });
  }

  @Test
  void evidenceIsInformationalAndNothingElseIs() {
    assertThat(CORE)
        .allSatisfy(
            rule -> {
              assertThat(rule.level() == Level.INFORMATIONAL)
                  .as(rule.name())
                  .isEqualTo(rule.evidenceOnly());
              assertThat(rule.name().startsWith("evidence_"))
                  .as(rule.name())
                  .isEqualTo(rule.evidenceOnly());
            });
  }
}
