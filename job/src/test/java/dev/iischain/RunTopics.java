package dev.iischain;

import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Topics for {@code run} alone, of one partition each, so that one line of time runs through. */
final class RunTopics implements AutoCloseable {

  private final String name;
  private final KafkaProducer<String, String> producer;
  private final Set<String> others = new HashSet<>();

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

  /** The command line of a run that reads so far. */
  static Object[] until(Path config, String until) {
    return new Object[] {"run", "--config", config, "--web-port", "0", "--until", until};
  }

  /** Writes what {@code --config} takes: exactly once, with a checkpoint every second. */
  Path config(Path folder, String startFrom) throws IOException {
    return config(folder, startFrom, telemetry(), "{}");
  }

  /** The same, where each fetch brings one batch of records only. */
  Path slow(Path folder, String startFrom) throws IOException {
    return config(folder, startFrom, telemetry(), "{max.partition.fetch.bytes: '1'}");
  }

  /** The same with a pattern for the topics of telemetry. */
  Path matching(Path folder, String startFrom, String pattern) throws IOException {
    return config(folder, startFrom, "'" + topic(pattern) + "'", "{}");
  }

  private String telemetry() {
    return "[" + topic("telemetry") + "]";
  }

  private Path config(Path folder, String startFrom, String telemetry, String properties)
      throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        kafka:
          bootstrap-servers: ["%1$s"]
          guarantee: exactly-once
          group-id: %2$s
          transactional-id-prefix: %2$s
          start-from: "%3$s"
          properties: %5$s
        topics:
          telemetry: %4$s
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
            .formatted(SharedBroker.bootstrapServers(), name, startFrom, telemetry, properties));
  }

  /** Adds a record of telemetry, at Kafka's time of it or now. */
  void send(@Nullable Long receivedMillis, String line) {
    send("telemetry", receivedMillis, line);
  }

  /** Adds a record to another topic of telemetry, which is created if it is not there yet. */
  void sendTo(String what, @Nullable Long receivedMillis, String line) {
    if (others.add(what)) {
      SharedBroker.createTopics(1, topic(what));
    }
    send(what, receivedMillis, line);
  }

  /** Adds the same record of telemetry many times, each in a batch of its own. */
  void sendSingly(int times, String line) {
    try (KafkaProducer<String, String> single =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers(), "batch.size", 0),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < times; i++) {
        single.send(new ProducerRecord<>(topic("telemetry"), 0, null, line));
      }
    }
  }

  /** Adds records of telemetry as one batch that is compressed. */
  void sendCompressed(String codec, List<String> lines) {
    try (KafkaProducer<String, String> compressing =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "compression.type",
                codec,
                "linger.ms",
                1_000),
            new StringSerializer(),
            new StringSerializer())) {
      lines.forEach(
          line -> compressing.send(new ProducerRecord<>(topic("telemetry"), 0, null, line)));
    }
  }

  private void send(String what, @Nullable Long receivedMillis, String line) {
    producer.send(new ProducerRecord<>(topic(what), 0, receivedMillis, null, line));
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

  /** How many records the group has read by its own account, by topic without the prefix. */
  Map<String, Long> committed() throws Exception {
    return committed(name);
  }

  /** The same for the group that reads suppressions, if there were one. */
  Map<String, Long> committedSuppressions() throws Exception {
    return committed(name + "-suppressions");
  }

  private Map<String, Long> committed(String group) throws Exception {
    Map<String, Long> read = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, offset) ->
                  read.put(partition.topic().substring(name.length() + 1), offset.offset()));
    }
    return read;
  }

  /** A consumer that has joined the group. */
  KafkaConsumer<byte[], byte[]> member() {
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.bootstrapServers(),
                "group.id",
                name,
                "enable.auto.commit",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    member.subscribe(List.of(topic("telemetry")));
    while (member.assignment().isEmpty()) {
      member.poll(Duration.ofMillis(100));
    }
    return member;
  }

  private String topic(String what) {
    return name + '.' + what;
  }

  @Override
  public void close() {
    producer.close();
  }
}
