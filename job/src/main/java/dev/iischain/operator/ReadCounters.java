package dev.iischain.operator;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.PreFilter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is read: as metrics for a running job, and as accumulators, by the same names, for
 * the summary of a replay. What is skipped counts as what it would have become.
 */
public final class ReadCounters implements PreFilter.Skipped {

  private final MetricGroup metrics;
  private final Tally read;
  private final Tally irrelevant;
  private final Tally[] kinds = new Tally[EventKind.values().length];
  private final Tally[] vendors = new Tally[Vendor.values().length];
  private final Tally[] formats = new Tally[TelemetryFormat.values().length];
  private final Tally[] reasons = new Tally[DeadLetter.Reason.values().length];
  private final Map<String, Counter> skipped = new HashMap<>();
  private @Nullable String lastSource;
  private @Nullable Counter lastSkipped;

  /** Counts as metrics and as accumulators. */
  ReadCounters(RuntimeContext context) {
    this(context.getMetricGroup(), context);
  }

  /** Counts as metrics alone, in a source that skips. */
  public ReadCounters(MetricGroup metrics) {
    this(metrics, null);
  }

  private ReadCounters(MetricGroup metrics, @Nullable RuntimeContext context) {
    this.metrics = metrics;
    read = new Tally(metrics, context, "read", "");
    irrelevant = new Tally(metrics, context, "irrelevant", "");
    for (EventKind kind : EventKind.values()) {
      kinds[kind.ordinal()] = new Tally(metrics, context, "events.kind", kind.category());
    }
    for (Vendor vendor : Vendor.values()) {
      vendors[vendor.ordinal()] = new Tally(metrics, context, "events.vendor", vendor.label());
    }
    for (TelemetryFormat format : TelemetryFormat.values()) {
      formats[format.ordinal()] = new Tally(metrics, context, "events.format", format.label());
    }
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      reasons[reason.ordinal()] = new Tally(metrics, context, "deadLetters", reason.code());
    }
  }

  void read() {
    read.add();
  }

  /** A record of this topic or file was skipped. */
  public void skipped(String source) {
    read.add();
    Counter counter = lastSkipped;
    if (counter == null || !source.equals(lastSource)) {
      counter =
          skipped.computeIfAbsent(
              source, name -> metrics.addGroup("skipped", name).counter("count"));
      lastSource = source;
      lastSkipped = counter;
    }
    counter.inc();
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    irrelevant.add();
  }

  @Override
  public void event(EventKind kind, TelemetryFormat format, Vendor vendor) {
    kinds[kind.ordinal()].add();
    vendors[vendor.ordinal()].add();
    formats[format.ordinal()].add();
  }

  void event(EndpointEvent event) {
    event(event.kind(), event.source().format(), event.source().vendor());
  }

  void deadLetter(DeadLetter deadLetter) {
    reasons[deadLetter.reason().ordinal()].add();
  }

  /** One count, as a metric and as an accumulator. */
  private static final class Tally {

    private final Counter metric;
    private final LongCounter accumulator = new LongCounter();

    Tally(MetricGroup group, @Nullable RuntimeContext context, String name, String label) {
      metric = label.isEmpty() ? group.counter(name) : group.addGroup(name, label).counter("count");
      if (context != null) {
        context.addAccumulator(label.isEmpty() ? name : name + "/" + label, accumulator);
      }
    }

    void add() {
      metric.inc();
      accumulator.add(1);
    }
  }
}
