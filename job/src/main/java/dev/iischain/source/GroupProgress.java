package dev.iischain.source;

import dev.iischain.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a consumer group has read by its own account. */
public final class GroupProgress {

  /** The connector's own word for whether the group hears of what is read. */
  public static final String COMMITS = "commit.offsets.on.checkpoint";

  private GroupProgress() {}

  /** Whether the configuration lets the group hear of what is read. */
  public static boolean isKept(KafkaConfig kafka) {
    return !"false".equalsIgnoreCase(kafka.properties().get(COMMITS));
  }

  /**
   * Moves the configured group on to these offsets, and nowhere back; says what kept it from that,
   * or null. A job that reads for the same group at this moment may be set back by it, to where it
   * was a moment ago, until its next checkpoint.
   */
  public static @Nullable String advance(KafkaConfig kafka, Map<TopicPartition, Long> to)
      throws InterruptedException {
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      Map<TopicPartition, OffsetAndMetadata> further =
          further(
              admin.listConsumerGroupOffsets(kafka.groupId()).partitionsToOffsetAndMetadata().get(),
              to);
      if (!further.isEmpty()) {
        admin.alterConsumerGroupOffsets(kafka.groupId(), further).all().get();
      }
      return null;
    } catch (ExecutionException e) {
      return problem(kafka, e.getCause());
    } catch (KafkaException e) {
      return problem(kafka, e);
    }
  }

  /** The offsets that lie beyond what is committed. */
  static Map<TopicPartition, OffsetAndMetadata> further(
      Map<TopicPartition, @Nullable OffsetAndMetadata> committed, Map<TopicPartition, Long> to) {
    Map<TopicPartition, OffsetAndMetadata> further = new HashMap<>();
    to.forEach(
        (partition, offset) -> {
          OffsetAndMetadata before = committed.get(partition);
          if (before == null || before.offset() < offset) {
            further.put(partition, new OffsetAndMetadata(offset));
          }
        });
    return further;
  }

  private static String problem(KafkaConfig kafka, @Nullable Throwable cause) {
    return "kafka.group-id: the offsets of the group "
        + kafka.groupId()
        + " could not be committed ("
        + (cause == null ? "for no known reason" : cause.getMessage())
        + "), so the next run from committed reads again what this one has read. Give the job a"
        + " group of its own if another consumer is in it, and look whether the job may read it.";
  }
}
