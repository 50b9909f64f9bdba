package dev.iischain.source;

import dev.iischain.config.KafkaConfig;
import dev.iischain.config.StartFrom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What a bounded run reads, found once before it starts: so the source stops exactly where the
 * group goes on, whatever arrives meanwhile and however often the job starts again.
 *
 * @param starts where reading starts, where that does not hang on what the group has read
 * @param ends for each partition the first offset that is not read
 */
public record ReadRange(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

  /** Keeps its own copies. */
  public ReadRange {
    starts = Map.copyOf(starts);
    ends = Map.copyOf(ends);
  }

  /**
   * Asks the brokers; throws {@link IllegalStateException} when they do not tell.
   *
   * @param topics what is read
   * @param until where it ends: at the latest record or before the first of a time
   */
  public static ReadRange now(KafkaConfig kafka, KafkaSubscriber topics, OffsetSpec until)
      throws InterruptedException {
    try (AdminClient admin = AdminClient.create(kafka.clientProperties())) {
      Set<TopicPartition> partitions = topics.getSubscribedTopicPartitions(admin);
      ListOffsetsOptions visible = new ListOffsetsOptions(isolation(kafka));
      // First, since it stands for a time that no record has reached: what arrives between the two
      // questions comes behind it.
      Map<TopicPartition, Long> latest = listed(admin, visible, partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> ends = new HashMap<>(latest);
      if (!(until instanceof OffsetSpec.LatestSpec)) {
        ends.putAll(listed(admin, visible, partitions, until));
      }
      Map<TopicPartition, Long> starts = new HashMap<>();
      if (kafka.startFrom() instanceof StartFrom.Latest) {
        starts.putAll(latest);
      } else if (kafka.startFrom() instanceof StartFrom.Timestamp timestamp) {
        OffsetSpec from = OffsetSpec.forTimestamp(timestamp.time().toEpochMilli());
        starts.putAll(latest);
        starts.putAll(listed(admin, visible, partitions, from));
      }
      return new ReadRange(starts, ends);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Where the telemetry topics end could not be found out; check that the job may describe"
              + " them.",
          e.getCause());
    }
  }

  /**
   * Where the group goes on after the run. Left out is where the run starts behind its end: it has
   * read nothing there, and what lies before is nobody's to pass over.
   */
  public Map<TopicPartition, Long> passed() {
    Map<TopicPartition, Long> passed = new HashMap<>(ends);
    passed.entrySet().removeIf(end -> starts.getOrDefault(end.getKey(), 0L) > end.getValue());
    return passed;
  }

  /** The offsets of those partitions that have one. */
  private static Map<TopicPartition, Long> listed(
      Admin admin, ListOffsetsOptions visible, Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> told :
        admin.listOffsets(asked, visible).all().get().entrySet()) {
      if (told.getValue().offset() >= 0) {
        offsets.put(told.getKey(), told.getValue().offset());
      }
    }
    return offsets;
  }

  /** What the source's own consumers see: a record of an open transaction may not be there yet. */
  private static IsolationLevel isolation(KafkaConfig kafka) {
    String level = kafka.properties().getOrDefault("isolation.level", "read_uncommitted");
    return level.toUpperCase(Locale.ROOT).equals(IsolationLevel.READ_COMMITTED.name())
        ? IsolationLevel.READ_COMMITTED
        : IsolationLevel.READ_UNCOMMITTED;
  }
}
