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
import java.util.TreeSet;
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
  void committedIsTheOldestRecordFirstAndThenWhereTheGroupLeftOff() throws Exception {
    attack("first", 0);
    // The source commits while it closes, and Flink does not wait for it: then all is read again.
    for (int attempt = 0; topics.committed() < 3; attempt++) {
      assertThat(attempt).isLessThan(5);
      run("committed", "now");
    }
    assertThat(hosts()).containsExactly("first");
    int alerts = topics.read("alerts", Alert.class).size();
    attack("second", 10);
    run("committed", "now");
    assertThat(hosts()).containsExactly("first", "second");
    List<Alert> all = topics.read("alerts", Alert.class);
    List<Alert> later = all.subList(alerts, all.size());
    // How often an alert goes out hangs on whether its case is there already.
    assertThat(later)
        .as("none of the first again")
        .isNotEmpty()
        .extracting(each -> each.host().name())
        .containsOnly("second");
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
    CommandRun ran =
        CommandRun.of(
            "run", "--config", topics.config(folder, from), "--web-port", "0", "--until", until);
    assertThat(ran.status()).as(ran.err()).isZero();
  }

  /** A whole chain, of which Kafka gets the first record at this second. */
  private void attack(String host, int second) {
    Sensor sensor = Telemetry.sysmon(host + ".corp.example");
    send(second, sensor.write(HAPPENED, DLL, null));
    send(second + 1, sensor.register(HAPPENED.plusSeconds(60), DLL));
    send(second + 2, sensor.load(HAPPENED.plusSeconds(120), DLL, null));
  }

  private void send(int second, String line) {
    topics.send(RECEIVED.plusSeconds(second).toEpochMilli(), line);
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
