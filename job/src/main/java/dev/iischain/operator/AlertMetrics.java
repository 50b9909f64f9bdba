package dev.iischain.operator;

import dev.iischain.event.Level;
import dev.iischain.metric.LatencyHistogram;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import org.apache.flink.metrics.Counter;

/** What can be watched of alerts. */
final class AlertMetrics {

  private final Counter[] first;
  private final Counter updates;
  private final LatencyHistogram[] latencies;

  AlertMetrics(Metrics metrics) {
    first = LevelMetrics.counters(metrics, Metric.NEW_ALERTS);
    updates = metrics.counter(Metric.ALERT_UPDATES);
    latencies = LevelMetrics.latencies(metrics, Metric.ALERT_LATENCY);
  }

  /** An alert goes out, for the first time or again. */
  void out(Level level, boolean again) {
    (again ? updates : first[level.ordinal()]).inc();
  }

  /** How long after its event a live alert goes out. */
  void took(Level level, long millis) {
    latencies[level.ordinal()].update(millis);
  }
}
