package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.local.LocalBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.TopicCommand;
import org.junit.jupiter.api.Test;

/** The script that creates topics: what it asks of Kafka's own tool, done by that tool. */
class CreateTopicsITCase {

  private static List<String> commands(String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder script = new ProcessBuilder(arguments);
    script.command().add(0, Repository.DEPLOY.resolve("kafka/create-topics").toString());
    script.environment().put("KAFKA_TOPICS", "echo");
    Process running = script.start();
    String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).isZero();
    return out.lines().toList();
  }

  /** What Kafka's tool ends with; it would end this process too. */
  private static int statusOf(String command) {
    AtomicInteger status = new AtomicInteger(-1);
    Exit.setExitProcedure((code, message) -> status.set(code));
    try {
      TopicCommand.main(command.split(" "));
    } finally {
      Exit.resetExitProcedure();
    }
    return status.get();
  }

  @Test
  void everyTopicIsCreatedOnceAndAgainChangesNothing() throws Exception {
    Map<String, TopicsFile.Topic> wanted = TopicsFile.read();
    try (LocalBroker broker = LocalBroker.startTemporary()) {
      List<String> commands = commands(broker.bootstrapServers(), "3", "1");
      assertThat(commands).hasSameSizeAs(wanted.entrySet());
      for (int round = 0; round < 2; round++) {
        for (String command : commands) {
          assertThat(statusOf(command)).as(command).isZero();
        }
      }

      Properties client = new Properties();
      client.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
      try (Admin admin = Admin.create(client)) {
        Map<String, TopicDescription> found =
            admin.describeTopics(wanted.keySet()).allTopicNames().get();
        for (Map.Entry<String, TopicsFile.Topic> topic : wanted.entrySet()) {
          String partitions = topic.getValue().partitions();
          assertThat(found.get(topic.getKey()).partitions())
              .hasSize(partitions.equals("*") ? 3 : Integer.parseInt(partitions));
          ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.getKey());
          Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
          topic
              .getValue()
              .settings()
              .forEach((key, value) -> assertThat(config.get(key).value()).isEqualTo(value));
        }
      }
    }
  }

  @Test
  void documentedCommandNamesEveryTopic() throws Exception {
    String command =
        Repository.text(Repository.ROOT.resolve("docs/deployment.md"))
            .lines()
            .filter(line -> line.startsWith("KAFKA_TOPICS=echo deploy/kafka/create-topics "))
            .findFirst()
            .orElseThrow();
    Process running =
        new ProcessBuilder("bash", "-c", command).directory(Repository.ROOT.toFile()).start();
    String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(running.waitFor()).isZero();
    assertThat(out.lines()).hasSameSizeAs(TopicsFile.read().entrySet());
  }

  @Test
  void wrongNumberOfPartitionsIsRefused() throws Exception {
    Process running =
        new ProcessBuilder(
                Repository.DEPLOY.resolve("kafka/create-topics").toString(), "one:9092", "six")
            .start();
    String complaint = new String(running.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(running.waitFor()).isEqualTo(2);
    assertThat(complaint).contains("'six' partitions");
  }

  @Test
  void threeReplicasWaitForTwo() throws Exception {
    assertThat(commands("one:9092", "6", "3", "client.properties"))
        .allMatch(line -> line.contains("--config min.insync.replicas=2"))
        .allMatch(line -> line.endsWith("--command-config client.properties"));
    assertThat(commands("one:9092", "6", "1")).noneMatch(line -> line.contains("min.insync"));
  }
}
