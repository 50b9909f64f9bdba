package dev.iischain.operator;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what is read: as metrics for a running job, and as accumulators, by the same names, for
 * the summary of a replay.
 */
final class ReadCounters {

  private final Tally read;
  private final Tally irrelevant;
  private final Tally[] kinds = new Tally[EventKind.values().length];
  private final Tally[] vendors = new Tally[Vendor.values().length];
  private final Tally[] formats = new Tally[TelemetryFormat.values().length];
  private final Tally[] reasons = new Tally[DeadLetter.Reason.values().length];

  ReadCounters(RuntimeContext context) {
    read = new Tally(context, "read", "");
    irrelevant = new Tally(context, "irrelevant", "");
    for (EventKind kind : EventKind.values()) {
      kinds[kind.ordinal()] = new Tally(context, "events.kind", kind.category());
    }
    for (Vendor vendor : Vendor.values()) {
      vendors[vendor.ordinal()] = new Tally(context, "events.vendor", vendor.label());
    }
    for (TelemetryFormat format : TelemetryFormat.values()) {
      formats[format.ordinal()] = new Tally(context, "events.format", format.label());
    }
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      reasons[reason.ordinal()] = new Tally(context, "deadLetters", reason.code());
    }
  }

  void read() {
    read.add();
  }

  void irrelevant() {
    irrelevant.add();
  }

  void event(EndpointEvent event) {
    kinds[event.kind().ordinal()].add();
    vendors[event.source().vendor().ordinal()].add();
    formats[event.source().format().ordinal()].add();
  }

  void deadLetter(DeadLetter deadLetter) {
    reasons[deadLetter.reason().ordinal()].add();
  }

  /** One count, as a metric and as an accumulator. */
  private static final class Tally {

    private final Counter metric;
    private final LongCounter accumulator = new LongCounter();

    Tally(RuntimeContext context, String name, String label) {
      MetricGroup group = context.getMetricGroup();
      metric = label.isEmpty() ? group.counter(name) : group.addGroup(name, label).counter("count");
      context.addAccumulator(label.isEmpty() ? name : name + "/" + label, accumulator);
    }

    void add() {
      metric.inc();
      accumulator.add(1);
    }
  }
}
