package dev.iischain.operator;

import dev.iischain.suppression.SuppressionBook;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what suppressions mute, each by its id, and the entries that are over or too many. */
final class SuppressionCounters {

  private final MetricGroup muted;
  private final Counter refused;
  private volatile int expired;
  private final Map<String, Counter> byId = new HashMap<>();

  SuppressionCounters(RuntimeContext context, String name) {
    muted = context.getMetricGroup().addGroup(name);
    refused = context.getMetricGroup().counter("suppressionsRefused");
    context.getMetricGroup().gauge("suppressionsExpired", () -> expired);
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
    byId.computeIfAbsent(suppressionId, id -> muted.addGroup(id).counter("count")).inc();
  }
}
