package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the streaming job starts to read, and where it ends. */
class StartAndStopITCase {

  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  // Not so long ago that the broker would forget it.
  private static final Instant RECEIVED =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
  private static final Instant HAPPENED = RECEIVED.minus(Duration.ofHours(2));

  @TempDir private Path folder;

  private String name;
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void prepare() {
    name = SharedBroker.uniqueName("start-and-stop");
    // One partition, so that one line of Kafka's time runs through all records.
    SharedBroker.createTopics(1, topic("telemetry"), topic("alerts"), topic("cases"));
    SharedBroker.createTopics(
        1, topic("suppressed"), topic("dead-letters"), topic("near-misses"), topic("suppressions"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void earliestReadsEverythingAndLatestNothingOfWhatIsThere() throws Exception {
    attack("first", 0);
    attack("second", 10);
    run("earliest", "now");
    assertThat(hosts()).containsExactly("first", "second");
    attack("third", 20);
    run("latest", "now");
    assertThat(hosts()).containsExactly("first", "second");
  }

  @Test
  void aTimeIsThatOfTheFirstRecordReadAndUntilThatOfTheFirstNotRead() throws Exception {
    attack("first", 0);
    attack("second", 10);
    attack("third", 20);
    run("timestamp:" + RECEIVED.plusSeconds(10), RECEIVED.plusSeconds(20).toString());
    assertThat(hosts()).containsExactly("second");
  }

  @Test
  void committedIsTheOldestRecordFirstAndThenWhereTheGroupLeftOff() throws Exception {
    attack("first", 0);
    run("committed", "now");
    assertThat(hosts()).containsExactly("first");
    int alerts = read("alerts").size();
    attack("second", 10);
    run("committed", "now");
    assertThat(hosts()).containsExactly("first", "second");
    List<String> later = new ArrayList<>();
    for (byte[] each : read("alerts").subList(alerts, read("alerts").size())) {
      later.add(RecordJson.read(each, Alert.class).host().name());
    }
    // How often an alert goes out hangs on whether its case is there already.
    assertThat(later).as("none of the first again").isNotEmpty().containsOnly("second");
  }

  @Test
  void aWrongEndIsToldBeforeAnythingStarts() throws Exception {
    CommandRun ran = CommandRun.of("run", "--config", config("earliest"), "--until", "tomorrow");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("'tomorrow' is neither now nor a time");
    ran =
        CommandRun.of(
            "run", "--config", config("earliest"), "--until", "now", "--from", "savepoint");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Leave out one of the two.");
  }

  private void run(String from, String until) throws IOException {
    CommandRun ran =
        CommandRun.of("run", "--config", config(from), "--web-port", "0", "--until", until);
    assertThat(ran.status()).as(ran.err()).isZero();
  }

  private Path config(String from) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        kafka:
          bootstrap-servers: ["%1$s"]
          guarantee: exactly-once
          group-id: %2$s
          transactional-id-prefix: %2$s
          start-from: "%3$s"
        topics:
          telemetry: [%2$s.telemetry]
          alerts: %2$s.alerts
          cases: %2$s.cases
          suppressed: %2$s.suppressed
          dead-letters: %2$s.dead-letters
          near-misses: %2$s.near-misses
          suppressions: %2$s.suppressions
        checkpointing:
          interval: 1s
          min-pause: 0s
        """
            .formatted(SharedBroker.bootstrapServers(), name, from));
  }

  /** A whole chain, of which Kafka gets the first record at this second. */
  private void attack(String host, int second) {
    Sensor sensor = Telemetry.sysmon(host + ".corp.example");
    send(second, sensor.write(HAPPENED, DLL, null));
    send(second + 1, sensor.register(HAPPENED.plusSeconds(60), DLL));
    send(second + 2, sensor.load(HAPPENED.plusSeconds(120), DLL, null));
  }

  private void send(int second, String line) {
    long received = RECEIVED.plusSeconds(second).toEpochMilli();
    producer.send(new ProducerRecord<>(topic("telemetry"), 0, received, null, line));
    producer.flush();
  }

  private TreeSet<String> hosts() throws IOException {
    TreeSet<String> hosts = new TreeSet<>();
    for (byte[] each : read("cases")) {
      Case revision = RecordJson.read(each, Case.class);
      assertThat(revision.status()).isIn("partial", "complete");
      hosts.add(revision.host().name());
    }
    return hosts;
  }

  /** What was committed to a topic. */
  private List<byte[]> read(String what) {
    return CommittedRecords.of(SharedBroker.bootstrapServers(), List.of(topic(what))).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private String topic(String what) {
    return name + '.' + what;
  }
}
