package dev.iischain.bench;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Detection;
import dev.iischain.event.Stage;
import dev.iischain.operator.LedgerSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.RememberEvidence;
import dev.iischain.operator.StreamKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * How large checkpoints and savepoints of the host ledger are, and how long they take: each host
 * has a module that was written, registered and loaded, and may have others that were only written.
 */
final class StateTable {

  private static final int STEPS = 3;
  private static final long DAY = Instant.parse("2026-10-05T00:00:00Z").toEpochMilli();

  /**
   * What is in a ledger.
   *
   * @param written how many more module files of each host were only written
   */
  private record Fill(String backend, int hosts, int written) {

    long events() {
      return (long) hosts * eventsOfAHost();
    }

    int eventsOfAHost() {
      return STEPS + written;
    }
  }

  /** How many events the ledger has taken; it runs in this process. */
  private static final AtomicLong TAKEN = new AtomicLong();

  private StateTable() {}

  /** The rows of the documentation, or those of so many hosts on both backends. */
  @SuppressWarnings("SystemOut")
  static void print(int hosts) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%n%-8s %8s %7s %-36s %8s %14s %12s%n",
        "backend",
        "hosts",
        "written",
        "the ledger's state",
        "seconds",
        "bytes",
        "bytes a host");
    List<Fill> fills =
        hosts > 0
            ? List.of(new Fill("rocksdb", hosts, 0), new Fill("hashmap", hosts, 0))
            : List.of(
                new Fill("hashmap", 10_000, 0),
                new Fill("hashmap", 10_000, 20),
                new Fill("rocksdb", 10_000, 0),
                new Fill("rocksdb", 10_000, 20),
                new Fill("rocksdb", 100_000, 0));
    for (Fill fill : fills) {
      measure(fill);
    }
  }

  private static void measure(Fill fill) throws Exception {
    Path folder = Files.createTempDirectory("state-table-");
    TAKEN.set(0);
    Configuration flink = configuration(fill.backend(), folder);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    build(env, fill);
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(flink)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(2)
            .build();
    try (MiniCluster running = new MiniCluster(cluster)) {
      running.start();
      long began = System.nanoTime();
      JobID job = running.submitJob(env.getStreamGraph()).get().getJobID();
      awaitTaken(fill.events());
      row(fill, "filled", System.nanoTime() - began, -1);
      // What is still on the way to the ledger is before the barrier.
      checkpoint(running, job, fill, "first checkpoint");
      checkpoint(running, job, fill, "next checkpoint, nothing new");
      for (SavepointFormatType format :
          new SavepointFormatType[] {SavepointFormatType.NATIVE, SavepointFormatType.CANONICAL}) {
        long start = System.nanoTime();
        String place =
            running
                .triggerSavepoint(
                    job, folder.resolve("savepoints").toUri().toString(), false, format)
                .get(30, TimeUnit.MINUTES);
        row(
            fill,
            "savepoint, " + format.name().toLowerCase(Locale.ROOT),
            System.nanoTime() - start,
            size(Path.of(URI.create(place))));
      }
      running.cancelJob(job).get();
    } finally {
      delete(folder);
    }
  }

  private static void build(StreamExecutionEnvironment env, Fill fill) {
    DataStream<Detection> filling =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> {
                      TAKEN.incrementAndGet();
                      return detection(number, fill);
                    },
                    fill.events(),
                    TypeInformation.of(Detection.class)),
                WatermarkStrategy.noWatermarks(),
                "fill")
            .uid("fill");
    // Never ends, so that the job goes on when everything is filled.
    DataStream<Detection> idle =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> detection(0L, fill),
                    Long.MAX_VALUE,
                    RateLimiterStrategy.perSecond(2),
                    TypeInformation.of(Detection.class)),
                WatermarkStrategy.noWatermarks(),
                "idle")
            .uid("idle");
    filling
        .union(idle)
        .keyBy(StreamKeys::host)
        .process(
            new RememberEvidence(
                new LedgerSettings(
                    LedgerOptions.defaults(),
                    ChainLibrary.load(List.of()),
                    35,
                    Pace.LIVE,
                    Duration.ofMillis(200))))
        .uid("host-ledger")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  private static Detection detection(long number, Fill fill) {
    int host = (int) (number / fill.eventsOfAHost());
    int step = (int) (number % fill.eventsOfAHost());
    boolean advances = step < STEPS;
    int file = advances ? host : fill.hosts() + host * fill.written() + step - STEPS;
    Stage stage = advances ? Stage.values()[step] : Stage.WRITE;
    return Histories.detection(host, file, stage, DAY + step * 60_000L);
  }

  private static Configuration configuration(String backend, Path folder) {
    Configuration flink = new Configuration();
    flink.set(StateBackendOptions.STATE_BACKEND, backend);
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(30));
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    return flink;
  }

  private static void checkpoint(MiniCluster running, JobID job, Fill fill, String what)
      throws Exception {
    long start = System.nanoTime();
    running.triggerCheckpoint(job, CheckpointType.CONFIGURED).get(30, TimeUnit.MINUTES);
    long took = System.nanoTime() - start;
    CompletedCheckpointStats stats =
        running
            .getExecutionGraph(job)
            .get()
            .getCheckpointStatsSnapshot()
            .getHistory()
            .getLatestCompletedCheckpoint();
    row(fill, what, took, stats.getCheckpointedSize());
  }

  private static void awaitTaken(long events) {
    while (TAKEN.get() < events) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void row(Fill fill, String what, long nanos, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %8d %7d %-36s %8.1f %14s %12s%n",
        fill.backend(),
        fill.hosts(),
        fill.written(),
        what,
        nanos / 1e9,
        bytes < 0 ? "" : bytes,
        bytes < 0 ? "" : bytes / fill.hosts());
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
