package dev.iischain.operator;

import dev.iischain.suppression.SuppressionBook;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what suppressions mute, each by its id, and the entries that were too many. */
final class SuppressionCounters {

  private final MetricGroup muted;
  private final Counter refused;
  private final Map<String, Counter> byId = new HashMap<>();

  SuppressionCounters(RuntimeContext context, String name) {
    muted = context.getMetricGroup().addGroup(name);
    refused = context.getMetricGroup().counter("suppressionsRefused");
  }

  void took(SuppressionBook.Effect effect) {
    if (effect == SuppressionBook.Effect.REFUSED) {
      refused.inc();
    }
  }

  void muted(String suppressionId) {
    byId.computeIfAbsent(suppressionId, id -> muted.addGroup(id).counter("count")).inc();
  }
}
