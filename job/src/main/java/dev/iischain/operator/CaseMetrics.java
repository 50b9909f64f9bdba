package dev.iischain.operator;

import dev.iischain.canary.CanaryMark;
import dev.iischain.chain.Chain;
import dev.iischain.event.Case;
import dev.iischain.event.Level;
import dev.iischain.metric.LatencyHistogram;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/** What can be watched of cases. */
final class CaseMetrics {

  private static final List<String> STATUSES =
      List.of(Case.PARTIAL, Case.COMPLETE, Case.EXPIRED, Case.RETRACTED);

  private static final long UNTIMED = Long.MIN_VALUE;

  private final Map<String, Counter> matches = new HashMap<>();
  private final Map<String, Counter> byChain = new HashMap<>();
  private final Map<String, Map<String, Counter>> revisions = new HashMap<>();
  private final Map<String, LatencyHistogram> latencies = new HashMap<>();
  private final Counter opened;
  private final Counter nearMisses;
  private final Counter canaries;
  private final Counter unprovenCanaries;
  private long evidenceMillis = UNTIMED;
  private boolean wasCanary;

  CaseMetrics(Metrics metrics, List<Chain> chains) {
    for (Chain chain : chains) {
      matches.put(chain.name(), metrics.counter(Metric.CHAIN_MATCHES, chain.name()));
      byChain.put(chain.name(), metrics.counter(Metric.CHAIN_CASE_REVISIONS, chain.name()));
    }
    for (String status : STATUSES) {
      latencies.put(status, metrics.histogram(Metric.CASE_LATENCY, status));
    }
    for (Level level : Level.values()) {
      Map<String, Counter> counters = new HashMap<>();
      for (String status : STATUSES) {
        counters.put(status, metrics.counter(Metric.CASE_REVISIONS, level.label(), status));
      }
      revisions.put(level.label(), counters);
    }
    opened = metrics.counter(Metric.OPENED_CASES);
    nearMisses = metrics.counter(Metric.NEAR_MISSES);
    canaries = metrics.counter(Metric.CANARIES);
    unprovenCanaries = metrics.counter(Metric.UNPROVEN_CANARIES);
  }

  /** A chain matched; one that is not declared any more counts nowhere. */
  void matched(String chain) {
    Counter counter = matches.get(chain);
    if (counter != null) {
      counter.inc();
    }
  }

  /** A revision goes out. */
  void out(Case revision, boolean first) {
    if (first) {
      opened.inc();
    }
    Counter chain = byChain.get(revision.chain());
    if (chain != null) {
      chain.inc();
    }
    Counter counter = revisions.getOrDefault(revision.level(), Map.of()).get(revision.status());
    if (counter != null) {
      counter.inc();
    }
    wasCanary = CanaryMark.isMarked(revision.suppressions());
    if (wasCanary) {
      canaries.inc();
    } else if (CanaryMark.isNamedLikeOne(revision.host().name())) {
      unprovenCanaries.inc();
    }
    LatencyHistogram latency = latencies.get(revision.status());
    if (latency != null && evidenceMillis != UNTIMED) {
      latency.update(evidenceMillis - revision.lastSeen().toEpochMilli());
    }
  }

  /** What goes out until {@link #untimed} goes out at this moment, since evidence came. */
  void timed(long nowMillis) {
    evidenceMillis = nowMillis;
    wasCanary = false;
  }

  /** What goes out from now on does so for other reasons than evidence that came. */
  void untimed() {
    evidenceMillis = UNTIMED;
  }

  /** Whether what went out last is a canary. */
  boolean wasCanary() {
    return wasCanary;
  }

  void nearMiss() {
    nearMisses.inc();
  }
}
