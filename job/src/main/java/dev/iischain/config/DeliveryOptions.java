package dev.iischain.config;

import static dev.iischain.config.CollectionTypes.choices;
import static dev.iischain.config.ScalarTypes.choice;
import static dev.iischain.config.ScalarTypes.duration;
import static dev.iischain.config.ScalarTypes.text;
import static dev.iischain.config.ScalarTypes.topic;
import static dev.iischain.config.ScalarTypes.wholeNumber;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.config.DeliveryConfig.MinStatus;
import dev.iischain.event.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The part of the table of options that is about delivery as a whole. */
final class DeliveryOptions {
  private static final List<Option<?>> TABLE = new ArrayList<>();
  private static final String FIRST = "0.1.0";

  static final Option<List<TargetSystem>> TARGETS =
      option(
          "targets",
          choices(TargetSystem.class, TargetSystem::label),
          List.of(),
          "The systems that cases are delivered to. Each needs its section.");
  static final Option<Level> MIN_LEVEL =
      option(
          "min-level",
          SystemOptions.LEVEL,
          Level.INFORMATIONAL,
          "The lowest level of cases and alerts that are delivered. A case that was delivered once"
              + " keeps being delivered.");
  static final Option<MinStatus> MIN_STATUS =
      option(
          "min-status",
          SystemOptions.STATUS,
          MinStatus.PARTIAL,
          "Whether partial cases are delivered, or a case only once it is complete.");
  static final Option<Alerts> ALERTS =
      option(
          "alerts",
          choice(Alerts.class, Alerts::label),
          Alerts.OFF,
          "Which alerts are delivered as records of their own, to systems that hold such: none,"
              + " those attached to a case, or all. Every case lists the ids of its alerts"
              + " anyway.");
  static final Option<Double> RATE =
      option(
          "rate",
          SystemOptions.PER_SECOND,
          5.0,
          "requests a second",
          "The most requests to one system.");
  static final Option<Integer> MAX_IN_FLIGHT =
      option(
          "max-in-flight",
          SystemOptions.IN_FLIGHT,
          4,
          "requests",
          "The most requests to one system at the same time; never two for one case.");
  static final Option<Duration> TIMEOUT =
      option(
          "timeout",
          duration(ofMillis(100), ofMinutes(10)),
          ofSeconds(10),
          "How long one request may take as a whole.");
  static final Option<Duration> RETRY_BASE =
      option(
          "retry-base",
          duration(ofMillis(10), ofMinutes(10)),
          ofSeconds(1),
          "The longest wait after the first failed request for a case. It doubles with every"
              + " further one; the wait itself is random, and never shorter than the system asks"
              + " for.");
  static final Option<Duration> RETRY_CAP =
      option(
          "retry-cap",
          duration(ofMillis(10), ofDays(1)),
          ofMinutes(5),
          "The longest wait after any failed request.");
  static final Option<Integer> CIRCUIT_FAILURES =
      option(
          "circuit-failures",
          wholeNumber(1, 1_000),
          5,
          "failures",
          "How many failures of a system in a row open its circuit: requests stop, and a single one"
              + " probes it from time to time. A rejected credential opens it at once.");
  static final Option<Duration> CIRCUIT_PROBE_INTERVAL =
      option(
          "circuit-probe-interval",
          duration(ofMillis(100), ofDays(1)),
          ofSeconds(30),
          "How often a system behind an open circuit is probed, and a job that stands by looks for"
              + " its turn.");
  static final Option<Duration> RETENTION =
      option(
          "retention",
          duration(ofDays(1), ofDays(3_650)),
          ofDays(400),
          "How long it is remembered, after the last change, what a system shows of a case. After"
              + " that it is looked up anew.");
  static final Option<String> GROUP_ID =
      option(
          "group-id",
          text(),
          "iis-chain-delivery",
          "The consumer group of the delivery job, and what the names of its other groups start"
              + " with. Two jobs with one group stand by for each other; with two they do not know"
              + " of each other.");
  static final Option<String> RECEIPTS =
      option(
          "receipts",
          topic(),
          "iis-chain.delivery.receipts",
          "The topic that is told what a system shows.");
  static final Option<String> DEAD_LETTERS =
      option(
          "dead-letters",
          topic(),
          "iis-chain.delivery.dead-letters",
          "The topic for what a system refuses.");
  static final Option<String> REDELIVER =
      option(
          "redeliver",
          topic(),
          "iis-chain.delivery.redeliver",
          "The topic that deliver replay-dead-letters writes to and the delivery job reads like"
              + " topics.cases.");

  private DeliveryOptions() {}

  static List<Option<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  private static <T> Option<T> option(
      String name, OptionType<T> type, T defaultValue, String meaning) {
    return option(name, type, defaultValue, "", meaning);
  }

  private static <T> Option<T> option(
      String name, OptionType<T> type, T defaultValue, String unit, String meaning) {
    Option<T> option =
        new Option<>(Section.DELIVERY, name, type, defaultValue, unit, meaning, FIRST);
    TABLE.add(option);
    return option;
  }
}
