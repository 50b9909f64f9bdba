package dev.iischain;

import dev.iischain.local.ClusterStatus;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.LocalClusterException;
import dev.iischain.local.WantedPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;

/** Does to a local cluster what happens to clusters, in random order, and mends it again. */
final class SoakFaults {

  /** What can happen. */
  enum Fault {
    KILL_TASK_MANAGER,
    KILL_JOB_MANAGER,
    KILL_BROKER,
    KILL_ZOOKEEPER,
    PAUSE,
    FULL_DISK,
    TOPIC_CREATED_LATE,
    PARTITION_ADDED,
    /** Longer than a heartbeat may be missing: the job is started elsewhere meanwhile. */
    LOST_AND_FOUND
  }

  private static final Duration LOST = Duration.ofSeconds(28);
  private static final Duration FULL = Duration.ofSeconds(8);
  private static final int ATTEMPTS = 4;
  private static final List<String> FENCED =
      List.of("InvalidProducerEpochException", "ProducerFencedException");

  private final LocalCluster cluster;
  private final Path code;
  private final Path logs;
  private final String bootstrapServers;
  private final SmallDisk disk;
  private final String topicPrefix;
  private final Random random;
  private final Consumer<String> log;
  private final Instant begin = Instant.now();
  private final List<String> deaths = new ArrayList<>();
  private int done;
  private long failedOnFullDisk;

  SoakFaults(
      LocalCluster cluster,
      Path code,
      Path logs,
      String bootstrapServers,
      SmallDisk disk,
      String topicPrefix,
      long seed,
      Consumer<String> log) {
    this.cluster = cluster;
    this.code = code;
    this.logs = logs;
    this.bootstrapServers = bootstrapServers;
    this.disk = disk;
    this.topicPrefix = topicPrefix;
    this.random = new Random(seed);
    this.log = log;
  }

  /** How many faults there were. */
  int done() {
    return done;
  }

  /**
   * Processes that ended and were not killed, with the reason. Not told is that of a TaskManager
   * that was away so long that another one took its transactions over: Flink ends it.
   */
  List<String> deaths() {
    return deaths;
  }

  /** How many checkpoints failed because the disk was full. */
  long failedOnFullDisk() {
    return failedOnFullDisk;
  }

  /** Each fault once in random order, then any of them while records are fed. */
  void run(SoakFeeder feeder, String jobId, boolean longPause) throws Exception {
    List<Fault> once = new ArrayList<>(List.of(Fault.values()));
    if (!longPause) {
      once.remove(Fault.LOST_AND_FOUND);
    }
    Collections.shuffle(once, random);
    List<Fault> any =
        List.of(
            Fault.KILL_TASK_MANAGER,
            Fault.KILL_TASK_MANAGER,
            Fault.KILL_JOB_MANAGER,
            Fault.KILL_BROKER,
            Fault.PAUSE,
            Fault.FULL_DISK);
    for (int i = 0; i < once.size() || feeder.isFeeding(); i++) {
      Fault fault = i < once.size() ? once.get(i) : any.get(random.nextInt(any.size()));
      pause(500 + random.nextInt(3_000));
      // Sometimes a fault meets the recovery from the one before.
      if (random.nextInt(3) > 0) {
        awaitCheckpoint(jobId);
      }
      mend("");
      log.accept(Duration.between(begin, Instant.now()).toSeconds() + " s  " + fault);
      happens(fault, feeder, jobId);
      done++;
    }
  }

