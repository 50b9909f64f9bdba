package dev.iischain.bench;

import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Detection;
import dev.iischain.event.Level;
import dev.iischain.event.RawRecord;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.operator.Decode;
import dev.iischain.operator.Detect;
import dev.iischain.operator.EpisodeStep;
import dev.iischain.operator.LedgerSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.RememberEvidence;
import dev.iischain.operator.StreamKeys;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * How large checkpoints and savepoints of the host ledger are, and how long they take: each host
 * has a module that was written, registered and loaded, and may have others that were only written.
 */
final class StateTable {

  /** The hosts whose module was sent to be judged; the ledger runs in this process. */
  private static final Set<String> JUDGED = ConcurrentHashMap.newKeySet();

  /** What fills a ledger on a backend. */
  private record Fill(String backend, FleetTelemetry fleet) {

    static Fill of(String backend, int hosts, int written) {
      return new Fill(backend, new FleetTelemetry(hosts, written));
    }
  }

  private static final int MINIMUM_SCORE = 35;

  private StateTable() {}

  /** The table of the documentation, or with a backend, hosts and files only written one of it. */
  @SuppressWarnings("SystemOut")
  static void print(List<String> one) throws Exception {
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
        one.size() == 3
            ? List.of(
                Fill.of(one.get(0), Integer.parseInt(one.get(1)), Integer.parseInt(one.get(2))))
            : List.of(
                Fill.of("hashmap", 10_000, 0),
                Fill.of("hashmap", 10_000, 20),
                Fill.of("rocksdb", 10_000, 0),
                Fill.of("rocksdb", 10_000, 20),
                Fill.of("rocksdb", 100_000, 0));
    for (Fill fill : fills) {
      measure(fill);
    }
  }

  private static void measure(Fill fill) throws Exception {
    Path folder = Files.createTempDirectory("state-table-");
    JUDGED.clear();
    Configuration flink = configuration(fill.backend(), folder);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    build(env, fill.fleet());
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
      awaitJudged(fill.fleet().hosts());
      row(fill, "filled", System.nanoTime() - began, -1);
      checkpoint(running, job, fill, "first checkpoint");
      // The source that fills ends with that checkpoint, and another meanwhile would fail.
      awaitEnd(running, job, "fill");
      checkpoint(running, job, fill, "next checkpoint, nothing new");
      Map<SavepointFormatType, String> savepoints = new EnumMap<>(SavepointFormatType.class);
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
        savepoints.put(format, place);
      }
      end(running, job);
      for (Map.Entry<SavepointFormatType, String> each : savepoints.entrySet()) {
        restore(running, fill, flink, each.getKey(), each.getValue());
      }
    } finally {
      delete(folder);
    }
  }

  /** From the submission until every task has its state and runs. */
  private static void restore(
      MiniCluster running, Fill fill, Configuration flink, SavepointFormatType format, String place)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    build(env, fill.fleet());
    StreamGraph graph = env.getStreamGraph();
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(place));
    long start = System.nanoTime();
    JobID job = running.submitJob(graph).get().getJobID();
    awaitRunning(running, job);
    row(fill, "restore, " + format.name().toLowerCase(Locale.ROOT), System.nanoTime() - start, -1);
    end(running, job);
  }

  private static void end(MiniCluster running, JobID job) throws Exception {
    running.cancelJob(job).get();
    running.requestJobResult(job).get();
  }

  private static void build(StreamExecutionEnvironment env, FleetTelemetry fleet) {
    DataStream<RawRecord> filling =
        env.fromSource(
                new DataGeneratorSource<>(
                    fleet::record, fleet.records(), TypeInformation.of(RawRecord.class)),
                WatermarkStrategy.noWatermarks(),
                "fill")
            .uid("fill");
    // Never ends, so that the job goes on when everything is filled.
    DataStream<RawRecord> idle =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> fleet.record(0),
                    Long.MAX_VALUE,
                    RateLimiterStrategy.perSecond(2),
                    TypeInformation.of(RawRecord.class)),
                WatermarkStrategy.noWatermarks(),
                "idle")
            .uid("idle");
    DataStream<Detection> detections =
        filling
            .union(idle)
            .process(new Decode(NormaliseOptions.defaults(), null))
            .uid("decode")
            .process(
                new Detect(RuleSet.compile(RuleLibrary.builtIn().orThrow()), Level.INFORMATIONAL))
            .uid("detect");
    StreamKeys.chainEvidence(detections)
        .process(
            new RememberEvidence(
                new LedgerSettings(
                    LedgerOptions.defaults(),
                    ChainLibrary.load(List.of()),
                    MINIMUM_SCORE,
                    Pace.LIVE,
                    Duration.ofMillis(200))))
        .uid("host-ledger")
        .filter(StateTable::isJudged)
        .uid("judged")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  private static boolean isJudged(EpisodeStep step) {
    if (step.episode() != null) {
      JUDGED.add(step.episode().hostKey());
    }
    return true;
  }

  private static Configuration configuration(String backend, Path folder) {
    Configuration flink = new Configuration();
    flink.set(StateBackendOptions.STATE_BACKEND, backend);
    // As deploy sets them.
    flink.setString("state.backend.rocksdb.use-bloom-filter", "true");
    flink.setString("state.backend.rocksdb.memory.partitioned-index-filters", "true");
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

  private static void awaitRunning(MiniCluster running, JobID job) throws Exception {
    while (!isRunning(running.getExecutionGraph(job).get())) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Every subtask: a vertex as a whole counts as running from its first one on. */
  private static boolean isRunning(AccessExecutionGraph graph) {
    int tasks = 0;
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      ExecutionState state = task.getExecutionState();
      if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
        return false;
      }
      tasks++;
    }
    // None before the job is set up.
    return tasks > 0;
  }

  private static void awaitEnd(MiniCluster running, JobID job, String source) throws Exception {
    while (running.getExecutionGraph(job).get().getAllVertices().values().stream()
        .filter(each -> each.getName().contains(source))
        .anyMatch(each -> each.getAggregateState() != ExecutionState.FINISHED)) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void awaitJudged(int hosts) {
    while (JUDGED.size() < hosts) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void row(Fill fill, String what, long nanos, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %8d %7d %-36s %8.1f %14s %12s%n",
        fill.backend(),
        fill.fleet().hosts(),
        fill.fleet().written(),
        what,
        nanos / 1e9,
        bytes < 0 ? "" : bytes,
        bytes < 0 ? "" : bytes / fill.fleet().hosts());
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
