package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
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

  private final RunTopics topics = new RunTopics("start-and-stop");
  private int knownAlerts;
  private int knownCases;

  @AfterEach
  void close() {
    topics.close();
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
  void committedIsTheOldestRecordFirstAndThenWhereTheLastRunEnded() throws Exception {
    attack("first", 0);
    run("committed", "now");
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 3L));
    assertThat(topics.committedSuppressions()).isEmpty();
    assertThat(newHosts()).containsExactly("first");
    run("committed", "now");
    assertThat(newHosts()).as("nothing again").isEmpty();
    attack("second", 10);
    attack("third", 20);
    run("committed", RECEIVED.plusSeconds(20).toString());
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 6L));
    assertThat(newHosts()).containsExactly("second");
    run("committed", RECEIVED.plusSeconds(60).toString());
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 9L));
    assertThat(newHosts()).containsExactly("third");
  }

  @Test
  void whatArrivesDuringARunIsReadByTheNextOneOnly() throws Exception {
    attack("first", 0);
    CommandRun ran =
        CommandRun.meanwhile(
            "Running job", () -> attack("late", 10), arguments("committed", "now"));
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 3L));
    assertThat(newHosts()).containsExactly("first");
    run("committed", "now");
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 6L));
    assertThat(newHosts()).containsExactly("late");
    run("committed", "now");
    assertThat(newHosts()).as("nothing again").isEmpty();
  }

  @Test
  void aTopicThatAppearsDuringARunIsReadByTheNextOneFromItsStart() throws Exception {
    Path config = topics.matching(folder, "committed", "telemetry.*");
    attack("first", 0);
    attackOn("telemetry-other", "other", 10);
    CommandRun ran =
        CommandRun.meanwhile(
            "Running job",
            () -> attackOn("telemetry-late", "late", 20),
            RunTopics.until(config, "now"));
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(topics.committed())
        .containsExactly(Map.entry("telemetry", 3L), Map.entry("telemetry-other", 3L));
    assertThat(newHosts()).containsExactly("first", "other");
    ran = CommandRun.of(RunTopics.until(config, "now"));
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(topics.committed()).containsEntry("telemetry-late", 3L).hasSize(3);
    assertThat(newHosts()).containsExactly("late");
  }

  @Test
  void aPatternWithoutATopicIsToldInsteadOfReadingNothing() throws Exception {
    Path config = topics.matching(folder, "committed", "nothing-yet.*");
    CommandRun ran = CommandRun.of(RunTopics.until(config, "now"));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("topics.telemetry: no topic matches", "nothing-yet.*");
  }

  @Test
  void aRunOverWhatTheGroupHasReadDoesNotTakeItBack() throws Exception {
    attack("first", 0);
    attack("second", 10);
    run("committed", "now");
    assertThat(newHosts()).containsExactly("first", "second");
    run("earliest", RECEIVED.plusSeconds(10).toString());
    assertThat(newHosts()).containsExactly("first");
    assertThat(topics.committed()).containsExactly(Map.entry("telemetry", 6L));
  }

  @Test
  void aGroupThatAnotherReadsForIsLeftAloneAndTold() throws Exception {
    attack("first", 0);
    try (KafkaConsumer<byte[], byte[]> member = topics.member()) {
      assertThat(member.assignment()).isNotEmpty();
      CommandRun ran = CommandRun.of(arguments("earliest", "now"));
      assertThat(ran.status()).as(ran.err()).isEqualTo(1);
      assertThat(ran.err())
          .contains("Read to the end, and everything is written.", "could not be committed");
    }
    assertThat(topics.committed()).isEmpty();
    assertThat(newHosts()).containsExactly("first");
  }

  @Test
  void aWrongEndIsToldBeforeAnythingStarts() throws Exception {
    CommandRun ran =
        CommandRun.of("run", "--config", topics.config(folder, "earliest"), "--until", "tomorrow");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("'tomorrow' is neither now nor a time");
    ran =
        CommandRun.of(
            "run",
            "--config",
            topics.config(folder, "earliest"),
            "--until",
            "now",
            "--from",
            "savepoint");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Leave out one of the two.");
  }

  private void run(String from, String until) throws IOException {
    CommandRun ran = CommandRun.of(arguments(from, until));
    assertThat(ran.status()).as(ran.err()).isZero();
  }

  private Object[] arguments(String from, String until) throws IOException {
    return RunTopics.until(topics.config(folder, from), until);
  }

  /** A whole chain, of which Kafka gets the first record at this second. */
  private void attack(String host, int second) {
    attack(topics::send, host, second);
  }

  private void attackOn(String topic, String host, int second) {
    attack((millis, line) -> topics.sendTo(topic, millis, line), host, second);
  }

  private static void attack(BiConsumer<Long, String> to, String host, int second) {
    Sensor sensor = Telemetry.sysmon(host + ".corp.example");
    long received = RECEIVED.plusSeconds(second).toEpochMilli();
    to.accept(received, sensor.write(HAPPENED, DLL, null));
    to.accept(received + 1000, sensor.register(HAPPENED.plusSeconds(60), DLL));
    to.accept(received + 2000, sensor.load(HAPPENED.plusSeconds(120), DLL, null));
  }

  /** The hosts of all alerts and cases that were written since this was asked last. */
  private TreeSet<String> newHosts() {
    List<Alert> alerts = topics.read("alerts", Alert.class);
    List<Case> cases = topics.read("cases", Case.class);
    TreeSet<String> hosts = new TreeSet<>();
    alerts.subList(knownAlerts, alerts.size()).forEach(each -> hosts.add(each.host().name()));
    cases.subList(knownCases, cases.size()).forEach(each -> hosts.add(each.host().name()));
    knownAlerts = alerts.size();
    knownCases = cases.size();
    return hosts;
  }

  private TreeSet<String> hosts() {
    TreeSet<String> hosts = new TreeSet<>();
    for (Case revision : topics.read("cases", Case.class)) {
      assertThat(revision.status()).isIn("partial", "complete");
      hosts.add(revision.host().name());
    }
    return hosts;
  }
}
