package dev.iischain.delivery;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What can be watched of one system. After a restart a case that waits is counted from its next
 * attempt on.
 */
final class DeliveryMetrics {

  private final Map<String, Long> waiting = new HashMap<>();
  private final Map<DeliveryException.Kind, Counter> failures =
      new EnumMap<>(DeliveryException.Kind.class);
  private final Counter delivered;
  private final Counter coalesced;
  private final Counter unwanted;

  DeliveryMetrics(RuntimeContext context, String target, IntSupplier inFlight, Circuit circuit) {
    MetricGroup group = context.getMetricGroup().addGroup("target", target);
    delivered = group.counter("casesDelivered");
    coalesced = group.counter("revisionsCoalesced");
    unwanted = group.counter("revisionsUnwanted");
    for (DeliveryException.Kind kind : DeliveryException.Kind.values()) {
      failures.put(
          kind,
          group.addGroup("kind", kind.name().toLowerCase(Locale.ROOT)).counter("deliveryFailures"));
    }
    group.gauge("casesInFlight", (Gauge<Integer>) inFlight::getAsInt);
    group.gauge("casesWaiting", (Gauge<Integer>) waiting::size);
    group.gauge("oldestWaitingMillis", (Gauge<Long>) this::oldest);
    group.gauge("circuitOpen", (Gauge<Integer>) () -> circuit.isOpen() ? 1 : 0);
  }

  void delivered() {
    delivered.inc();
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

  private long oldest() {
    synchronized (waiting) {
      long since = waiting.values().stream().mapToLong(Long::longValue).min().orElse(0);
      return since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since);
    }
  }
}