  /** Brings back what is gone, as whoever supervises processes would. */
  void mend(String killed) {
    for (int attempt = 1; ; attempt++) {
      for (ClusterStatus.Member member : cluster.status().processes()) {
        if (member.pid() == null && !member.name().equals(killed)) {
          died(member.name());
        }
      }
      try {
        cluster.up(code, WantedPorts.ANY);
        return;
      } catch (LocalClusterException e) {
        // One that stood still may end itself meanwhile.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void died(String name) {
    String reason = lastWords(name);
    log.accept("       " + name + " has ended by itself: " + reason);
    if (FENCED.stream().noneMatch(reason::contains)) {
      deaths.add(name + ": " + reason);
    }
  }

  /** The deepest cause of the last fatal error in a log since the process was started. */
  private String lastWords(String name) {
    String none = "no fatal error is in its log";
    String cause = none;
    boolean within = false;
    try {
      for (String line : Files.readAllLines(logs.resolve(name + ".log"))) {
        if (line.contains(" Starting ") && line.contains(" (Version: ")) {
          cause = none;
        } else if (line.contains("Fatal error occurred")) {
          cause = line;
          within = true;
        } else if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
          within = false;
        } else if (within && line.startsWith("Caused by: ")) {
          cause = line;
        }
      }
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
    return cause;
  }

  private void happens(Fault fault, SoakFeeder feeder, String jobId) throws Exception {
    switch (fault) {
      case KILL_TASK_MANAGER -> killAndMend(anyTaskManager());
      case KILL_JOB_MANAGER -> killAndMend("jobmanager");
      case KILL_BROKER -> killAndMend("broker");
      case KILL_ZOOKEEPER -> killAndMend("zookeeper");
      case PAUSE -> {
        List<String> names = List.of("jobmanager", "broker", anyTaskManager());
        pauseProcess(
            names.get(random.nextInt(names.size())),
            Duration.ofMillis(2_000 + random.nextInt(4_000)));
      }
      case LOST_AND_FOUND -> pauseProcess(anyTaskManager(), LOST);
      case FULL_DISK -> fillDisk(jobId);
      case TOPIC_CREATED_LATE -> {
        try (Admin admin = admin()) {
          admin.createTopics(List.of(new NewTopic(topicPrefix + "late", 2, (short) 1))).all().get();
        }
        feeder.lateTopicExists();
      }
      case PARTITION_ADDED -> {
        try (Admin admin = admin()) {
          admin
              .createPartitions(Map.of(topicPrefix + "windows", NewPartitions.increaseTo(3)))
              .all()
              .get();
        }
      }
    }
  }

  private String anyTaskManager() {
    return "taskmanager-" + (1 + random.nextInt(2));
  }

  private void killAndMend(String name) {
    process(name).destroyForcibly();
    pause(200 + random.nextInt(4_000));
    mend(name);
  }

  private void pauseProcess(String name, Duration howLong)
      throws IOException, InterruptedException {
    String id = Long.toString(process(name).pid());
    signal("-STOP", id);
    try {
      pause(howLong.toMillis());
    } finally {
      signal("-CONT", id);
    }
    log.accept("       " + name + " stood still for " + howLong.toMillis() + " ms");
  }

  private static void signal(String signal, String id) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, id).start();
    if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IllegalStateException("kill " + signal + " " + id + " failed");
    }
  }

  private void fillDisk(String jobId) throws IOException {
    long before = failed(jobId);
    long end = System.nanoTime() + FULL.toNanos();
    try {
      while (System.nanoTime() < end) {
        disk.fill();
        pause(100);
      }
      failedOnFullDisk += Math.max(0, failed(jobId) - before);
    } finally {
      disk.free();
    }
  }

  private long failed(String jobId) {
    return job(jobId) == null ? 0 : job(jobId).failed();
  }

  /** Waits for one more checkpoint; whether there was one. */
  boolean awaitCheckpoint(String jobId) {
    ClusterStatus.Job first = job(jobId);
    long before = first == null ? 0 : first.completed();
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (System.nanoTime() < end) {
      ClusterStatus.Job now = job(jobId);
      // A new JobManager counts from the beginning.
      if (now != null && now.state().equals("RUNNING") && now.completed() > before) {
        return true;
      }
      before = now != null && now.completed() < before ? now.completed() : before;
      pause(200);
    }
    return false;
  }

  private ClusterStatus.Job job(String jobId) {
    return cluster.status().jobs().stream()
        .filter(job -> job.id().equals(jobId))
        .findFirst()
        .orElse(null);
  }

  private ProcessHandle process(String name) {
    for (ClusterStatus.Member member : cluster.status().processes()) {
      if (member.name().equals(name) && member.pid() != null) {
        return ProcessHandle.of(member.pid()).orElseThrow();
      }
    }
    throw new IllegalStateException("the process " + name + " does not run");
  }

  private Admin admin() {
    return Admin.create(
        Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", "120000"));
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      LockSupport.parkNanos(end - now);
    }
  }
}
