package dev.iischain.operator;

import dev.iischain.event.Level;
import dev.iischain.metric.LatencyHistogram;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import org.apache.flink.metrics.Counter;

/** Metrics for each level, by its ordinal. */
final class LevelMetrics {

  private LevelMetrics() {}

  static Counter[] counters(Metrics metrics, Metric metric) {
    Level[] levels = Level.values();
    Counter[] counters = new Counter[levels.length];
    for (Level level : levels) {
      counters[level.ordinal()] = metrics.counter(metric, level.label());
    }
    return counters;
  }

  static LatencyHistogram[] latencies(Metrics metrics, Metric metric) {
    Level[] levels = Level.values();
    LatencyHistogram[] latencies = new LatencyHistogram[levels.length];
    for (Level level : levels) {
      latencies[level.ordinal()] = metrics.histogram(metric, level.label());
    }
    return latencies;
  }
}
