package dev.iischain.operator;

import dev.iischain.event.EventKind;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.normalise.PreFilter;
import org.apache.flink.metrics.Counter;

/** Counts events by what they are, where they are decoded or skipped. */
class EventCounters implements PreFilter.Skipped {

  private final Counter irrelevant;
  private final Counter[] kinds = new Counter[EventKind.values().length];
  private final Counter[] vendors = new Counter[Vendor.values().length];
  private final Counter[] formats = new Counter[TelemetryFormat.values().length];

  EventCounters(Metrics metrics) {
    irrelevant = metrics.counter(Metric.IRRELEVANT);
    for (EventKind kind : EventKind.values()) {
      kinds[kind.ordinal()] = metrics.counter(Metric.KIND_EVENTS, kind.category());
    }
    for (Vendor vendor : Vendor.values()) {
      vendors[vendor.ordinal()] = metrics.counter(Metric.VENDOR_EVENTS, vendor.label());
    }
    for (TelemetryFormat format : TelemetryFormat.values()) {
      formats[format.ordinal()] = metrics.counter(Metric.FORMAT_EVENTS, format.label());
    }
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    irrelevant.inc();
  }

  @Override
  public void event(EventKind kind, TelemetryFormat format, Vendor vendor) {
    kinds[kind.ordinal()].inc();
    vendors[vendor.ordinal()].inc();
    formats[format.ordinal()].inc();
  }
}
