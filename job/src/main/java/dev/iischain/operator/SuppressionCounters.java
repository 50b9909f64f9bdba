package dev.iischain.operator;

import dev.iischain.metric.Labelled;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.suppression.SuppressionBook;
import org.apache.flink.metrics.Counter;

/** Counts what suppressions mute, each by its id, and the entries that are over or too many. */
final class SuppressionCounters {

  private final Labelled<Counter> muted;
  private final Counter refused;
  private volatile int expired;

  SuppressionCounters(Metrics metrics) {
    muted = metrics.counters(Metric.MUTED);
    refused = metrics.counter(Metric.REFUSED_SUPPRESSIONS);
  }

  /** Shows how many entries have ended, where that is told. */
  void showExpired(Metrics metrics) {
    metrics.gauge(Metric.EXPIRED_SUPPRESSIONS, () -> expired);
  }

  void took(SuppressionBook.Effect effect) {
    if (effect == SuppressionBook.Effect.REFUSED) {
      refused.inc();
    }
  }

  /** How many entries have ended by the event time that was reached. */
  void expired(int entries) {
    expired = entries;
  }

  void muted(String suppressionId) {
    muted.of(suppressionId).inc();
  }
}
