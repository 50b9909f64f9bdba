package dev.iischain.metric;

import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}, made from the catalogue. */
final class MetricsPage {

  private static final String HEAD =
      """
      # Metrics

      Everything that the jobs measure of themselves. This page is made from the catalogue in the code (`Metric`); a running job registers these names and no others, which a test holds.
      What to do about them is in [operations.md](operations.md#metrics): [alert rules](../deploy/prometheus/iis-chain-alerts.yaml) and a [dashboard](../deploy/grafana/iis-chain.json) come along.

      ## Let Prometheus ask

      On a cluster of yours Flink's own reporter answers (`flink-metrics-prometheus`, a part of Flink's distribution), on every JobManager and TaskManager:

      ```text
      metrics.reporters: prom
      metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
      metrics.reporter.prom.port: 9249
      metrics.reporter.prom.filterLabelValueCharacters: false
      ```

      `run` and `deliver` do the same with `--metrics-port`, and so does `cluster up` for the JobManager, and at the next two ports for the TaskManagers. The endpoint has no password, and names of topics, rules and case systems are in it: let nobody but Prometheus reach it.

      ## Names

      - At Prometheus a name begins with Flink's scope, `flink_taskmanager_job_task_operator_`, then `iis_chain_`, then the names of its labels. In the source the connector adds `deserializer_`. Other reporters show the same parts with dots.
      - Flink adds `job_name`, `operator_name`, `subtask_index`, `tm_id`, `host` and others to the labels below. Each subtask has its own series: sum them.
      - `_total` only ever grows, from 0 again after a restart: use `rate` and `increase`. Units are seconds.
      - A histogram shows the quantiles 0.5 to 0.999 of the last minutes, off by 3 % at most, as `name{quantile="..."}`, and `name_count`. Quantiles of subtasks cannot be added: take their `max`. Without measurements they are `NaN`.
      - Values of labels come from the configuration, the rules, the chains and the suppressions, never from telemetry. A metric whose label is a rule, a suppression or, where `topics.telemetry` is a pattern, a topic shows a value when it first counts; the 501st and all further ones of a subtask share `other`.
      - Latencies are taken in live jobs only and decide nothing: what the job writes holds no wall-clock time.
      """;

  private MetricsPage() {}

  static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Place.Job job : Place.Job.values()) {
      if (List.of(Metric.values()).stream().anyMatch(metric -> isOf(job, metric))) {
        page.append("\n## ").append(title(job)).append("\n\n");
        page.append("| metric | labels | type | what | where |\n");
        page.append("| --- | --- | --- | --- | --- |\n");
        for (Metric metric : Metric.values()) {
          if (isOf(job, metric)) {
            row(page, metric);
          }
        }
      }
    }
    page.append("\n## Labels\n\n| label | its values |\n| --- | --- |\n");
    for (Label label : Label.values()) {
      page.append("| `").append(label.key()).append("` | ").append(label.from()).append(" |\n");
    }
    return page.toString();
  }

  private static String title(Place.Job job) {
    return Character.toUpperCase(job.title().charAt(0)) + job.title().substring(1);
  }

  private static boolean isOf(Place.Job job, Metric metric) {
    return metric.places().stream().anyMatch(place -> place.job() == job);
  }

  private static void row(StringBuilder page, Metric metric) {
    String names =
        metric.places().stream()
            .map(place -> '`' + metric.prometheusName(place) + '`')
            .distinct()
            .collect(Collectors.joining("<br>"));
    String labels =
        metric.labels().stream()
            .map(label -> '`' + label.key() + '`')
            .collect(Collectors.joining(", "));
    String places =
        metric.places().stream()
            .map(place -> place.operator().replace("<", "&lt;"))
            .collect(Collectors.joining(", "));
    page.append("| ").append(names).append(" | ").append(labels).append(" | ");
    page.append(metric.type().name().toLowerCase(java.util.Locale.ROOT)).append(" | ");
    page.append(metric.meaning()).append(" | ").append(places).append(" |\n");
  }
}
