package dev.iischain.source;

import dev.iischain.config.JobConfig;
import dev.iischain.operator.ReadSuppressions;
import dev.iischain.suppression.SuppressionText;
import dev.iischain.suppression.SuppressionUpdate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of suppressions to its end before a job starts, so that no event is judged
 * without what was suppressed by then.
 */
public final class SuppressionTopic {

  private static final Duration POLL = Duration.ofMillis(500);

  private SuppressionTopic() {}

  /**
   * What the topic held.
   *
   * @param updates the last readable word on each id, also where it is a removal
   * @param ends for each partition the first offset that was not looked at
   */
  public record Content(List<SuppressionUpdate> updates, Map<Integer, Long> ends) {}

  /** The content now; entries that are wrong are left out, and the running job reports them. */
  public static Content content(JobConfig config, Set<String> knownRules) {
    Properties client = config.kafka().clientProperties();
    client.setProperty("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(config.topics().suppressions()).stream()
              .map(SuppressionTopic::partition)
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<String, SuppressionUpdate> updates = read(consumer, ends, knownRules);
      Map<Integer, Long> byPartition = new HashMap<>();
      ends.forEach((partition, end) -> byPartition.put(partition.partition(), end));
      return new Content(
          updates.values().stream().filter(update -> update.entry() != null).toList(), byPartition);
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private static Map<String, SuppressionUpdate> read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Set<String> knownRules) {
    SuppressionText reader = new SuppressionText(knownRules);
    Map<String, SuppressionUpdate> updates = new TreeMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        SuppressionUpdate update =
            ReadSuppressions.read(KafkaSuppressions.of(record), reader).update();
        if (update != null) {
          updates.put(update.id(), update);
        }
      }
    }
    return updates;
  }
}
