package dev.iischain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One way to run both jobs in a soak: with topics, groups and a configuration of its own. */
record SoakRun(boolean exactlyOnce, String backend) {

  static final List<SoakRun> ALL =
      List.of(
          new SoakRun(true, "hashmap"),
          new SoakRun(true, "rocksdb"),
          new SoakRun(false, "hashmap"),
          new SoakRun(false, "rocksdb"));

  /** Each guarantee and each backend once. */
  static final List<SoakRun> EACH_ONCE =
      List.of(new SoakRun(true, "rocksdb"), new SoakRun(false, "hashmap"));

  String name() {
    return (exactlyOnce ? "once" : "least") + "-" + backend;
  }

  /** What the names of its topics begin with. */
  String prefix() {
    return name() + ".";
  }

  /** What the names of its topics of telemetry begin with. */
  String feeds() {
    return prefix() + "telemetry.";
  }

  /** The feeds that exist from the beginning, and everything that the jobs write. */
  List<String> topics() {
    return Stream.concat(
            SoakTelemetry.FEEDS.stream().filter(feed -> !feed.equals("late")).map(feeds()::concat),
            Stream.concat(
                    Stream.of(
                        "alerts",
                        "cases",
                        "suppressed",
                        "dead-letters",
                        "near-misses",
                        "suppressions"),
                    SoakDelivery.TOPICS.stream())
                .map(prefix()::concat))
        .toList();
  }

  /** Flink's settings of both jobs. */
  List<String> settings() {
    return List.of("state.backend.type=" + backend);
  }

  /** The detection job's configuration, to be followed by the delivery job's sections. */
  String configuration(String bootstrapServers, Path checkpoints, Path canarySecret) {
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
    canary:
      timeout: 60s
      secret-file: '%5$s'
    """
        .formatted(
            name(),
            bootstrapServers,
            exactlyOnce ? "exactly-once" : "at-least-once",
            checkpoints.toUri(),
            canarySecret);
  }
}
