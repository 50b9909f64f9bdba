package dev.iischain.metric;

import java.util.List;
import java.util.Locale;

/** Metrics of what is no Flink job, as Prometheus reads them. */
public final class PrometheusText {

  private final StringBuilder text = new StringBuilder();
  private String last = "";

  /** Adds a series; those of one metric one after the other. */
  public void add(Metric metric, double value, String... values) {
    List<Label> labels = metric.labels();
    if (labels.size() != values.length) {
      throw new IllegalArgumentException(metric + " has the labels " + labels + ".");
    }
    String name = metric.prometheusName(Place.CANARY);
    if (!name.equals(last)) {
      String type = metric.type().name().toLowerCase(Locale.ROOT);
      text.append("# HELP ").append(name).append(' ').append(metric.meaning()).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
      last = name;
    }
    text.append(name);
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "{" : ",").append(labels.get(i).key()).append("=\"");
      text.append(values[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    text.append(values.length == 0 ? " " : "} ").append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
