package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.delivery.HttpDouble.Fault;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What is around delivery jobs that run as processes: a broker's topics before them, and doubles of
 * a webhook, of Elasticsearch and of Request Tracker behind them.
 */
final class LiveDelivery implements AutoCloseable {

  /** The case that gets one revision after another. */
  static final String GROWING = SampleCases.id(1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, HttpColumn> systems = new LinkedHashMap<>();
  private final Map<String, Integer> receipts = new HashMap<>();
  private final Topics topics;
  private final Path config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private int deadLetters;

  /** The topics of a broker. */
  record Topics(
      String bootstrapServers, String cases, String receipts, String refused, String redeliver) {}

  /** Writes the configuration of a job into a folder; more of it may follow. */
  LiveDelivery(Topics topics, Path folder, String more) throws IOException {
    this.topics = topics;
    systems.put("webhook", HttpColumn.webhook());
    systems.put("elasticsearch", HttpColumn.elasticsearch());
    systems.put("request-tracker", HttpColumn.requestTracker());
    StringBuilder yaml = new StringBuilder(head());
    String token = TestSecret.of(HttpDouble.TOKEN).file();
    systems.forEach(
        (name, column) -> {
          yaml.append(name).append(":\n  url: ").append(column.system().url());
          yaml.append("\n  token-file: ").append(token).append('\n');
        });
    yaml.append("  queue: ").append(RequestTrackerDouble.QUEUE).append('\n').append(more);
    config = Files.writeString(folder.resolve("delivery.yaml"), yaml);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", topics.bootstrapServers(),
                "group.id", "live-delivery",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topics.receipts(), topics.refused()));
  }

  private String head() {
    return """
    kafka:
      bootstrap-servers: ["%s"]
    topics:
      cases: %s
    delivery:
      targets: [webhook, elasticsearch, request-tracker]
      rate: 200
      retry-base: 50ms
      retry-cap: 500ms
      timeout: 3s
      circuit-probe-interval: 200ms
      group-id: %s-group
      receipts: %s
      dead-letters: %s
      redeliver: %s
    """
        .formatted(
            topics.bootstrapServers(),
            topics.cases(),
            topics.cases(),
            topics.receipts(),
            topics.refused(),
            topics.redeliver());
  }

  /** The configuration file. */
  Path config() {
    return config;
  }

  /** The names of the systems. */
  Iterable<String> names() {
    return systems.keySet();
  }

  /** How often a system was asked for something. */
  int requests(String name) {
    return systems.get(name).requests();
  }

  /** From now on, of the requests that write, each system keeps one answer to itself. */
  void holdNextAnswer(int after) {
    systems.forEach(
        (name, column) ->
            column.failWrite(
                Fault.HANG_AFTER_COMMIT, name.equals("request-tracker") ? after : after % 2));
  }

  /** Waits until each system holds back so many answers. */
  void awaitHeldAnswers(int count) {
    await(
        count + " requests that had their effect and no answer",
        () -> systems.values().stream().allMatch(each -> each.system().hanging() >= count));
  }

  /** Answers everything again. */
  void recover() {
    systems.values().forEach(HttpColumn::recover);
  }

  /** A revision of a case comes into the topic. */
  void write(String caseId, long revision) {
    Case snapshot = SampleCases.of(caseId, revision);
    byte[] key = caseId.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topics.cases(), key, RecordJson.write(snapshot)));
    producer.flush();
  }

  /** How many receipts of every system there are for a revision. */
  int receipts(String caseId, long revision) {
    return systems.keySet().stream()
        .mapToInt(name -> receipts.getOrDefault(name + caseId + revision, 0))
        .min()
        .orElseThrow();
  }

  /** Waits until every system has given so many receipts for a revision. */
  void awaitReceipts(String caseId, long revision, int count) {
    await(
        count + " receipts of each system for " + caseId + ":" + revision,
        () -> receipts(caseId, revision) >= count);
  }

  /** Waits until something holds; fails when it never does. */
  void await(String what, BooleanSupplier holds) {
    Instant end = Instant.now().plus(PATIENCE);
    do {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        note(record);
      }
    } while (!holds.getAsBoolean() && Instant.now().isBefore(end));
    assertThat(holds.getAsBoolean())
        .as("%s within %s; receipts %s", what, PATIENCE, receipts)
        .isTrue();
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.refused())) {
      deadLetters++;
      return;
    }
    try {
      Receipt receipt = RecordJson.read(record.value(), Receipt.class);
      receipts.merge(receipt.target() + receipt.recordId() + receipt.revision(), 1, Integer::sum);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a receipt cannot be read", e);
    }
  }

  /** Every system holds one record for each case, at these revisions, and refused nothing. */
  void assertOneRecordEach(Map<String, Long> newest) {
    Map<String, List<Long>> expected = new TreeMap<>();
    newest.forEach((id, revision) -> expected.put(id, List.of(revision)));
    systems.forEach(
        (name, column) -> {
          assertThat(column.shown()).as(name).isEqualTo(expected);
          column.checkRecords();
        });
    assertThat(deadLetters).as("dead letters").isZero();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    systems.values().forEach(HttpColumn::close);
  }
}
