package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a soaked job. */
final class SoakTopics {

  /** Two for each of four feeds, and the one that was added. */
  private static final int PARTITIONS = 9;

  private final Map<String, Object> client;
  private final SoakRun run;

  SoakTopics(String bootstrapServers, SoakRun run) {
    this.client = Map.of("bootstrap.servers", bootstrapServers);
    this.run = run;
  }

  /** Creates all but the late one, with the suppression in its place. */
  void create() throws Exception {
    try (Admin admin = Admin.create(client)) {
      // Not compacted, so that a record that was doubled cannot disappear.
      admin
          .createTopics(
              run.topics().stream().map(name -> new NewTopic(name, 2, (short) 1)).toList())
          .all()
          .get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  run.prefix() + "suppressions",
                  SoakTelemetry.MUTED_HOST,
                  SoakTelemetry.SUPPRESSION))
          .get();
    }
  }

  /** Whether the job has committed the end of every partition of telemetry, within this time. */
  boolean awaitAllRead(Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, Long> ends = ends(admin);
      while (System.nanoTime() < deadline) {
        Map<TopicPartition, OffsetAndMetadata> read =
            admin.listConsumerGroupOffsets(run.name()).partitionsToOffsetAndMetadata().get();
        if (ends.entrySet().stream()
            .allMatch(end -> end.getValue() <= offset(read.get(end.getKey())))) {
          return true;
        }
        LockSupport.parkNanos(300_000_000);
      }
    }
    return false;
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private Map<TopicPartition, Long> ends(Admin admin) throws Exception {
    List<String> feeds = SoakTelemetry.FEEDS.stream().map(run.feeds()::concat).toList();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(feeds).allTopicNames().get().values()) {
      for (TopicPartitionInfo each : topic.partitions()) {
        latest.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest());
      }
    }
    assertThat(latest).hasSize(PARTITIONS);
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((place, end) -> ends.put(place, end.offset()));
    return ends;
  }
}
