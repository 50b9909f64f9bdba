package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.Purpose;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.LocalTopics;
import dev.iischain.local.SecuredBroker;
import dev.iischain.operator.Pace;
import dev.iischain.source.GroupProgress;
import dev.iischain.source.ReadRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker behind TLS and SCRAM, the password in a file that only Kafka's clients read. */
class SecuredKafkaITCase {

  private static final String PASSWORD = "correct-horse-battery";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static SecuredBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = SecuredBroker.start(folder, "iis-chain", PASSWORD, LocalTopics.all());
  }

  @AfterAll
  static void stopBroker() {
    if (broker != null) {
      broker.close();
    }
  }

  private static JobConfig config(String password) throws Exception {
    Path secrets = Files.createTempFile(folder, "secrets", ".properties");
    Files.writeString(secrets, "password=" + password + "\n");
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Purpose.RUN)
            .load(
                "secured",
                """
                kafka:
                  bootstrap-servers: ["%s"]
                  guarantee: exactly-once
                  start-from: earliest
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: >-
                      org.apache.kafka.common.security.scram.ScramLoginModule required
                      username="iis-chain" password="${file:%s:password}";
                    ssl.truststore.type: PEM
                    ssl.truststore.location: %s
                checkpointing:
                  interval: 500ms
                  min-pause: 0s
                """
                    .formatted(broker.bootstrapServers(), secrets, broker.certificate()));
    assertThat(loaded.problems()).isEmpty();
    return loaded.orThrow();
  }

  @Test
  void jobReadsAndWritesInTransactions() throws Exception {
    JobConfig config = config(PASSWORD);
    DetectionJob.requireKafka(config);
    Properties client = config.kafka().clientProperties();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      for (String record : Scenarios.completeOn("secured")) {
        producer.send(new ProducerRecord<>(LocalTopics.TELEMETRY_PREFIX + "windows", record)).get();
      }
    }
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).settings(config, Pace.LIVE);
    JobClient job = LocalJob.start(config, settings, LocalJob.LocalPorts.ANY);
    try {
      assertThat(complete(client)).isNotNull();
    } finally {
      job.cancel().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void whereARunEndsIsFoundAndCommittedByTheSameCredential() throws Exception {
    JobConfig config = config(PASSWORD);
    Properties client = config.kafka().clientProperties();
    String topic = LocalTopics.TELEMETRY_PREFIX + "defender";
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "no telemetry")).get();
    }
    ReadRange range = KafkaDetection.range(config, new ReadUntil.Now());
    assertThat(range.ends()).containsEntry(new TopicPartition(topic, 0), 1L);
    assertThat(GroupProgress.advance(config.kafka(), range.passed())).isNull();
    try (Admin admin = Admin.create(client)) {
      assertThat(
              admin
                  .listConsumerGroupOffsets(config.kafka().groupId())
                  .partitionsToOffsetAndMetadata()
                  .get())
          .containsEntry(new TopicPartition(topic, 0), new OffsetAndMetadata(1));
    }
  }

  private static @Nullable Case complete(Properties client) throws IOException {
    Properties reader = new Properties();
    reader.putAll(client);
    reader.setProperty("group.id", "test");
    reader.setProperty("auto.offset.reset", "earliest");
    reader.setProperty("isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(reader, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("iis-chain.cases"));
      Instant end = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          Case found = RecordJson.read(record.value(), Case.class);
          if (found.host().name().equals("secured") && found.status().equals("complete")) {
            return found;
          }
        }
      }
    }
    return null;
  }

  @Test
  void wrongPasswordIsToldBeforeTheStartAndNotShown() throws Exception {
    JobConfig config = config("hunter2-hunter2");

    assertThatThrownBy(() -> DetectionJob.requireKafka(config))
        .isInstanceOf(UsageProblems.class)
        .hasMessageContaining("Authentication failed")
        .hasMessageNotContainingAny("hunter2", PASSWORD);
  }

  @Test
  void clientsGetTheReferenceAndNotTheSecret() throws Exception {
    JobConfig config = config(PASSWORD);

    assertThat(config.toString()).doesNotContain(PASSWORD);
    assertThat(config.kafka().clientProperties().toString())
        .contains("${file:")
        .doesNotContain(PASSWORD);
  }
}
