package dev.iischain.metric;

import static dev.iischain.metric.Label.CHAIN;
import static dev.iischain.metric.Label.FAILURE;
import static dev.iischain.metric.Label.FORMAT;
import static dev.iischain.metric.Label.HOP;
import static dev.iischain.metric.Label.KIND;
import static dev.iischain.metric.Label.LEVEL;
import static dev.iischain.metric.Label.REASON;
import static dev.iischain.metric.Label.RULE;
import static dev.iischain.metric.Label.STATUS;
import static dev.iischain.metric.Label.SUPPRESSION;
import static dev.iischain.metric.Label.TARGET;
import static dev.iischain.metric.Label.TOPIC;
import static dev.iischain.metric.Label.VENDOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The catalogue: everything that the jobs measure. {@code docs/metrics.md} is made from it, and no
 * metric is registered that is not in it.
 */
public enum Metric {
  RECORDS("records_total", "records of a topic, skipped ones too", List.of(TOPIC), Place.SOURCE),
  SKIPPED_RECORDS(
      "skipped_records_total",
      "records that were skipped without decoding them",
      List.of(TOPIC),
      Place.SOURCE),
  KIND_EVENTS("events_total", "events", List.of(KIND), Place.SOURCE, Place.DECODE),
  VENDOR_EVENTS("events_total", "events", List.of(VENDOR), Place.SOURCE, Place.DECODE),
  FORMAT_EVENTS("events_total", "events", List.of(FORMAT), Place.SOURCE, Place.DECODE),
  IRRELEVANT(
      "irrelevant_total",
      "elements that were well read, of kinds that no rule can name",
      List.of(),
      Place.SOURCE,
      Place.DECODE),
  DEAD_LETTERS("dead_letters_total", "dead letters", List.of(REASON), Place.DECODE),
  TOPIC_DEAD_LETTERS("dead_letters_total", "dead letters", List.of(TOPIC), Place.DECODE),
  LATENESS(
      Type.HISTOGRAM,
      "lateness_seconds",
      "from the time of an event to the moment Kafka received it, of decoded events",
      List.of(TOPIC),
      Place.DECODE),
  JOINED_EVENTS(
      "joined_events_total",
      "events that waited for a name or a process and got it",
      List.of(),
      Place.JOIN_AGENTS),
  UNJOINED_EVENTS(
      "unjoined_events_total",
      "events that waited in vain and went on without",
      List.of(),
      Place.JOIN_AGENTS),
  REFUSED_PROCESSES(
      "refused_processes_total",
      "processes beyond `joins.max-processes-per-agent`",
      List.of(),
      Place.JOIN_AGENTS),
  WHOLE_SCRIPTS("whole_scripts_total", "script blocks put together", List.of(), Place.JOIN_SCRIPTS),
  INCOMPLETE_SCRIPTS(
      "incomplete_scripts_total",
      "script blocks that went on without all their parts",
      List.of(),
      Place.JOIN_SCRIPTS),
  RULE_MATCHES("matches_total", "events that a rule matched", List.of(RULE), Place.DETECT),
  DETECTIONS(
      "detections_total",
      "events that any rule matched, by the highest level of their rules",
      List.of(LEVEL),
      Place.DETECT),
  EPISODES("episodes_total", "episodes sent to be judged", List.of(), Place.LEDGER),
  REFUSED_PATHS(
      "refused_paths_total",
      "new subjects refused because the host's places were used up",
      List.of(),
      Place.LEDGER),
  EVICTED_PATHS(
      "evicted_paths_total",
      "subjects that had to give their place to a more suspicious one",
      List.of(),
      Place.LEDGER),
  DEGRADED_HOSTS(
      "degraded_hosts_total",
      "hosts whose places ran out, each once a UTC day",
      List.of(),
      Place.LEDGER),
  REJECTED_SUPPRESSIONS(
      "rejected_suppressions_total",
      "records of the topic of suppressions that are wrong; each is a dead letter too",
      List.of(),
      Place.SUPPRESSIONS),
  REFUSED_SUPPRESSIONS(
      "refused_suppressions_total",
      "entries beyond 10,000, counted by every subtask",
      List.of(),
      Place.CASES,
      Place.ALERTS),
  EXPIRED_SUPPRESSIONS(
      Type.GAUGE,
      "expired_suppressions",
      "entries that end before the latest event time",
      List.of(),
      Place.CASES),
  MUTED(
      "muted_total",
      "cases, or alerts, that a suppression muted, each time they changed",
      List.of(SUPPRESSION),
      Place.CASES,
      Place.ALERTS),
  CHAIN_MATCHES("chain_matches_total", "matches of a chain", List.of(CHAIN), Place.CASES),
  OPENED_CASES("opened_cases_total", "cases given out for the first time", List.of(), Place.CASES),
  CASE_REVISIONS(
      "case_revisions_total", "revisions of cases given out", List.of(LEVEL, STATUS), Place.CASES),
  CHAIN_CASE_REVISIONS(
      "case_revisions_total",
      "revisions of cases given out, by the chain that names the case",
      List.of(CHAIN),
      Place.CASES),
  NEAR_MISSES(
      "near_misses_total", "chains that ended with a stage missing", List.of(), Place.CASES),
  CASE_LATENCY(
      Type.HISTOGRAM,
      "case_latency_seconds",
      "from the latest event of a case to the revision that takes it in, in a live job",
      List.of(STATUS),
      Place.CASES),
  NEW_ALERTS("alerts_total", "alerts given out for the first time", List.of(LEVEL), Place.ALERTS),
  ALERT_UPDATES(
      "alert_updates_total",
      "alerts given out again, with a count, a case or a retraction",
      List.of(),
      Place.ALERTS),
  ALERT_LATENCY(
      Type.HISTOGRAM,
      "alert_latency_seconds",
      "from the first event of an alert to the alert, in a live job",
      List.of(LEVEL),
      Place.ALERTS),
  DELIVERED("delivered_total", "receipts", List.of(TARGET), Place.DELIVERY),
  COALESCED(
      "coalesced_total",
      "revisions that a newer one overtook while they waited",
      List.of(TARGET),
      Place.DELIVERY),
  UNWANTED(
      "unwanted_total",
      "revisions that were there already, or that no policy lets out",
      List.of(TARGET),
      Place.DELIVERY),
  FAILURES("failures_total", "requests that failed", List.of(TARGET, FAILURE), Place.DELIVERY),
  IN_FLIGHT(Type.GAUGE, "in_flight", "requests under way", List.of(TARGET), Place.DELIVERY),
  WAITING(
      Type.GAUGE, "waiting", "cases with a revision that waits", List.of(TARGET), Place.DELIVERY),
  OLDEST_WAITING(
      Type.GAUGE,
      "oldest_waiting_seconds",
      "how long the oldest of them has waited",
      List.of(TARGET),
      Place.DELIVERY),
  CIRCUIT_OPEN(
      Type.GAUGE,
      "circuit_open",
      "1 while requests are kept away from the system",
      List.of(TARGET),
      Place.DELIVERY),
  DELIVERY_AGE(
      Type.HISTOGRAM,
      "delivery_age_seconds",
      "how long what was delivered had waited",
      List.of(TARGET),
      Place.DELIVERY),
  CANARY_EVENTS(
      "canary_events_total",
      "events on hosts that are called like the canary's, which count as events nowhere else",
      List.of(TOPIC),
      Place.DECODE),
  CANARIES(
      "canaries_total",
      "revisions of cases that are the [canary's](operations.md#the-canary)",
      List.of(),
      Place.CASES),
  UNPROVEN_CANARIES(
      "unproven_canaries_total",
      "revisions of cases on a host that is called like the canary's and are not; treated like any"
          + " other",
      List.of(),
      Place.CASES),
  DROPPED_CANARIES(
      "dropped_canaries_total",
      "alerts and revisions of the canary that were not delivered",
      List.of(TARGET),
      Place.READ_CASES),
  CANARY_RUNS("canary_runs_total", "canaries sent", List.of(TOPIC), Place.CANARY),
  CANARY_COMPLETED(
      "canary_completed_total",
      "canaries that became a case in time",
      List.of(TOPIC),
      Place.CANARY),
  CANARY_MISSING(
      Type.GAUGE,
      "canary_missing",
      "1 while the last canary whose time is over did not become a case",
      List.of(TOPIC),
      Place.CANARY),
  CANARY_LAST_SUCCESS(
      Type.GAUGE,
      "canary_last_success_timestamp_seconds",
      "when a canary last became a case, in seconds since 1970, or 0",
      List.of(TOPIC),
      Place.CANARY),
  CANARY_HOP(
      Type.GAUGE,
      "canary_hop_seconds",
      "from the records of the last canary to its first alert, and to its complete case, as a"
          + " consumer sees them",
      List.of(TOPIC, HOP),
      Place.CANARY);

