package dev.iischain.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Starts one topic at its oldest record, since it is a table, and the others as they are told. */
public final class FromTheStart implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final OffsetsInitializer others;

  /** Starts this topic at its oldest record. */
  public FromTheStart(String topic, OffsetsInitializer others) {
    this.topic = topic;
    this.others = others;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    List<TopicPartition> table = new ArrayList<>();
    List<TopicPartition> rest = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      (partition.topic().equals(topic) ? table : rest).add(partition);
    }
    Map<TopicPartition, Long> offsets =
        new HashMap<>(OffsetsInitializer.earliest().getPartitionOffsets(table, retriever));
    offsets.putAll(others.getPartitionOffsets(rest, retriever));
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // the connector's own interface asks for it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return others.getAutoOffsetResetStrategy();
  }
}
