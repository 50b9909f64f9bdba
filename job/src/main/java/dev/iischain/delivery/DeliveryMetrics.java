package dev.iischain.delivery;

import dev.iischain.metric.LatencyHistogram;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * What can be watched of one system. After a restart a case that waits is counted from its next
 * attempt on.
 */
final class DeliveryMetrics {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Map<String, Long> waiting = new HashMap<>();
  private final Map<DeliveryException.Kind, Counter> failures =
      new EnumMap<>(DeliveryException.Kind.class);
  private final Counter delivered;
  private final Counter coalesced;
  private final Counter unwanted;
  private final LatencyHistogram age;

  DeliveryMetrics(RuntimeContext context, String target, IntSupplier inFlight, Circuit circuit) {
    Metrics metrics = new Metrics(context.getMetricGroup());
    delivered = metrics.counter(Metric.DELIVERED, target);
    coalesced = metrics.counter(Metric.COALESCED, target);
    unwanted = metrics.counter(Metric.UNWANTED, target);
    age = metrics.histogram(Metric.DELIVERY_AGE, target);
    for (DeliveryException.Kind kind : DeliveryException.Kind.values()) {
      failures.put(
          kind, metrics.counter(Metric.FAILURES, target, kind.name().toLowerCase(Locale.ROOT)));
    }
    metrics.gauge(Metric.IN_FLIGHT, inFlight::getAsInt, target);
    metrics.gauge(Metric.WAITING, this::waiting, target);
    metrics.gauge(Metric.OLDEST_WAITING, this::oldest, target);
    metrics.gauge(Metric.CIRCUIT_OPEN, () -> circuit.isOpen() ? 1 : 0, target);
  }

  /** Something was delivered that had waited so long. */
  void delivered(long millis) {
    delivered.inc();
    age.update(millis);
  }

  void coalesced() {
    coalesced.inc();
  }

  void unwanted() {
    unwanted.inc();
  }

  void failed(DeliveryException.Kind kind) {
    Counter counter = failures.get(kind);
    if (counter != null) {
      counter.inc();
    }
  }

  /** Notes whether a case waits, and since when. */
  void waits(String caseId, CaseDelivery delivery) {
    synchronized (waiting) {
      if (delivery.waits()) {
        waiting.put(caseId, delivery.pendingSince());
      } else {
        waiting.remove(caseId);
      }
    }
  }

  private int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private double oldest() {
    synchronized (waiting) {
      long since = waiting.values().stream().mapToLong(Long::longValue).min().orElse(0);
      long millis = since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since);
      return millis / MILLIS_PER_SECOND;
    }
  }
}
