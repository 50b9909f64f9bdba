package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.local.ClusterStatus;
import dev.iischain.local.JobSubmission;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.LocalClusterException;
import dev.iischain.local.WantedPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shaded job on a cluster of processes, under attack, while every process of the cluster is
 * killed and paused and its disk runs full: nothing is lost and nothing doubled, in both guarantees
 * and with both state backends. {@code -Psoak}; {@code -Dsoak.minutes} and {@code -Dsoak.seed}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakITCase {

  /** Beside feeding: submission, draining, the verdict. */
  private static final Duration OVERHEAD = Duration.ofSeconds(50);

  private static final Duration CATCH_UP = Duration.ofMinutes(4);

  private record Run(boolean exactlyOnce, String backend) {
    String name() {
      return (exactlyOnce ? "once" : "least") + "-" + backend;
    }
  }

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final int minutes = Integer.getInteger("soak.minutes");
  private final long seed = Long.getLong("soak.seed", new Random().nextInt(1_000_000));
  private final List<String> wrong = new ArrayList<>();
  private final List<String> table = new ArrayList<>();
  private LocalCluster cluster;
  private LocalCluster.Address address;
  private Path code;
  private SmallDisk disk;

  @BeforeEach
  void start() throws Exception {
    code = Path.of(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    cluster = new LocalCluster(folder.resolve("state"), line -> {});
    address = cluster.up(code, WantedPorts.ANY);
    disk = new SmallDisk(folder.resolve("small"));
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    boolean keep = !wrong.isEmpty();
    cluster.down(!keep);
    disk.close();
    if (keep) {
      say("logs and state are kept in " + folder);
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void nothingIsLostOrDoubledWhateverFails() throws Exception {
    List<Run> runs =
        minutes >= 8
            ? List.of(
                new Run(true, "hashmap"),
                new Run(true, "rocksdb"),
                new Run(false, "hashmap"),
                new Run(false, "rocksdb"))
            : List.of(new Run(true, "rocksdb"), new Run(false, "hashmap"));
    Duration window = Duration.ofMinutes(minutes).dividedBy(runs.size()).minus(OVERHEAD);
    window = window.compareTo(Duration.ofSeconds(30)) < 0 ? Duration.ofSeconds(30) : window;
    Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(12));
    say("seed %d, first event %s, %s of feeding a run".formatted(seed, first, window));
    say("checkpoints go to " + disk.kind());

    SoakTelemetry telemetry = SoakTelemetry.of(seed, first, window);
    SoakVerdict.Reference reference = replay(telemetry);
    for (Run run : runs) {
      soak(run, telemetry, reference);
    }
    say(SoakVerdict.header());
    table.forEach(SoakITCase::say);
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(table).hasSize(runs.size());
  }

  private SoakVerdict.Reference replay(SoakTelemetry telemetry) throws Exception {
    Path input = Files.write(folder.resolve("records.log"), telemetry.lines());
    Path out = folder.resolve("replay");
    CommandRun ran = CommandRun.of("replay", "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    SoakVerdict.Reference reference = SoakVerdict.Reference.of(out);
    assertThat(reference.cases()).hasSameSizeAs(telemetry.expected()).hasSizeGreaterThan(20);
    return reference;
  }

  private void soak(Run run, SoakTelemetry telemetry, SoakVerdict.Reference reference)
      throws Exception {
    say("-- " + run.name());
    String prefix = run.name() + ".";
    String feeds = prefix + "telemetry.";
    createTopics(prefix, feeds);
    Path config = Files.writeString(folder.resolve(run.name() + ".yaml"), configuration(run));
    String job =
        cluster.submit(
            code,
            JobSubmission.Request.plain()
                .with(config)
                .with(List.of("state.backend.type=" + run.backend())));

    SoakFeeder feeder = new SoakFeeder(address.bootstrapServers(), feeds, telemetry.sent());
    SoakFaults faults =
        new SoakFaults(
            cluster,
            code,
            address.bootstrapServers(),
            disk,
            feeds,
            seed + run.name().hashCode(),
            SoakITCase::say);
    feeder.start();
    faults.run(feeder, job, minutes >= 8);
    try {
      feeder.await();
    } catch (IllegalStateException e) {
      // Told with the rest, so that the logs of the broker are kept.
      wrong.add(run.name() + ": " + e.getMessage() + ": " + e.getCause());
    }
    cluster.up(code, WantedPorts.ANY);
    if (!awaitAllRead(run.name(), feeds)) {
      wrong.add(run.name() + ": the job has not caught up within " + CATCH_UP + jobs());
    }
    stop(job);

    SoakVerdict verdict =
        SoakVerdict.of(address.bootstrapServers(), prefix, run.exactlyOnce(), reference);
    table.add(verdict.row(run.backend(), telemetry.sent().size(), faults.done()));
    say(table.get(table.size() - 1));
    verdict.wrong().forEach(each -> wrong.add(run.name() + ": " + each));
    if (!verdict.outcomes().equals(telemetry.expected())) {
      wrong.add(run.name() + ": the cases are not those of the oracle: " + verdict.outcomes());
    }
    if (run.exactlyOnce()
        ? verdict.deadLetters() != telemetry.broken()
        : verdict.deadLetters() < telemetry.broken()) {
      wrong.add(run.name() + ": " + verdict.deadLetters() + " dead letters");
    }
    if (faults.failedOnFullDisk() == 0) {
      wrong.add(run.name() + ": no checkpoint failed when the disk was full");
    }
  }

  private String configuration(Run run) {
    return """
    name: soak-%1$s
    kafka:
      bootstrap-servers: ["%2$s"]
      guarantee: %3$s
      group-id: %1$s
      transactional-id-prefix: %1$s
      partition-discovery-interval: 2s
    topics:
      telemetry: '%1$s\\.telemetry\\..+'
      alerts: %1$s.alerts
      cases: %1$s.cases
      suppressed: %1$s.suppressed
      dead-letters: %1$s.dead-letters
      near-misses: %1$s.near-misses
      suppressions: %1$s.suppressions
    checkpointing:
      interval: 1s
      min-pause: 0s
      directory: "%4$s"
    """
        .formatted(
            run.name(),
            address.bootstrapServers(),
            run.exactlyOnce() ? "exactly-once" : "at-least-once",
            disk.folder().resolve("checkpoints").toUri());
  }

  private void createTopics(String prefix, String feeds) throws Exception {
    // Not compacted, so that a record that was doubled cannot disappear.
    Stream<String> outputs =
        Stream.of("alerts", "cases", "suppressed", "dead-letters", "near-misses", "suppressions")
            .map(prefix::concat);
    Stream<String> inputs =
        SoakTelemetry.FEEDS.stream().filter(feed -> !feed.equals("late")).map(feeds::concat);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()))) {
      admin
          .createTopics(
              Stream.concat(inputs, outputs).map(name -> new NewTopic(name, 2, (short) 1)).toList())
          .all()
          .get();
    }
  }

  /** As an operator would: what was killed last may not be back yet. */
  private void stop(String job) {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (true) {
      try {
        cluster.stop(job, true, null);
        return;
      } catch (LocalClusterException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      }
    }
  }

  /** Whether the job has committed the end of every partition of telemetry. */
  private boolean awaitAllRead(String group, String feeds) throws Exception {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      List<String> topics = SoakTelemetry.FEEDS.stream().map(feeds::concat).toList();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic
                      .partitions()
                      .forEach(
                          each ->
                              latest.put(
                                  new TopicPartition(name, each.partition()),
                                  OffsetSpec.latest())));
      assertThat(latest).hasSize(9);
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      while (System.nanoTime() < deadline) {
        Map<TopicPartition, OffsetAndMetadata> read =
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        if (ends.entrySet().stream()
            .allMatch(
                end ->
                    end.getValue() == 0
                        || (read.get(end.getKey()) != null
                            && read.get(end.getKey()).offset() >= end.getValue()))) {
          return true;
        }
        LockSupport.parkNanos(300_000_000);
      }
    }
    return false;
  }

  private String jobs() {
    StringBuilder jobs = new StringBuilder();
    for (ClusterStatus.Job each : cluster.status().jobs()) {
      jobs.append("; ").append(each);
    }
    return jobs.toString();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