  private final Type type;
  private final String metricName;
  private final String meaning;
  private final List<Label> labels;
  private final Set<Place> places;

  Metric(String name, String meaning, List<Label> labels, Place first, Place... more) {
    this(Type.COUNTER, name, meaning, labels, first, more);
  }

  Metric(Type type, String name, String meaning, List<Label> labels, Place first, Place... more) {
    this.type = type;
    this.metricName = name;
    this.meaning = meaning;
    this.labels = labels;
    this.places = EnumSet.of(first, more);
  }

  /** What kind of number it is. */
  public enum Type {
    /** Only ever grows; from 0 again after a restart. */
    COUNTER,
    /** A state of now. */
    GAUGE,
    /** Quantiles of the last minutes, and a count. */
    HISTOGRAM
  }

  /** What kind of number it is. */
  public Type type() {
    return type;
  }

  /** Its name within its group: with its unit, {@code _total} for what only grows. */
  public String metricName() {
    return metricName;
  }

  /** What it counts or measures, as part of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What tells its series apart, in the order of the names. */
  public List<Label> labels() {
    return labels;
  }

  /** Where it is registered. */
  public Set<Place> places() {
    return places;
  }

  /** Its whole name at Prometheus, which is made from all groups around it. */
  public String prometheusName(Place place) {
    StringBuilder name = new StringBuilder(place.prefix());
    if (place.job() != Place.Job.CANARY) {
      for (Label label : labels) {
        name.append(label.key()).append('_');
      }
    }
    return name.append(metricName).toString();
  }
}
