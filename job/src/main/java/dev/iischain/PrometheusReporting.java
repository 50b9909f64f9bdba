package dev.iischain;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** Flink's own reporter for Prometheus, set up as {@code docs/metrics.md} asks for it. */
final class PrometheusReporting {

  private static final String NAME = "prom";

  private PrometheusReporting() {}

  /** Lets a Flink of this configuration answer Prometheus at a port, or at one of a range. */
  static void addTo(Configuration flink, String port) {
    String prefix = "metrics.reporter." + NAME + '.';
    flink.set(MetricOptions.REPORTERS_LIST, NAME);
    flink.setString(prefix + "factory.class", PrometheusReporterFactory.class.getName());
    flink.setString(prefix + "port", port);
    // Topics and rules by the names that they have.
    flink.setString(prefix + "filterLabelValueCharacters", "false");
  }
}
