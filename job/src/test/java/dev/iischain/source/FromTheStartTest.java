package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FromTheStartTest {

  private static final TopicPartition HOSTS = new TopicPartition("hosts", 0);
  private static final TopicPartition TELEMETRY = new TopicPartition("falcon", 3);

  @Test
  void onlyTheTableIsReadFromItsStart() {
    OffsetsInitializer latest = OffsetsInitializer.latest();
    OffsetsInitializer first = new FromTheStart("hosts", latest);
    Map<TopicPartition, Long> offsets =
        first.getPartitionOffsets(List.of(HOSTS, TELEMETRY), new Broker());

    assertThat(offsets).containsOnlyKeys(HOSTS, TELEMETRY);
    assertThat(offsets.get(HOSTS))
        .isEqualTo(
            OffsetsInitializer.earliest()
                .getPartitionOffsets(List.of(HOSTS), new Broker())
                .get(HOSTS));
    assertThat(offsets.get(TELEMETRY))
        .isEqualTo(latest.getPartitionOffsets(List.of(TELEMETRY), new Broker()).get(TELEMETRY))
        .isNotEqualTo(offsets.get(HOSTS));
    assertThat(first.getAutoOffsetResetStrategy()).isEqualTo(latest.getAutoOffsetResetStrategy());
  }

  /** A broker with records 5 to 9 in every partition. */
  private static final class Broker implements OffsetsInitializer.PartitionOffsetsRetriever {

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 7L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 10L);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 5L);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      return Map.of();
    }

    private static Map<TopicPartition, Long> all(
        Collection<TopicPartition> partitions, long offset) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      partitions.forEach(partition -> offsets.put(partition, offset));
      return offsets;
    }
  }
}
