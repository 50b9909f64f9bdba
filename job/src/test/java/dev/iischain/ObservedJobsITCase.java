package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Scrape.Sample;
import dev.iischain.metric.Label;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.metric.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What both jobs show and log while they work: metrics, canaries, logs, and how long a case takes.
 */
class ObservedJobsITCase {

  private static final String FORGED = "canary-abcdefgh";

  /** What telemetry says, and no log may. */
  private static final String MARKER = "xq7marker";

  private static final List<String> HOSTILE =
      List.of(
          MARKER,
          "{\"EventID\": 1, \"" + MARKER + "\": \"host-or-time\"}",
          "{\"broken\": \"" + MARKER,
          "<Event>" + MARKER,
          "<Event xmlns='"
              + MARKER
              + "'><System><Computer>"
              + MARKER
              + "</Computer></System></Event>",
          "[".repeat(2_000) + MARKER,
          "{\"records\":[{\"time\":\"" + MARKER + "\",\"category\":7}]}",
          "LEEF:1.0|Microsoft|Windows|" + MARKER + "|4688|x=" + MARKER,
          "\u001b[31m" + MARKER + "\r\nERROR forged line",
          Telemetry.sysmon(MARKER)
              .start(Instant.parse("2026-11-20T13:00:00Z"), MARKER + ".exe", MARKER + " \0\ud800"));

  @TempDir private static Path folder;
  private static ObservedJobs jobs;
  private static CommandRun once;
  private static Scrape canary;
  private static LogCapture logs;
  private static Duration quiet;
  private static Scrape detection;
  private static Scrape delivery;

