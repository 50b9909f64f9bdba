package dev.iischain;

import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Topics for {@code run} alone, of one partition each, so that one line of time runs through. */
final class RunTopics implements AutoCloseable {

  private final String name;
  private final KafkaProducer<String, String> producer;

  RunTopics(String prefix) {
    name = SharedBroker.uniqueName(prefix);
    SharedBroker.createTopics(1, topic("telemetry"), topic("alerts"), topic("cases"));
    SharedBroker.createTopics(
        1, topic("suppressed"), topic("dead-letters"), topic("near-misses"), topic("suppressions"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Writes what {@code --config} takes: exactly once, with a checkpoint every second. */
  Path config(Path folder, String startFrom) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        kafka:
          bootstrap-servers: ["%1$s"]
          guarantee: exactly-once
          group-id: %2$s
          transactional-id-prefix: %2$s
          start-from: "%3$s"
        topics:
          telemetry: [%2$s.telemetry]
          alerts: %2$s.alerts
          cases: %2$s.cases
          suppressed: %2$s.suppressed
          dead-letters: %2$s.dead-letters
          near-misses: %2$s.near-misses
          suppressions: %2$s.suppressions
        checkpointing:
          interval: 1s
          min-pause: 0s
        """
            .formatted(SharedBroker.bootstrapServers(), name, startFrom));
  }

  /** Adds a record of telemetry, at Kafka's time of it or now. */
  void send(@Nullable Long receivedMillis, String line) {
    producer.send(new ProducerRecord<>(topic("telemetry"), 0, receivedMillis, null, line));
    producer.flush();
  }

  /** What was committed to a topic. */
  <T> List<T> read(String what, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each :
        CommittedRecords.of(SharedBroker.bootstrapServers(), List.of(topic(what)))) {
      try {
        values.add(RecordJson.read(each.value(), type));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return values;
  }

  /** How many records of telemetry the group has read by its own account. */
  long committed() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      OffsetAndMetadata read =
          admin
              .listConsumerGroupOffsets(name)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic("telemetry"), 0));
      return read == null ? 0 : read.offset();
    }
  }

  private String topic(String what) {
    return name + '.' + what;
  }

  @Override
  public void close() {
    producer.close();
  }
}
