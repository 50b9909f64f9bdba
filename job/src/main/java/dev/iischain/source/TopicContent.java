package dev.iischain.source;

import dev.iischain.config.JobConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds now, from a place on to its present end. */
public final class TopicContent implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;

  /**
   * The content of a topic.
   *
   * @param group the consumer group whose committed offsets are gone on from, or empty to read from
   *     the start
   */
  public TopicContent(JobConfig config, String topic, String group) {
    Properties properties = config.kafka().clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("allow.auto.create.topics", "false");
    if (!group.isEmpty()) {
      properties.setProperty("group.id", group);
    }
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions = consumer.partitionsFor(topic).stream().map(TopicContent::partition).toList();
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    if (group.isEmpty()) {
      consumer.seekToBeginning(partitions);
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  /** Tells every record, in the order of each partition. */
  public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Set<TopicPartition> open = new HashSet<>(partitions);
    while (true) {
      open.removeIf(each -> consumer.position(each) >= ends.getOrDefault(each, 0L));
      if (open.isEmpty()) {
        return;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition from = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(from, 0L)) {
          reader.accept(record);
        }
      }
    }
  }

  /** Notes for the group that everything up to the end was dealt with. */
  public void commit() {
    Map<TopicPartition, OffsetAndMetadata> dealtWith = new HashMap<>();
    ends.forEach((partition, end) -> dealtWith.put(partition, new OffsetAndMetadata(end)));
    consumer.commitSync(dealtWith);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
