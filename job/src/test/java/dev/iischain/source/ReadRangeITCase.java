package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.KafkaConfig;
import dev.iischain.config.Purpose;
import dev.iischain.local.SharedBroker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bounded run reads and what its group is told of it, against a real broker. */
class ReadRangeITCase {

  // Long enough after 1970, and not so long ago that the broker would forget it.
  private static final long HOUR = System.currentTimeMillis() / 3_600_000 * 3_600_000;

  private final String topic = SharedBroker.uniqueName("range");
  private final TopicPartition filled = new TopicPartition(topic, 0);
  private final TopicPartition empty = new TopicPartition(topic, 1);

  @BeforeEach
  void createTopic() throws Exception {
    SharedBroker.createTopics(2, topic);
    send(HOUR - 3000, HOUR - 2000, HOUR - 1000);
  }

  @Test
  void endsBehindTheLastRecordOfThisMomentAlsoInAnEmptyPartition() throws Exception {
    ReadRange range = range("committed", OffsetSpec.latest());
    assertThat(range.ends()).isEqualTo(Map.of(filled, 3L, empty, 0L));
    assertThat(range.starts()).isEmpty();
    send(HOUR);
    assertThat(range.ends()).isEqualTo(Map.of(filled, 3L, empty, 0L));
    assertThat(range("committed", OffsetSpec.latest()).ends()).containsEntry(filled, 4L);
  }

  @Test
  void aTimeEndsBeforeItsFirstRecordAndBehindTheLastWhereThereIsNone() throws Exception {
    assertThat(range("earliest", OffsetSpec.forTimestamp(HOUR - 2000)).ends())
        .isEqualTo(Map.of(filled, 1L, empty, 0L));
    assertThat(range("earliest", OffsetSpec.forTimestamp(HOUR)).ends())
        .isEqualTo(Map.of(filled, 3L, empty, 0L));
  }

  @Test
  void whatRetentionTookIsNeitherReadNorWaitedFor() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteRecords(Map.of(filled, RecordsToDelete.beforeOffset(2))).all().get();
      assertThat(range("earliest", OffsetSpec.forTimestamp(HOUR - 3000)).ends())
          .containsEntry(filled, 2L);
      admin.deleteRecords(Map.of(filled, RecordsToDelete.beforeOffset(3))).all().get();
    }
    assertThat(range("earliest", OffsetSpec.forTimestamp(HOUR - 3000)).ends())
        .containsEntry(filled, 3L);
  }

  @Test
  void anOpenTransactionIsNotThereYetForThoseWhoReadTheCommitted() throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, 0, HOUR, null, "open")).get();
      assertThat(range("earliest", OffsetSpec.latest()).ends()).containsEntry(filled, 4L);
      assertThat(
              ReadRange.now(
                      kafka("earliest", "isolation.level: read_committed"),
                      topics(),
                      OffsetSpec.latest())
                  .ends())
          .containsEntry(filled, 3L);
      assertThat(
              ReadRange.now(
                      kafka("earliest", "isolation.level: read_committed"),
                      topics(),
                      OffsetSpec.forTimestamp(HOUR))
                  .ends())
          .containsEntry(filled, 3L);
      producer.abortTransaction();
    }
  }

  @Test
  void nobodyPassesOverWhatLiesBeforeAStartBehindTheEnd() throws Exception {
    OffsetSpec before = OffsetSpec.forTimestamp(HOUR - 2000);
    assertThat(range("latest", before).passed()).isEqualTo(Map.of(empty, 0L));
    assertThat(range("timestamp:" + instant(HOUR - 1000), before).passed())
        .isEqualTo(Map.of(empty, 0L));
    assertThat(range("timestamp:" + instant(HOUR - 2000), before).passed())
        .isEqualTo(Map.of(filled, 1L, empty, 0L));
    assertThat(range("latest", OffsetSpec.latest()).passed())
        .isEqualTo(Map.of(filled, 3L, empty, 0L));
    assertThat(range("timestamp:" + instant(HOUR + 1000), OffsetSpec.latest()).passed())
        .isEqualTo(Map.of(filled, 3L, empty, 0L));
  }

  @Test
  void theGroupIsMovedForwardAndNeverBack() throws Exception {
    KafkaConfig kafka = kafka("committed", "client.id: test");
    assertThat(GroupProgress.advance(kafka, Map.of(filled, 2L, empty, 0L))).isNull();
    assertThat(committed()).isEqualTo(Map.of(filled, 2L, empty, 0L));
    assertThat(GroupProgress.advance(kafka, Map.of(filled, 1L))).isNull();
    assertThat(committed()).isEqualTo(Map.of(filled, 2L, empty, 0L));
    assertThat(GroupProgress.advance(kafka, Map.of(filled, 3L))).isNull();
    assertThat(committed()).isEqualTo(Map.of(filled, 3L, empty, 0L));
    assertThat(GroupProgress.advance(kafka, Map.of(new TopicPartition(topic, 7), 3L)))
        .startsWith("kafka.group-id: the offsets of the group " + topic + " could not be committed")
        .contains("reads again");
  }

  @Test
  void aConfigurationCanKeepTheGroupFromBeingMoved() {
    assertThat(GroupProgress.isKept(kafka("committed", "client.id: test"))).isTrue();
    assertThat(GroupProgress.isKept(kafka("committed", "commit.offsets.on.checkpoint: 'false'")))
        .isFalse();
  }

  private ReadRange range(String from, OffsetSpec until) throws InterruptedException {
    return ReadRange.now(kafka(from, "client.id: test"), topics(), until);
  }

  private KafkaSubscriber topics() {
    return KafkaSubscriber.getTopicPatternSubscriber(Pattern.compile(topic + ".*"));
  }

  private KafkaConfig kafka(String from, String property) {
    return new ConfigLoader(Map.of(), Purpose.RUN)
        .load(
            "test",
            """
            kafka:
              bootstrap-servers: ["%s"]
              group-id: %s
              start-from: "%s"
              properties:
                %s
            """
                .formatted(SharedBroker.bootstrapServers(), topic, from, property))
        .orThrow()
        .kafka();
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private Map<TopicPartition, Long> committed() throws Exception {
    Map<TopicPartition, Long> committed = new HashMap<>();
    try (Admin admin = admin()) {
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
          admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().entrySet()) {
        committed.put(each.getKey(), each.getValue().offset());
      }
    }
    return committed;
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", SharedBroker.bootstrapServers());
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private void send(Long... times) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      for (Long time : List.of(times)) {
        producer.send(new ProducerRecord<>(topic, 0, time, null, "record")).get();
      }
    }
  }
}
