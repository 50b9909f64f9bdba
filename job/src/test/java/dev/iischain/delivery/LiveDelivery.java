package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What is around delivery jobs that run as processes: a broker's topics before them, and every
 * system behind them. PostgreSQL is a real one where it is installed; the others are doubles.
 */
final class LiveDelivery implements AutoCloseable {

  /** The case that gets one revision after another. */
  static final String GROWING = SampleCases.id(1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How many requests that write two cases take at each system, or fewer. */
  private static final Map<String, Integer> WRITES =
      Map.of("request-tracker", 4, "thehive", 8, "iris", 5);

  private final Map<String, FaultySystem> systems = new LinkedHashMap<>();
  private final @Nullable PostgresServer database;
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
    database = startDatabase();
    HttpColumn.all().forEach((name, open) -> systems.put(name, open.get()));
    if (database != null) {
      systems.put("postgresql", new PostgresColumn(database));
    }
    StringBuilder yaml = new StringBuilder(head());
    systems.forEach(
        (name, system) -> {
          yaml.append(name).append(":\n");
          system
              .section()
              .forEach(
                  (option, value) ->
                      yaml.append("  ").append(option).append(": ").append(value).append('\n'));
        });
    config = Files.writeString(folder.resolve("delivery.yaml"), yaml.append(more));
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

  private static @Nullable PostgresServer startDatabase() throws IOException {
    Optional<Path> programs = PostgresServer.programs();
    if (programs.isPresent()) {
      return PostgresServer.start(programs.get(), "of-the-owner");
    }
    System.out.println("The system postgresql is left out: no PostgreSQL server is installed.");
    return null;
  }

  private String head() {
    return """
    kafka:
      bootstrap-servers: ["%s"]
    topics:
      cases: %s
    delivery:
      targets: [%s]
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
            String.join(", ", systems.keySet()),
            topics.cases(),
            topics.receipts(),
            topics.refused(),
            topics.redeliver());
  }

  /** The configuration file. */
  Path config() {
    return config;
  }

  /** The systems, by name. */
  Map<String, FaultySystem> systems() {
    return systems;
  }

  /**
   * From now on each system keeps its answers to what is written to itself, but the first few: with
   * other numbers other steps of a delivery.
   */
  void holdAnswers(int number) {
    systems.forEach((name, system) -> system.holdAnswers(number % WRITES.getOrDefault(name, 2)));
  }

  /** Waits until each system has kept back more answers than it had before. */
  void awaitHeldAnswers(Map<String, Integer> before) {
    await(
        "requests that had their effect and no answer",
        () ->
            systems.entrySet().stream()
                .allMatch(each -> each.getValue().held() > before.get(each.getKey())));
  }

  /** A number of each system, by its name. */
  Map<String, Integer> of(ToIntFunction<FaultySystem> number) {
    Map<String, Integer> numbers = new TreeMap<>();
    systems.forEach((name, system) -> numbers.put(name, number.applyAsInt(system)));
    return numbers;
  }

  /** Answers everything again. */
  void recover() {
    systems.values().forEach(FaultySystem::recover);
  }

  /** A revision of a case comes into the topic. */
  void write(String caseId, long revision) {
    Case snapshot = SampleCases.of(caseId, revision);
    byte[] key = caseId.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topics.cases(), key, RecordJson.write(snapshot)));
    producer.flush();
  }

  /** How many receipts of a system there are for a revision. */
  int receipts(String name, String caseId, long revision) {
    return receipts.getOrDefault(name + caseId + revision, 0);
  }

  /** Reads all receipts that there are by now. */
  void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    await(
        "the end of the receipts",
        () ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
  }

  /** Waits until every system has given so many receipts for a revision. */
  void awaitReceipts(String caseId, long revision, int count) {
    await(
        count + " receipts of each system for " + caseId + ":" + revision,
        () ->
            systems.keySet().stream().allMatch(name -> receipts(name, caseId, revision) >= count));
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
        (name, system) -> {
          assertThat(system.shown()).as(name).isEqualTo(expected);
          system.checkRecords();
        });
    assertThat(deadLetters).as("dead letters").isZero();
  }

  @Override
  public void close() throws IOException {
    producer.close();
    consumer.close();
    systems.values().forEach(FaultySystem::close);
    if (database != null) {
      database.close();
    }
  }
}
