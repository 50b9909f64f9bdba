package dev.iischain.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerITCase {
  private static final String TOPIC = "iis-chain.cases";

  @TempDir Path directory;

  @Test
  void whatWasProducedIsConsumedAlsoAfterARestartOnTheSameData() throws Exception {
    try (LocalBroker broker = LocalBroker.start(directory.resolve("data"))) {
      broker.createTopics(LocalTopics.all(), 2);
      // Creating them again changes nothing and fails nothing.
      broker.createTopics(LocalTopics.all(), 2);
      produce(broker, "one", "two");
      assertThat(consume(broker, 2)).containsExactlyInAnyOrder("one", "two");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get())
            .containsExactlyInAnyOrderElementsOf(LocalTopics.all().keySet());
        ConfigResource cases = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        assertThat(
                admin
                    .describeConfigs(List.of(cases))
                    .all()
                    .get()
                    .get(cases)
                    .get("cleanup.policy")
                    .value())
            .isEqualTo("compact");
      }
    }
    try (LocalBroker broker = LocalBroker.start(directory.resolve("data"))) {
      assertThat(consume(broker, 2)).containsExactlyInAnyOrder("one", "two");
      produce(broker, "three");
      assertThat(consume(broker, 3)).containsExactlyInAnyOrder("one", "two", "three");
    }
    assertThat(directory.resolve("data")).isNotEmptyDirectory();
  }

  @Test
  void closingEndsEveryThreadAndDeletesItsOwnData() {
    // What Kafka keeps per process (metrics) exists after the first broker and does not grow.
    LocalBroker.startTemporary().close();
    Set<Long> before = threads().keySet();
    LocalBroker broker = LocalBroker.startTemporary();
    Path data = broker.dataDirectory();
    assertThat(data).isNotEmptyDirectory();
    broker.close();
    broker.close();
    assertThat(data).doesNotExist();
    Map<Long, Thread> left = threads();
    left.keySet().removeAll(before);
    assertThat(left.values()).isEmpty();
  }

  @Test
  void aTakenPortIsAnErrorAndLeavesNothingRunning() throws IOException {
    LocalBroker.startTemporary().close();
    Set<Long> before = threads().keySet();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  LocalBroker.start(
                      directory.resolve("taken"), taken.getLocalPort(), Ports.anyFree()))
          .satisfies(failure -> assertThat(Ports.isPortTaken(failure)).isTrue());
    }
    Map<Long, Thread> left = threads();
    left.keySet().removeAll(before);
    assertThat(left.values()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedInTheError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a folder");
    assertThatThrownBy(() -> LocalBroker.start(file.resolve("data")))
        .hasMessageContaining("Cannot prepare the broker's folder")
        .hasMessageContaining(file.toString());
  }

  private static Map<Long, Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toMap(Thread::getId, thread -> thread));
  }

  private static void produce(LocalBroker broker, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer
            .send(new ProducerRecord<>(TOPIC, value.getBytes(UTF_8), value.getBytes(UTF_8)))
            .get();
      }
    }
  }

  private static List<String> consume(LocalBroker broker, int expected) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < expected && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(message -> values.add(new String(message.value(), UTF_8)));
      }
      return values;
    }
  }
}
