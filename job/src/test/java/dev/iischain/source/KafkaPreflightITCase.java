package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.local.SharedBroker;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPreflightITCase {

  @Test
  void everyMissingTopicIsNamedWithItsOption() throws Exception {
    String telemetry = SharedBroker.uniqueName("telemetry");
    String alerts = SharedBroker.uniqueName("alerts");
    SharedBroker.createTopics(1, alerts);
    JobConfig config =
        config(
            """
            kafka:
              bootstrap-servers: ["%s"]
            topics:
              telemetry: [%s]
              alerts: %s
              cases: no-such-cases
              suppressed: no-such-suppressed
              dead-letters: no-such-letters
              near-misses: no-such-misses
              suppressions: no-such-suppressions
            """
                .formatted(SharedBroker.bootstrapServers(), telemetry, alerts));
    assertThat(KafkaPreflight.problems(config))
        .containsExactly(
            "topics.telemetry: there is no topic " + telemetry + "; create it, or name another.",
            "topics.cases: there is no topic no-such-cases; create it, or name another.",
            "topics.suppressed: there is no topic no-such-suppressed; create it, or name another.",
            "topics.dead-letters: there is no topic no-such-letters; create it, or name another.",
            "topics.near-misses: there is no topic no-such-misses; create it, or name another.",
            "topics.suppressions: there is no topic no-such-suppressions; create it, or name"
                + " another.");
  }

  @Test
  void theCanaryAsksOnlyForWhatItWritesAndReads() throws Exception {
    String telemetry = SharedBroker.uniqueName("telemetry");
    String alerts = SharedBroker.uniqueName("alerts");
    SharedBroker.createTopics(1, telemetry, alerts);
    JobConfig config =
        config(
            """
            kafka:
              bootstrap-servers: ["%s"]
            topics:
              telemetry: [%s]
              alerts: %s
              cases: no-such-cases
              suppressed: not-for-canaries
              dead-letters: nor-this
              near-misses: nor-that
              suppressions: nor-these
            """
                .formatted(SharedBroker.bootstrapServers(), telemetry, alerts));
    assertThat(KafkaPreflight.problemsOfCanary(config))
        .containsExactly(
            "topics.cases: there is no topic no-such-cases; create it, or name another.");
  }

  @Test
  void nothingIsWrongWhenTheTopicsExist() throws Exception {
    String alerts = SharedBroker.uniqueName("alerts");
    String cases = SharedBroker.uniqueName("cases");
    String deadLetters = SharedBroker.uniqueName("dead-letters");
    String suppressed = SharedBroker.uniqueName("suppressed");
    String misses = SharedBroker.uniqueName("misses");
    String suppressions = SharedBroker.uniqueName("suppressions");
    SharedBroker.createTopics(1, alerts, cases, deadLetters, suppressed, misses, suppressions);
    JobConfig config =
        config(
            """
            kafka:
              bootstrap-servers: ["%s"]
            topics:
              telemetry: no-topic-yet\\..*
              alerts: %s
              cases: %s
              suppressed: %s
              dead-letters: %s
              near-misses: %s
              suppressions: %s
            """
                .formatted(
                    SharedBroker.bootstrapServers(),
                    alerts,
                    cases,
                    suppressed,
                    deadLetters,
                    misses,
                    suppressions));
    assertThat(KafkaPreflight.problems(config)).isEmpty();
  }

  private static JobConfig config(String yaml) {
    return new ConfigLoader(Map.of(), Purpose.RUN).load("test", yaml).orThrow();
  }
}
