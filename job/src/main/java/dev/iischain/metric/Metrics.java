package dev.iischain.metric;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Registers metrics of the catalogue with Flink, and none else. */
public final class Metrics {

  /** The group that all of ours are in. */
  public static final String GROUP = "iis_chain";

  private final MetricGroup group;

  /** Registers in the scope of an operator. */
  public Metrics(MetricGroup operator) {
    group = operator.addGroup(GROUP);
  }

  /** Registers a counter for these values of its labels. */
  public Counter counter(Metric metric, String... values) {
    return within(metric, Metric.Type.COUNTER, values).counter(metric.metricName());
  }

  /** Registers a histogram of latencies for these values of its labels. */
  public LatencyHistogram histogram(Metric metric, String... values) {
    return within(metric, Metric.Type.HISTOGRAM, values)
        .histogram(metric.metricName(), new LatencyHistogram());
  }

  /** Registers a gauge for these values of its labels. */
  public <T extends Number> void gauge(Metric metric, Gauge<T> gauge, String... values) {
    within(metric, Metric.Type.GAUGE, values).gauge(metric.metricName(), gauge);
  }

  /** Counters for the values of one label, registered as they come. */
  public Labelled<Counter> counters(Metric metric) {
    return new Labelled<>(value -> counter(metric, value));
  }

  /** Histograms for the values of one label, registered as they come. */
  public Labelled<LatencyHistogram> histograms(Metric metric) {
    return new Labelled<>(value -> histogram(metric, value));
  }

  private MetricGroup within(Metric metric, Metric.Type type, String... values) {
    List<Label> labels = metric.labels();
    if (metric.type() != type || labels.size() != values.length) {
      throw new IllegalArgumentException(
          metric + " is a " + metric.type() + " with the labels " + labels + ".");
    }
    MetricGroup inner = group;
    for (int i = 0; i < values.length; i++) {
      inner = inner.addGroup(labels.get(i).key(), values[i]);
    }
    return inner;
  }
}
