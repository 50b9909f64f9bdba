package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} is stopped by a signal, as a process of its own, and goes on from its savepoint. */
class RunFromSavepointITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  // More than a run reads one by one before its first case is out.
  private static final int BACKLOG = 10_000;
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final Instant START = Instant.parse("2025-10-05T10:00:00Z");

  @TempDir private Path folder;

  private final RunTopics topics = new RunTopics("run-from");

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void goesOnWithWhatItKnewAndWritesNothingAgain() throws Exception {
    Sensor whole = Telemetry.sysmon("whole.corp.example");
    Sensor begun = Telemetry.sysmon("begun.corp.example");
    send(begun.write(at(0), DLL, null), begun.register(at(1), DLL));
    send(whole.write(at(0), DLL, null), whole.register(at(1), DLL), whole.load(at(2), DLL, null));
    Path savepoints = folder.resolve("savepoints");
    Process process = start("first", "--savepoints", savepoints.toString());
    try {
      await(process, () -> isComplete("whole") && cases().stream().anyMatch(on("begun")));
      await(process, () -> areLinked("whole") && areLinked("begun"));
      end(process);
    } finally {
      process.destroyForcibly();
    }
    String stopped = "Stopped. Go on with: --from ";
    Path savepoint =
        said("first").stream()
            .filter(line -> line.startsWith(stopped))
            .map(line -> Path.of(line.substring(stopped.length())))
            .findFirst()
            .orElseThrow();
    assertThat(savepoint).hasParent(savepoints).isDirectoryContaining("glob:**/_metadata");
    List<Case> cases = cases();
    int alerts = alerts().size();

    send(begun.load(at(2), DLL, null));
    process = start("second", "--from", savepoint.toString());
    try {
      await(process, () -> isComplete("begun"));
      end(process);
    } finally {
      process.destroyForcibly();
    }
    assertThat(said("second")).noneMatch(line -> line.startsWith(stopped));
    List<Case> later = cases().subList(cases.size(), cases().size());
    Case partial = last(cases, "begun");
    assertThat(partial.status()).isEqualTo("partial");
    assertThat(later).extracting(each -> each.host().name()).containsOnly("begun");
    assertThat(later).extracting(Case::caseId).containsOnly(partial.caseId());
    assertThat(later).extracting(Case::revision).doesNotHaveDuplicates().isSorted();
    assertThat(later.get(0).revision()).isGreaterThan(partial.revision());
    assertThat(last(later, "begun").status()).isEqualTo("complete");
    assertThat(alerts().subList(alerts, alerts().size()))
        .extracting(each -> each.host().name())
        .doesNotContain("whole");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aRunThatIsStoppedBeforeItsEndLeavesTheGroupWhereItIs() throws Exception {
    Sensor sensor = Telemetry.sysmon("whole.corp.example");
    send(
        sensor.write(at(0), DLL, null), sensor.register(at(1), DLL), sensor.load(at(2), DLL, null));
    topics.sendSingly(
        BACKLOG, sensor.start(at(3), "C:\\Windows\\System32\\PING.EXE", "ping a.example"));
    Path savepoints = folder.resolve("savepoints");
    Process process =
        start(
            "bounded",
            topics.slow(folder, "committed"),
            "--savepoints",
            savepoints.toString(),
            "--until",
            "now");
    try {
      await(process, () -> isComplete("whole"));
      end(process);
    } finally {
      process.destroyForcibly();
    }
    assertThat(said("bounded"))
        .as("stopped and not at its end")
        .anyMatch(line -> line.startsWith("Stopped. Go on with: --from "))
        .noneMatch(line -> line.startsWith("Read to the end"));
    assertThat(topics.committed()).isEmpty();
  }

  @Test
  void saysWhatCannotBeGoneOnFrom() throws Exception {
    Path other = folder.resolve("savepoint-4d5e6f");
    SavepointFixture.restorations("delivery").findFirst().orElseThrow().fixture().unpack(other);
    assertThat(refused(other))
        .startsWith("--from: %s is no state that this job can go on from:".formatted(other))
        .contains("Cannot map checkpoint/savepoint state");
    assertThat(refused(folder))
        .startsWith("--from: %s holds no file _metadata".formatted(folder))
        .endsWith("Do you mean %s?".formatted(other));
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("_metadata"), "no state of Flink's");
    assertThat(refused(broken))
        .startsWith("--from: %s is no state that this job can go on from:".formatted(broken));
  }

  private String refused(Path from) throws IOException {
    CommandRun ran =
        CommandRun.of(
            "run",
            "--config",
            topics.config(folder, "earliest"),
            "--web-port",
            "0",
            "--from",
            from);
    assertThat(ran.status()).as(ran.err()).isEqualTo(2);
    return ran.err().strip();
  }

  private static void await(Process process, BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(process.isAlive()).as("the run is alive").isTrue();
      assertThat(System.nanoTime()).as("the run takes its time").isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  private boolean isComplete(String host) {
    return cases().stream().anyMatch(on(host).and(each -> each.status().equals("complete")));
  }

  private static Predicate<Case> on(String host) {
    return each -> each.host().name().equals(host);
  }

  /** Whether the last word on each alert of a host names its case. */
  private boolean areLinked(String host) {
    Map<String, Boolean> linked = new TreeMap<>();
    alerts().stream()
        .filter(each -> each.host().name().equals(host))
        .forEach(each -> linked.put(each.alertId(), each.caseId() != null));
    return !linked.containsValue(false);
  }

  private static void end(Process process) throws InterruptedException {
    process.toHandle().destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private Process start(String run, String... more) throws IOException {
    return start(run, topics.config(folder, "earliest"), more);
  }

  private Process start(String run, Path config, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Cli.class.getName()));
    command.addAll(List.of("run", "--config", config.toString(), "--web-port", "0"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve(run + ".out").toFile())
        .redirectError(folder.resolve(run + ".err").toFile())
        .start();
  }

  private List<String> said(String run) throws IOException {
    return Files.readAllLines(folder.resolve(run + ".err"));
  }

  private void send(String... lines) {
    for (String line : lines) {
      topics.send(null, line);
    }
  }

  private List<Case> cases() {
    return topics.read("cases", Case.class);
  }

  private List<Alert> alerts() {
    return topics.read("alerts", Alert.class);
  }

  private static Case last(List<Case> cases, String host) {
    return cases.stream().filter(on(host)).reduce((first, second) -> second).orElseThrow();
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }
}
