package dev.iischain.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContradictionsTest {
  @Test
  void exactlyOnceNeedsCheckpoints() {
    assertThat(Loading.problems("kafka: {guarantee: exactly-once}\ncheckpointing: {interval: 0s}"))
        .containsExactly(
            "test.yaml:1: error: kafka.guarantee: exactly-once writes become visible with"
                + " checkpoints, and checkpointing.interval is 0s. Set checkpointing.interval,"
                + " such as 10s, or kafka.guarantee: at-least-once.");
    assertThat(Loading.problems("checkpointing: {interval: 0s}")).isEmpty();
    assertThat(Loading.problems("kafka: {guarantee: exactly-once}")).isEmpty();
  }

  @Test
  void aTransactionMustOutlastTheInterval() {
    String settings =
        "checkpointing: {interval: 1m}\nkafka: {transaction-timeout: 30s, guarantee: ";

    assertThat(Loading.problems(settings + "exactly-once}"))
        .containsExactly(
            "test.yaml:2: error: kafka.transaction-timeout: The broker would end transactions after"
                + " 30s, before the checkpoint that completes them: checkpointing.interval is 1m."
                + " Set it well above the interval.");
    assertThat(Loading.problems(settings + "at-least-once}")).isEmpty();
  }

  @Test
  void aTransactionShouldOutlastASlowCheckpoint() {
    assertThat(Loading.problems("kafka: {guarantee: exactly-once}\ncheckpointing: {timeout: 15m}"))
        .containsExactly(
            "test.yaml: warning: kafka.transaction-timeout: The broker would end transactions after"
                + " 15m, and a slow checkpoint may take 15m after an interval of 10s: what it"
                + " wrote would be lost. Set it above the sum of both, or lower"
                + " checkpointing.timeout.");
  }

  @Test
  void theCanarysSecretIsNamedOnce() {
    assertThat(Loading.problems("canary: {secret-file: /etc/canary, secret-variable: CANARY}"))
        .containsExactly(
            "test.yaml:1: error: canary.secret-variable: The secret is named twice, here and as"
                + " canary.secret-file. Remove one of them.");
    assertThat(Loading.problems("canary: {secret-variable: CANARY}")).isEmpty();
  }

  @Test
  void aPackIsNotEnabledAndDisabled() {
    assertThat(Loading.problems("rules: {enabled-packs: [core, x], disabled-packs: [y, core]}"))
        .containsExactly(
            "test.yaml:1: error: rules.disabled-packs: The pack 'core' is enabled and disabled."
                + " Remove it from one of the lists.");
  }

  @Test
  void theListOfAgentsIsNoTopicOfOurs() {
    assertThat(Loading.problems("topics: {falcon-hosts: iis-chain.cases}"))
        .containsExactly(
            "test.yaml:1: error: topics.falcon-hosts: The topic 'iis-chain.cases' is also"
                + " topics.cases. Give each its own topic.");
    assertThat(Loading.problems("topics: {falcon-hosts: iis-chain.telemetry.hosts}")).isEmpty();
  }

  @Test
  void theJobDoesNotReadWhatItWrites() {
    assertThat(Loading.problems("topics: {telemetry: 'iis-chain\\..*s'}"))
        .hasSize(7)
        .first()
        .isEqualTo(
            "test.yaml:1: error: topics.telemetry: It includes the topic 'iis-chain.alerts', which"
                + " is topics.alerts. Narrow the pattern or the list.");
  }

  @Test
  void everyTopicHasOneUse() {
    assertThat(Loading.problems("topics: {cases: one, alerts: one}"))
        .containsExactly(
            "test.yaml:1: error: topics.cases: The topic 'one' is also topics.alerts."
                + " Give each its own topic.");
  }

  @Test
  void aWrongValueIsNotAlsoAContradiction() {
    assertThat(
            Loading.problems("kafka: {guarantee: exactly-once}\ncheckpointing: {interval: often}"))
        .hasSize(1);
    assertThat(Loading.problems("topics: {telemetry: '(', alerts: 'a b'}")).hasSize(2);
  }
}
