package dev.iischain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.local.SharedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryServiceITCase {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void casesAreLookedForInPartitionsThatWereAddedToo() throws Exception {
    String telemetry = SharedBroker.uniqueName("telemetry");
    String alerts = SharedBroker.uniqueName("alerts");
    String cases = SharedBroker.uniqueName("cases");
    SharedBroker.createTopics(1, telemetry, alerts, cases);
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
    JobConfig config =
        new ConfigLoader(Map.of(), Purpose.RUN)
            .load(
                "test",
                """
                kafka:
                  bootstrap-servers: ["%s"]
                  properties: {metadata.max.age.ms: "100"}
                topics: {telemetry: [%s], alerts: %s, cases: %s}
                """
                    .formatted(SharedBroker.bootstrapServers(), telemetry, alerts, cases))
            .orThrow();
    TopicPartition first = new TopicPartition(cases, 0);
    TopicPartition added = new TopicPartition(cases, 1);
    try (CanaryService canary = new CanaryService(config, new CanarySecret(secret.toString(), ""));
        Admin admin = Admin.create(config.kafka().clientProperties())) {
      canary.send();
      assertThat(canary.watched()).containsExactlyInAnyOrder(new TopicPartition(alerts, 0), first);

      admin.createPartitions(Map.of(cases, NewPartitions.increaseTo(2))).all().get();
      Instant end = Instant.now().plus(PATIENCE);
      while (!canary.watched().contains(added) && Instant.now().isBefore(end)) {
        canary.look(Duration.ofMillis(100)); // it hears of the partition meanwhile
        canary.send();
      }

      assertThat(canary.watched())
          .containsExactlyInAnyOrder(new TopicPartition(alerts, 0), first, added);
    }
  }
}
