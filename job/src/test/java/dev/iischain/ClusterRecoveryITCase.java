package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.ClusterStatus;
import dev.iischain.local.FreePorts;
import dev.iischain.local.JobSubmission;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.LocalTopics;
import dev.iischain.local.WantedPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar on a cluster of processes, one of which is killed half way through the input. */
@DisabledOnOs(OS.WINDOWS)
class ClusterRecoveryITCase {

  private static final int HOSTS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";

  private static final String TELEMETRY =
      LocalTopics.all().keySet().stream()
          .filter(topic -> topic.startsWith(LocalTopics.TELEMETRY_PREFIX))
          .findFirst()
          .orElseThrow();

  @TempDir Path folder;

  private final List<Alert> alerts = new ArrayList<>();
  private final List<Case> cases = new ArrayList<>();
  private LocalCluster cluster;

  @BeforeEach
  void prepare() {
    cluster = new LocalCluster(folder.resolve("state"), line -> {});
  }

  @AfterEach
  void leaveNothingRunning() {
    cluster.down(true);
  }

  @Test
  void nothingIsLostOrDoubledWhenATaskManagerIsKilled() throws Exception {
    Path code = Path.of(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    LocalCluster.Address address =
        cluster.up(code, new WantedPorts(FreePorts.any(), FreePorts.any(), 0));
    cluster.submit(code, JobSubmission.Request.plain());

    try (KafkaProducer<String, String> producer = producer(address);
        KafkaConsumer<byte[], byte[]> consumer = consumer(address)) {
      send(producer, 0, HOSTS / 2);
      await(consumer, () -> completeCases().size() >= 5);
      kill("taskmanager-1");
      send(producer, HOSTS / 2, HOSTS);
      await(consumer, () -> completeCases().size() == HOSTS && linkedAlerts() == 2 * HOSTS);
      // The last checkpoints may still commit a copy, if there is one: see one more pass through.
      send(producer, HOSTS, HOSTS + 1);
      await(
          consumer, () -> completeCases().size() == HOSTS + 1 && linkedAlerts() == 2 * (HOSTS + 1));
    }

    assertThat(alerts).as("alert records").doesNotHaveDuplicates();
    assertThat(alertIds()).hasSize(2 * (HOSTS + 1));
    Map<String, Set<Long>> revisions = new HashMap<>();
    for (Case revision : cases) {
      assertThat(
              revisions
                  .computeIfAbsent(revision.caseId(), id -> new HashSet<>())
                  .add(revision.revision()))
          .as("revision %s of %s is new", revision.revision(), revision.caseId())
          .isTrue();
    }
    assertThat(revisions).hasSize(HOSTS + 1);
    assertThat(completeCases()).hasSize(HOSTS + 1);
  }

  private static void send(KafkaProducer<String, String> producer, int from, int to) {
    for (int step = 0; step < 3; step++) {
      for (int host = from; host < to; host++) {
        Telemetry.Sensor sensor = Telemetry.sysmon("web%03d.corp.example".formatted(host));
        Instant time = START.plusSeconds(60L * step);
        String record =
            switch (step) {
              case 0 -> sensor.load(time.plusSeconds(180), DLL, null);
              case 1 -> sensor.write(time, DLL, null);
              default -> sensor.register(time, DLL);
            };
        producer.send(new ProducerRecord<>(TELEMETRY, record));
      }
      producer.flush();
    }
  }

  private void await(KafkaConsumer<byte[], byte[]> consumer, BooleanSupplier done)
      throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!done.getAsBoolean() && Instant.now().isBefore(end)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        if (record.topic().equals("iis-chain.alerts")) {
          alerts.add(RecordJson.read(record.value(), Alert.class));
        } else {
          cases.add(RecordJson.read(record.value(), Case.class));
        }
      }
    }
    assertThat(done.getAsBoolean())
        .as(
            "%s complete cases and %s linked alerts within %s",
            completeCases().size(), linkedAlerts(), PATIENCE)
        .isTrue();
  }

  private Set<String> completeCases() {
    Set<String> complete = new HashSet<>();
    for (Case revision : cases) {
      if (revision.status().equals("complete")) {
        complete.add(revision.caseId());
      }
    }
    return complete;
  }

  private long linkedAlerts() {
    return alerts.stream()
        .filter(alert -> alert.caseId() != null)
        .map(Alert::alertId)
        .distinct()
        .count();
  }

  private Set<String> alertIds() {
    Set<String> ids = new HashSet<>();
    alerts.forEach(alert -> ids.add(alert.alertId()));
    return ids;
  }

  private void kill(String name) {
    for (ClusterStatus.Member member : cluster.status().processes()) {
      if (member.name().equals(name) && member.pid() != null) {
        ProcessHandle.of(member.pid()).orElseThrow().destroyForcibly();
      }
    }
  }

  private static KafkaProducer<String, String> producer(LocalCluster.Address address) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(LocalCluster.Address address) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", address.bootstrapServers(),
                "group.id", "recovery-test",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of("iis-chain.alerts", "iis-chain.cases"));
    return consumer;
  }
}
