package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.local.ClusterStatus;
import dev.iischain.local.FreePorts;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both shaded jobs on a cluster of processes, under attack, while every process of the cluster is
 * killed and paused and its disk runs full: nothing is lost and nothing doubled, in both guarantees
 * and with both state backends, and every panel of the dashboard shows something. {@code -Psoak};
 * {@code -Dsoak.minutes} and {@code -Dsoak.seed}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakITCase {

  /** Beside feeding: submission, draining, the verdict. */
  private static final Duration OVERHEAD = Duration.ofSeconds(50);

  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration CATCH_UP = Duration.ofMinutes(4);

  /** From here on all runs have their place in the minutes, and a pause longer than heartbeats. */
  private static final int LONG = 8;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final int minutes = Integer.getInteger("soak.minutes");
  private final long seed = Long.getLong("soak.seed", new Random().nextInt(1_000_000));
  private final List<String> wrong = new ArrayList<>();
  private final List<String> table = new ArrayList<>();
  private LocalCluster cluster;
  private LocalCluster.Address address;
  private Path code;
  private Path canarySecret;
  private int canaryPort;
  private SmallDisk disk;
  private @Nullable SoakDashboard dashboard;
  private boolean passed;

  @BeforeEach
  void start() throws Exception {
    code = Path.of(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    cluster = new LocalCluster(folder.resolve("state"), line -> {});
    address = cluster.up(code, new WantedPorts(0, 0, FreePorts.inARow(3)));
    disk = new SmallDisk(folder.resolve("small"));
    canarySecret = Files.writeString(folder.resolve("canary"), "0123456789abcdef0123456789abcdef");
    canaryPort = FreePorts.any();
    if (PrometheusServer.isInstalled()) {
      List<Integer> ports = new ArrayList<>(address.metrics().values());
      ports.add(canaryPort);
      dashboard = new SoakDashboard(folder.resolve("prometheus"), ports);
    } else {
      say("Nobody looks at the dashboard: Debian's package prometheus is not installed.");
    }
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    boolean keep = !passed;
    if (dashboard != null) {
      dashboard.close();
    }
    cluster.down(!keep);
    disk.close();
    if (keep) {
      say("logs and state are kept in " + folder);
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void nothingIsLostOrDoubledWhateverFails() throws Exception {
    List<SoakRun> runs = minutes >= LONG ? SoakRun.ALL : SoakRun.EACH_ONCE;
    Duration window = Duration.ofMinutes(minutes).dividedBy(runs.size()).minus(OVERHEAD);
    window = window.compareTo(SHORTEST) < 0 ? SHORTEST : window;
    Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(12));
    say("seed %d, first event %s, %s of feeding a run".formatted(seed, first, window));
    say("checkpoints go to " + disk.kind());

    SoakTelemetry telemetry = SoakTelemetry.of(seed, first, window);
    SoakVerdict.Reference reference = replay(telemetry);
    for (SoakRun run : runs) {
      soak(run, telemetry, reference);
    }
    if (dashboard != null) {
      say(dashboard.toString());
      assertThat(dashboard.queries()).isGreaterThan(40);
      wrong.addAll(dashboard.wrong());
    }
    say(SoakVerdict.header());
    table.forEach(SoakITCase::say);
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(table).hasSize(runs.size());
    passed = true;
  }

  private SoakVerdict.Reference replay(SoakTelemetry telemetry) throws Exception {
    Path input = Files.write(folder.resolve("records.log"), telemetry.lines());
    Path suppressions =
        Files.writeString(
            folder.resolve("suppressions.yaml"),
            "- " + SoakTelemetry.SUPPRESSION.replace("\n", "\n  ") + "\n");
    Path out = folder.resolve("replay");
    CommandRun ran = CommandRun.of("replay", "--suppressions", suppressions, "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    SoakVerdict.Reference reference = SoakVerdict.Reference.of(out);
    assertThat(reference.cases()).hasSameSizeAs(telemetry.expected()).hasSizeGreaterThan(20);
    return reference;
  }

  private void soak(SoakRun run, SoakTelemetry telemetry, SoakVerdict.Reference reference)
      throws Exception {
    say("-- " + run.name());
    Instant begin = Instant.now();
    SoakTopics topics = new SoakTopics(address.bootstrapServers(), run);
    topics.create();
    try (SoakDelivery delivery = new SoakDelivery()) {
      Path config =
          Files.writeString(
              folder.resolve(run.name() + ".yaml"),
              run.configuration(
                      address.bootstrapServers(),
                      disk.folder().resolve("checkpoints"),
                      canarySecret)
                  + delivery.configuration(run.name()));
      String job =
          cluster.submit(code, JobSubmission.Request.plain().with(config).with(run.settings()));
      String deliveryJob = SoakDelivery.submit(cluster, code, config, run.settings());
      SoakFaults faults = faults(run);
      int canaries = feed(run, telemetry, config, faults, job);
      if (!topics.awaitAllRead(CATCH_UP)) {
        wrong.add(run.name() + ": the job has not caught up within " + CATCH_UP + jobs());
      }
      stop(job);
      SoakVerdict verdict = SoakVerdict.of(address.bootstrapServers(), run, reference);
      verdict.judgeDelivery(delivery, CATCH_UP);
      verdict.judgeCanaries(canaries);
      judge(run, telemetry, verdict, faults);
      stop(deliveryJob);
    }
    if (dashboard != null) {
      dashboard.look(begin, Instant.now());
    }
  }

  private SoakFaults faults(SoakRun run) {
    return new SoakFaults(
        cluster,
        code,
        address.folder().resolve("logs"),
        address.bootstrapServers(),
        disk,
        run.feeds(),
        seed + run.name().hashCode(),
        SoakITCase::say);
  }

  /** Everything that happens while the jobs run; how many canaries there were. */
  private int feed(SoakRun run, SoakTelemetry telemetry, Path config, SoakFaults faults, String job)
      throws Exception {
    SoakFeeder feeder = new SoakFeeder(address.bootstrapServers(), run.feeds(), telemetry.sent());
    JobConfig settings = new ConfigLoader(Map.of(), Purpose.RUN).load(config).orThrow();
    try (SoakCanary canary = new SoakCanary(settings, canaryPort)) {
      feeder.start();
      faults.run(feeder, job, minutes >= LONG);
      try {
        feeder.await();
      } catch (IllegalStateException e) {
        // Told with the rest, so that the logs of the broker are kept.
        wrong.add(run.name() + ": " + e.getMessage() + ": " + e.getCause());
      }
      faults.mend("");
      return canary.end();
    }
  }

  private void judge(SoakRun run, SoakTelemetry telemetry, SoakVerdict verdict, SoakFaults faults) {
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
    faults.deaths().forEach(each -> wrong.add(run.name() + ": " + each + " (ended by itself)"));
    if (faults.failedOnFullDisk() == 0) {
      wrong.add(run.name() + ": no checkpoint failed when the disk was full");
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
