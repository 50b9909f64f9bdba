package dev.iischain.operator;

import dev.iischain.canary.CanaryMark;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.metric.Labelled;
import dev.iischain.metric.LatencyHistogram;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Counts what is decoded: as metrics for a running job, and as accumulators for the summary of a
 * replay, where what is skipped counts as what it would have become.
 */
final class ReadCounters extends EventCounters {

  private final LongCounter read;
  private final LongCounter irrelevant;
  private final LongCounter[] kinds = new LongCounter[EventKind.values().length];
  private final LongCounter[] vendors = new LongCounter[Vendor.values().length];
  private final LongCounter[] formats = new LongCounter[TelemetryFormat.values().length];
  private final LongCounter[] reasons = new LongCounter[DeadLetter.Reason.values().length];
  private final Counter[] deadLetters = new Counter[reasons.length];
  private final Labelled<Counter> topicDeadLetters;
  private final Labelled<LatencyHistogram> lateness;
  private final Labelled<Counter> canaries;

  /**
   * Counts what concerns these topics from 0 on, as their records are: what is subtracted from a
   * count that began at 0 must not have begun at 3.
   */
  ReadCounters(RuntimeContext context, List<String> topics) {
    this(context, new Metrics(context.getMetricGroup()), topics);
  }

  private ReadCounters(RuntimeContext context, Metrics metrics, List<String> topics) {
    super(metrics);
    topicDeadLetters = metrics.counters(Metric.TOPIC_DEAD_LETTERS);
    lateness = metrics.histograms(Metric.LATENESS);
    canaries = metrics.counters(Metric.CANARY_EVENTS);
    for (String topic : topics) {
      topicDeadLetters.of(topic);
      lateness.of(topic);
      canaries.of(topic);
    }
    read = sum(context, "read");
    irrelevant = sum(context, "irrelevant");
    for (EventKind kind : EventKind.values()) {
      kinds[kind.ordinal()] = sum(context, "events.kind/" + kind.category());
    }
    for (Vendor vendor : Vendor.values()) {
      vendors[vendor.ordinal()] = sum(context, "events.vendor/" + vendor.label());
    }
    for (TelemetryFormat format : TelemetryFormat.values()) {
      formats[format.ordinal()] = sum(context, "events.format/" + format.label());
    }
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      reasons[reason.ordinal()] = sum(context, "deadLetters/" + reason.code());
      deadLetters[reason.ordinal()] = metrics.counter(Metric.DEAD_LETTERS, reason.code());
    }
  }

  private static LongCounter sum(RuntimeContext context, String name) {
    LongCounter sum = new LongCounter();
    context.addAccumulator(name, sum);
    return sum;
  }

  void read() {
    read.add(1);
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    super.irrelevant(format, vendor);
    irrelevant.add(1);
  }

  @Override
  public void event(EventKind kind, TelemetryFormat format, Vendor vendor) {
    super.event(kind, format, vendor);
    sum(kind, format, vendor);
  }

  private void sum(EventKind kind, TelemetryFormat format, Vendor vendor) {
    kinds[kind.ordinal()].add(1);
    vendors[vendor.ordinal()].add(1);
    formats[format.ordinal()].add(1);
  }

  void event(EndpointEvent event, RawRecord record) {
    if (CanaryMark.isNamedLikeOne(event.host().name())) {
      // No sensor spoke: a silent one must not look alive.
      canaries.of(record.source()).inc();
      sum(event.kind(), event.source().format(), event.source().vendor());
      return;
    }
    event(event.kind(), event.source().format(), event.source().vendor());
    if (record.receivedMillis() != RawRecord.NO_TIME) {
      lateness.of(record.source()).update(record.receivedMillis() - event.eventTimeMillis());
    }
  }

  void deadLetter(DeadLetter deadLetter) {
    int reason = deadLetter.reason().ordinal();
    reasons[reason].add(1);
    deadLetters[reason].inc();
    topicDeadLetters.of(deadLetter.source()).inc();
  }
}
