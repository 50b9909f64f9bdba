package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Suppressed;
import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics that a detection job writes, and the last word on everything in them. */
final class DetectionTopics implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OUTPUTS =
      List.of("alerts", "cases", "suppressed", "dead-letters", "near-misses");

  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Alert> alerts = new TreeMap<>();
  private final Map<String, Case> cases = new TreeMap<>();
  private final Map<String, Suppressed> suppressed = new TreeMap<>();
  private int others;

  /** New topics of this name. */
  DetectionTopics(String name) {
    this.name = name;
    List<TopicPartition> partitions =
        OUTPUTS.stream().map(each -> new TopicPartition(name + '.' + each, 0)).toList();
    SharedBroker.createTopics(
        1, partitions.stream().map(TopicPartition::topic).toArray(String[]::new));
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  String name() {
    return name;
  }

  /** The topics as a configuration names them, where the rest of {@code topics} can follow. */
  String configuration() {
    return """
    topics:
      alerts: %1$s.alerts
      cases: %1$s.cases
      suppressed: %1$s.suppressed
      dead-letters: %1$s.dead-letters
      near-misses: %1$s.near-misses
    """
        .formatted(name);
  }

  /** The last version of each alert of a host. */
  List<Alert> alerts(String host) {
    return alerts.values().stream().filter(each -> host.equals(name(each.host().key()))).toList();
  }

  /** Whether all alerts of a host were taken back. */
  boolean areRetracted(String host) {
    List<Alert> found = alerts(host);
    return !found.isEmpty()
        && found.stream().allMatch(each -> each.status().equals(Alert.RETRACTED));
  }

  /** The hosts that have alerts, by the name in their keys. */
  Set<String> alerting() {
    Set<String> hosts = new TreeSet<>();
    alerts.values().forEach(each -> hosts.add(name(each.host().key())));
    return hosts;
  }

  /** The last revision of each host's case, by the name in its key. */
  Map<String, Case> cases() {
    return cases;
  }

  /** Whether a host's case is complete. */
  boolean isComplete(String host) {
    Case found = cases.get(host);
    return found != null && found.status().equals("complete");
  }

  /** What was muted last of each alert and case. */
  List<Suppressed> suppressed() {
    return List.copyOf(suppressed.values());
  }

  /** How many dead letters and near misses there were. */
  int others() {
    return others;
  }

  /** Reads on until something holds; fails when the job does. */
  void await(JobClient job, BooleanSupplier reached) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (SavepointFixture.runs(job) && !reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as(this::summary).isLessThan(deadline);
      take();
    }
  }

  private String summary() {
    Map<String, Integer> counts = new TreeMap<>();
    alerts
        .values()
        .forEach(each -> counts.merge("alert of " + each.host().name(), 1, Integer::sum));
    cases.forEach(
        (host, each) -> counts.merge(each.status() + " case of " + host, 1, Integer::sum));
    suppressed.values().forEach(each -> counts.merge("muted " + each.kind(), 1, Integer::sum));
    return "so far " + counts + " and others: " + others;
  }

  /** Reads everything that is there. */
  void readOn() throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      take();
    }
  }

  private void take() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      switch (record.topic().substring(name.length() + 1)) {
        case "alerts" -> {
          Alert alert = RecordJson.read(record.value(), Alert.class);
          alerts.put(alert.alertId(), alert);
        }
        case "cases" -> {
          Case each = RecordJson.read(record.value(), Case.class);
          cases.put(name(each.host().key()), each);
        }
        case "suppressed" -> {
          Suppressed each = RecordJson.read(record.value(), Suppressed.class);
          suppressed.put(each.recordId(), each);
        }
        default -> others++;
      }
    }
  }

  private static String name(String hostKey) {
    return hostKey.substring(hostKey.indexOf('/') + 1);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
