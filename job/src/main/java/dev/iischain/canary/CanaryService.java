package dev.iischain.canary;

import dev.iischain.config.JobConfig;
import dev.iischain.config.TelemetryTopics;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends canaries to the telemetry topics and looks for their alerts and cases, as a consumer of
 * committed records sees them. Only what carries the job's own mark counts as found.
 */
public final class CanaryService implements AutoCloseable {

  private static final byte[] NAME = CanaryMark.PREFIX.getBytes(StandardCharsets.UTF_8);

  private final JobConfig config;
  private final CanaryMark mark;
  private final CanaryWatch watch;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Connects, and reads what comes from now on; fails where the secret cannot be read. */
  public CanaryService(JobConfig config, CanarySecret secret) throws IOException {
    this.config = config;
    mark = new CanaryMark(secret.read());
    watch = new CanaryWatch(config.canary().timeout());
    Properties properties = config.kafka().clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "latest");
    properties.setProperty("allow.auto.create.topics", "false");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeks now, and not with the first poll
    producer =
        new KafkaProducer<>(
            config.kafka().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private List<TopicPartition> partitions() {
    return Stream.of(config.topics().alerts(), config.topics().cases())
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Partitions that were added hold alerts and cases like all others. */
  private void watchAdded() {
    Set<TopicPartition> watched = watched();
    List<TopicPartition> all = partitions();
    List<TopicPartition> added = all.stream().filter(each -> !watched.contains(each)).toList();
    if (!added.isEmpty()) {
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
  }

  /** Where alerts and cases are looked for. */
  Set<TopicPartition> watched() {
    return Set.copyOf(consumer.assignment());
  }

  /** The fate of the last canary of a topic; a hop that did not end has no duration. */
  public record Fate(String topic, String alert, String complete) {}

  /** Sends one canary to each telemetry topic there is now; returns the topics. */
  public List<String> send() throws InterruptedException, ExecutionException {
    watchAdded();
    List<Future<?>> sent = new ArrayList<>();
    List<String> topics = topics();
    for (String topic : topics) {
      long now = System.currentTimeMillis();
      String host = CanaryMark.host(topic, now);
      String path = mark.path(host, now);
      watch.sent(topic, path, now);
      byte[] key = host.getBytes(StandardCharsets.UTF_8);
      for (byte[] record : CanaryRecords.of(host, path, now)) {
        sent.add(producer.send(new ProducerRecord<>(topic, key, record)));
      }
    }
    for (Future<?> each : sent) {
      each.get();
    }
    return topics;
  }

  /** Canaries could not be sent, or looked for. */
  public void failed() {
    watch.failed();
  }

  private List<String> topics() throws InterruptedException, ExecutionException {
    TelemetryTopics telemetry = config.topics().telemetry();
    if (telemetry instanceof TelemetryTopics.Named named) {
      return named.topics();
    }
    try (Admin admin = Admin.create(config.kafka().clientProperties())) {
      return admin.listTopics().names().get().stream()
          .filter(telemetry::includes)
          .sorted()
          .toList();
    }
  }

  /** Reads what came, and gives up canaries whose time is over. */
  public void look(Duration patience) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      if (record.value() != null && holds(record.value())) {
        found(record.topic(), record.value());
      }
    }
    watch.giveUp(System.currentTimeMillis());
  }

  private void found(String topic, byte[] json) {
    long now = System.currentTimeMillis();
    try {
      if (topic.equals(config.topics().cases())) {
        Case revision = RecordJson.readKnown(json, Case.class);
        if (CanaryMark.isMarked(revision.suppressions())
            && revision.status().equals(Case.COMPLETE)) {
          watch.complete(revision.dll().path(), now);
        }
      } else {
        Alert alert = RecordJson.readKnown(json, Alert.class);
        if (CanaryMark.isMarked(alert.suppressions()) && alert.dll() != null) {
          watch.alert(alert.dll().path(), now);
        }
      }
    } catch (IOException e) {
      // Of another version, and so no answer to ours.
    }
  }

  /** Most records are nobody's canary and need not be parsed. */
  private static boolean holds(byte[] json) {
    for (int i = 0; i <= json.length - NAME.length; i++) {
      int k = 0;
      while (k < NAME.length && json[i + k] == NAME[k]) {
        k++;
      }
      if (k == NAME.length) {
        return true;
      }
    }
    return false;
  }

  /** Whether the fate of every canary is known. */
  public boolean isDone() {
    return watch.isDone();
  }

  /** Whether the last canary of any topic is missing. */
  public boolean isAnyMissing() {
    return watch.isAnyMissing();
  }

  /** The fates of the last canaries. */
  public List<Fate> fates() {
    List<Fate> fates = new ArrayList<>();
    for (CanaryWatch.Run run : watch.last()) {
      fates.add(new Fate(run.topic(), text(run.alertMillis()), text(run.caseMillis())));
    }
    return fates;
  }

  private static String text(@Nullable Long millis) {
    return millis == null ? "missing" : millis + " ms";
  }

  /** What Prometheus is told. */
  public String metrics() {
    return watch.metrics();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