  @BeforeAll
  static void work() throws Exception {
    logs = new LogCapture();
    jobs = new ObservedJobs(folder);
    jobs.attack("web01");
    jobs.attack("quiet");
    for (String record : HOSTILE) {
      jobs.send(ObservedJobs.TELEMETRY, MARKER, record);
    }
    jobs.send("iis-chain.suppressions", "wrong", "host: " + MARKER);
    jobs.attack("web02");
    jobs.attack(FORGED);
    jobs.canary();
    once = CommandRun.of("canary", "--config", jobs.configuration(), "--once");
    jobs.awaitDelivered(3);
    quiet = jobs.quietChain("alone");
    detection = Scrape.of(jobs.detectionPort());
    delivery = Scrape.of(jobs.deliveryPort());
    canary = Scrape.of(jobs.canaryPort());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      jobs.close();
    } finally {
      logs.close();
    }
  }

  @Test
  void theDetectionJobRegistersItsPartOfTheCatalogueAndNothingElse() {
    assertThat(ours(detection)).isEqualTo(catalogue(Place.Job.DETECTION)).hasSizeGreaterThan(30);
  }

  @Test
  void theDeliveryJobRegistersItsPartOfTheCatalogueAndNothingElse() {
    assertThat(ours(delivery)).isEqualTo(catalogue(Place.Job.DELIVERY)).hasSizeGreaterThan(5);
  }

  @Test
  void theCanaryShowsItsPartOfTheCatalogueAndNothingElse() {
    assertThat(ours(canary)).isEqualTo(catalogue(Place.Job.CANARY)).hasSize(5);
  }

  @Test
  void theCanaryOfEachTopicArrivesAndIsDeliveredNowhere() {
    assertThat(once.status()).as(once.toString()).isZero();
    assertThat(once.out().lines())
        .hasSize(3)
        .allMatch(
            line -> line.matches("iis-chain[.]telemetry[.]\\w+: alert \\d+ ms, case \\d+ ms"));
    System.out.println(once.out());
    assertThat(total(canary, Metric.CANARY_COMPLETED, Place.CANARY, "", "")).isEqualTo(3);
    assertThat(total(canary, Metric.CANARY_MISSING, Place.CANARY, "", "")).isZero();
    assertThat(total(detection, Metric.CANARIES, Place.CASES, "", "")).isGreaterThanOrEqualTo(6);
    assertThat(total(delivery, Metric.DROPPED_CANARIES, Place.READ_CASES, "target", "webhook"))
        .isGreaterThanOrEqualTo(6);
    assertThat(jobs.delivered())
        .filteredOn(text -> text.contains("\"name\":\"canary-"))
        .as("only what is called like a canary and is none")
        .isNotEmpty()
        .allMatch(text -> text.contains("\"name\":\"" + FORGED + '"'))
        .noneMatch(text -> text.contains("\"kind\":\"canary\""));
    assertThat(total(detection, Metric.UNPROVEN_CANARIES, Place.CASES, "", "")).isPositive();
  }

  @Test
  void noLogLineHoldsWhatTelemetrySays() {
    assertThat(logs.lines())
        .as("the capture is not blind")
        .hasSizeGreaterThan(50)
        .anyMatch(line -> line.contains("Remember evidence"));
    assertThat(logs.lines())
        .noneMatch(line -> line.contains(MARKER))
        .noneMatch(line -> line.contains("diag.dll"))
        .noneMatch(line -> line.contains("web01"))
        .noneMatch(line -> line.contains("forged line"));
  }

  @Test
  void theCaseOfAQuietTopicIsOutWithinSeconds() {
    System.out.println(
        "A quiet topic: the case came " + quiet.toMillis() + " ms after the last record");
    // Five seconds are what is promised; a machine that builds other things too gets more.
    assertThat(quiet)
        .isPositive()
        .isLessThan(Duration.ofMillis(Long.getLong("quiet.millis", 60_000)));
  }

  @Test
  void whatAlertsAndPanelsTakeFromFlinkIsThere() {
    assertThat(detection.names()).containsAll(Monitoring.BUILT_IN);
  }

  @Test
  void whatHappenedIsCounted() {
    assertThat(total(detection, Metric.RECORDS, Place.SOURCE, "topic", ObservedJobs.TELEMETRY))
        .isEqualTo(31);
    assertThat(
            total(detection, Metric.VENDOR_EVENTS, Place.DECODE, "vendor", "sysmon")
                + total(detection, Metric.VENDOR_EVENTS, Place.SOURCE, "vendor", "sysmon"))
        .isEqualTo(13);
    assertThat(
            total(detection, Metric.CANARY_EVENTS, Place.DECODE, "topic", ObservedJobs.TELEMETRY))
        .isEqualTo(9);
    assertThat(total(detection, Metric.VENDOR_EVENTS, Place.DECODE, "vendor", "falcon")).isZero();
    assertThat(
            total(
                detection,
                Metric.TOPIC_DEAD_LETTERS,
                Place.DECODE,
                "topic",
                ObservedJobs.TELEMETRY))
        .isGreaterThan(5);
    assertThat(total(detection, Metric.DEAD_LETTERS, Place.DECODE, "reason", "malformed-xml"))
        .isPositive();
    assertThat(total(detection, Metric.OPENED_CASES, Place.CASES, "", "")).isEqualTo(10);
    assertThat(total(detection, Metric.MUTED, Place.CASES, "suppression", "quiet")).isPositive();
    assertThat(total(detection, Metric.CASE_REVISIONS, Place.CASES, "status", "complete"))
        .isGreaterThanOrEqualTo(2);
    assertThat(total(detection, Metric.REFUSED_PATHS, Place.LEDGER, "", "")).isZero();
    assertThat(total(delivery, Metric.DELIVERED, Place.DELIVERY, "target", "webhook"))
        .isGreaterThanOrEqualTo(1);
    assertThat(total(delivery, Metric.CIRCUIT_OPEN, Place.DELIVERY, "target", "webhook")).isZero();
  }

  @Test
  void labelsNeverHoldTelemetry() {
    Set<String> keys = new TreeSet<>();
    for (Label label : Label.values()) {
      keys.add(label.key());
    }
    for (Sample sample : detection.samples()) {
      assertThat(sample.labels().values())
          .as(sample.name())
          .noneMatch(value -> value.contains("web01") || value.contains("diag.dll"));
      if (sample.name().contains(Metrics.GROUP)) {
        assertThat(sample.labels().values()).noneMatch(value -> value.contains(MARKER));
      }
    }
    assertThat(keys).contains("topic");
  }

  private static double total(
      Scrape scrape, Metric metric, Place place, String label, String value) {
    return scrape.sum(
        metric.prometheusName(place), label.isEmpty() ? Map.of() : Map.of(label, value));
  }

  private static Set<String> ours(Scrape scrape) {
    Set<String> names = new TreeSet<>();
    for (Sample sample : scrape.samples()) {
      if (sample.name().contains(Metrics.GROUP)) {
        Set<String> labels = new TreeSet<>(sample.labels().keySet());
        labels.retainAll(keys());
        names.add(sample.name() + labels);
      }
    }
    return names;
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Label label : Label.values()) {
      keys.add(label.key());
    }
    return keys;
  }

  private static Set<String> catalogue(Place.Job job) {
    Set<String> names = new TreeSet<>();
    for (Metric metric : Metric.values()) {
      for (Place place : metric.places()) {
        if (place.job() == job) {
          Set<String> labels = new TreeSet<>();
          metric.labels().forEach(label -> labels.add(label.key()));
          names.add(metric.prometheusName(place) + labels);
          if (metric.type() == Metric.Type.HISTOGRAM) {
            names.add(metric.prometheusName(place) + "_count" + labels);
          }
        }
      }
    }
    return names;
  }
}
