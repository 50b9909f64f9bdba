package dev.iischain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert rules and the dashboard of {@code deploy}, and which metrics they ask for. */
final class Monitoring {

  static final Path RULES = Path.of("..", "deploy", "prometheus", "iis-chain-alerts.yaml");
  static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "iis-chain.json");

  /** What Flink and its connector for Kafka bring; a running job is asked whether they do. */
  static final Set<String> BUILT_IN =
      Set.of(
          "flink_jobmanager_numRunningJobs",
          "flink_jobmanager_job_numRestarts",
          "flink_jobmanager_job_numberOfFailedCheckpoints",
          "flink_jobmanager_job_lastCheckpointCompletedTimestamp",
          "flink_jobmanager_job_lastCheckpointSize",
          "flink_jobmanager_job_lastCheckpointDuration",
          "flink_taskmanager_job_task_busyTimeMsPerSecond",
          "flink_taskmanager_job_task_operator_numRecordsIn",
          "flink_taskmanager_job_task_operator_pendingRecords");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+\\w+");
  private static final Pattern LABELS =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\s*\\()?");

  private Monitoring() {}

  /**
   * An alert.
   *
   * @param runbook a page, and the place on it, relative to the repository
   */
  record AlertRule(String name, String expression, String runbook, String severity) {}

  /** A query of a panel. */
  record Query(String panel, String expression) {

    static final Comparator<Query> ORDER =
        Comparator.comparing(Query::panel).thenComparing(Query::expression);

    /** The expression for all jobs, with rates over so long. */
    String over(Duration lookBack) {
      return expression
          .replace("$__rate_interval", lookBack.toSeconds() + "s")
          .replace("$job", ".*");
    }
  }

  static List<AlertRule> alerts() throws IOException {
    List<AlertRule> alerts = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        alerts.add(
            new AlertRule(
                rule.get("alert").asText(),
                rule.get("expr").asText(),
                rule.get("annotations").get("runbook").asText(),
                rule.get("labels").get("severity").asText()));
      }
    }
    return alerts;
  }

  static List<Query> panels() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : new JsonMapper().readTree(DASHBOARD.toFile()).get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(new Query(panel.get("title").asText(), target.get("expr").asText()));
      }
    }
    return queries;
  }

  /** The metrics that an expression of PromQL asks for. */
  static Set<String> metrics(String expression) {
    String bare = STRING.matcher(expression).replaceAll("");
    for (Pattern noise : List.of(MATCHERS, RANGE, OFFSET, LABELS)) {
      bare = noise.matcher(bare).replaceAll(" ");
    }
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      if (name.group(1) == null && !WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }

  /** Every name there is. */
  static Set<String> known() {
    Set<String> known = new TreeSet<>(BUILT_IN);
    for (Metric metric : Metric.values()) {
      for (Place place : metric.places()) {
        known.add(metric.prometheusName(place));
        if (metric.type() == Metric.Type.HISTOGRAM) {
          known.add(metric.prometheusName(place) + "_count");
        }
      }
    }
    return known;
  }
}
