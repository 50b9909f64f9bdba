package dev.iischain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was committed to topics by a job that has ended. */
final class CommittedRecords {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private CommittedRecords() {}

  /**
   * Reads topics from their beginning to their end. A commit is acknowledged before the broker has
   * marked it in every partition: what lies before the mark is waited for.
   *
   * @throws IllegalStateException when a transaction is left open
   */
  static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, List<String> topics) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> everything = reader(bootstrapServers, "read_uncommitted");
        KafkaConsumer<byte[], byte[]> consumer = reader(bootstrapServers, "read_committed")) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = everything.endOffsets(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("A transaction is left open in one of " + partitions);
        }
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
