package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Telemetry.Sensor;
import dev.iischain.event.Case;
import dev.iischain.operator.Pace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A live job is stopped with a savepoint and goes on from it. */
class SavepointITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final String DLL = "C:\\Windows\\System32\\inetsrv\\diag.dll";
  private static final String WIDER =
      """
      title: IIS module written, registered and loaded
      id: 198680c1-30a2-54ff-9832-15bac376ec6f
      name: iis_module_written_registered_loaded
      status: stable
      description: The built-in chain with more time for the load.
      correlation:
        type: temporal_ordered
        rules: [write, registration, load]
        group-by: [Host, Dll]
        timespan: 50d
      level: critical
      completes: true
      gaps: [7d, 41d]
      """;
  private static final String ADDED =
      """
      title: IIS module refused, then registered
      id: 3b0f6f2e-5a3e-4c55-9d0a-0a7e1f6b2c12
      name: example_refused_registered
      status: experimental
      description: A module was refused, and was registered after that.
      correlation:
        type: temporal_ordered
        rules: [iis_module_load_failure, registration]
        group-by: [Host, Dll]
        timespan: 30d
      level: critical
      completes: false
      gaps: [30d]
      """;

  @TempDir private Path folder;
  private int files;

  @Test
  void keepsTheMemoryAndAppliesChangedAndAddedChains() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Sensor slow = Telemetry.sysmon("slow.corp.example");
    Sensor same = Telemetry.sysmon("same.corp.example");
    append(
        input,
        List.of(
            slow.write(at(0), DLL, null),
            slow.register(at(1), DLL),
            same.write(at(0), DLL, null),
            same.register(at(1), DLL),
            new HostRecords("again", at(2)).refused(DLL).lines().get(0)));
    Collected before = new Collected();
    Path savepoint;
    try (Job job = start(input, before, List.of(), null, "hashmap")) {
      await(() -> before.cases().size() == 2 && before.alerts().size() >= 5);
      savepoint = job.stop(SavepointFormatType.CANONICAL);
    }
    assertThat(before.cases().values()).extracting(Case::status).containsOnly("partial");

    Path wider = Files.writeString(folder.resolve("wider.yml"), WIDER);
    Path added = Files.writeString(folder.resolve("added.yml"), ADDED);
    append(
        input,
        List.of(
            slow.load(at(1 + 40 * 24), DLL, null),
            same.load(at(1 + 42 * 24), DLL, null),
            Telemetry.sysmon("again.corp.example").register(at(30), DLL)));
    Collected after = new Collected();
    try (Job job = start(input, after, List.of(wider, added), savepoint, "hashmap")) {
      await(() -> after.cases().size() == 3 && isExpired(byHost(after).get("same")));
      job.stop(SavepointFormatType.CANONICAL);
    }
    Map<String, Case> old = byHost(before);
    Map<String, Case> now = byHost(after);
    assertThat(now.get("slow").status()).isEqualTo("complete");
    assertThat(now.get("slow").chain()).isEqualTo("iis_module_written_registered_loaded");
    assertThat(now.get("slow").caseId()).isEqualTo(old.get("slow").caseId());
    assertThat(now.get("slow").revision()).isGreaterThan(old.get("slow").revision());
    assertThat(now.get("same").stages()).filteredOn(stage -> stage.count() > 0).hasSize(3);
    assertThat(now.get("same").caseId()).isEqualTo(old.get("same").caseId());
    assertThat(now.get("again").chains()).containsExactly("example_refused_registered");
    assertThat(now.get("again").timeline()).hasSize(2);
  }

  @Test
  void takesAFewKilobytesForEachHost() throws Exception {
    int hosts = Integer.getInteger("state.hosts", 500);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      Sensor sensor = Telemetry.sysmon("n" + i + ".corp.example");
      lines.add(sensor.write(at(0), DLL, null));
      lines.add(sensor.register(at(1), DLL));
      lines.add(sensor.load(at(2), DLL, null));
      lines.add(sensor.write(at(3), "C:\\inetpub\\shop\\bin\\Shop.dll", null));
    }
    System.out.printf(
        "%-10s %-10s %8s %12s %14s%n", "backend", "format", "hosts", "bytes", "bytes a host");
    for (String backend : List.of("hashmap", "rocksdb")) {
      Path input = Files.createDirectory(folder.resolve(backend));
      append(input, lines);
      for (SavepointFormatType format : SavepointFormatType.values()) {
        Collected collected = new Collected();
        Path savepoint;
        try (Job job = start(input, collected, List.of(), null, backend)) {
          await(
              () ->
                  collected.cases().values().stream()
                          .filter(each -> each.status().equals("complete"))
                          .count()
                      == hosts);
          savepoint = job.stop(format);
        }
        long bytes = size(savepoint);
        System.out.printf(
            "%-10s %-10s %8d %12d %14d%n",
            backend, format.name().toLowerCase(Locale.ROOT), hosts, bytes, bytes / hosts);
        assertThat(bytes / hosts).isBetween(1_000L, 60_000L);
      }
    }
  }

  /** A running job. */
  private record Job(JobClient client, Path target) implements AutoCloseable {

    Path stop(SavepointFormatType format) throws Exception {
      return Path.of(
          URI.create(
              client
                  .stopWithSavepoint(false, target.toUri().toString(), format)
                  .get(120, TimeUnit.SECONDS)));
    }

    @Override
    public void close() {
      try {
        if (!client.getJobStatus().get().isGloballyTerminalState()) {
          client.cancel().get();
        }
      } catch (Exception e) {
        throw new IllegalStateException("the job cannot be ended", e);
      }
    }
  }

  private Job start(
      Path input, Collected collected, List<Path> chains, @Nullable Path savepoint, String backend)
      throws Exception {
    Path options =
        Files.writeString(folder.resolve("options.yml"), "ledger: {debounce: 0s, retention: 60d}");
    DetectionSettings settings = new SettingsLoader(options, List.of(), chains).load(Pace.LIVE);
    Configuration flink = FlinkDefaults.graph();
    flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    flink.set(StateBackendOptions.STATE_BACKEND, backend);
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    new DetectionTopology(GrowingTelemetry.in(input), collected.sinks(), settings).build(env);
    return new Job(env.executeAsync(), Files.createDirectories(folder.resolve("savepoints")));
  }

  /** A new file appears as a whole. */
  private void append(Path input, List<String> lines) throws IOException {
    Path whole = Files.write(folder.resolve("next"), lines);
    Files.move(whole, input.resolve(files++ + ".log"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + Duration.ofMinutes(9).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the job has taken too long").isLessThan(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Its load came after the wider gap too, and event time has come past it. */
  private static boolean isExpired(@Nullable Case found) {
    return found != null && found.status().equals(Case.EXPIRED);
  }

  private static Map<String, Case> byHost(Collected collected) {
    Map<String, Case> cases = new TreeMap<>();
    collected.cases().values().forEach(each -> cases.put(each.host().name(), each));
    return cases;
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }
}
