package dev.iischain.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** Flink's own reporter for Prometheus, set up as {@code docs/metrics.md} asks for it. */
public final class PrometheusReporting {

  private static final String NAME = "prom";

  private PrometheusReporting() {}

  /** Flink's settings by which a process answers Prometheus at a port, on every address. */
  public static Map<String, String> settings(int port) {
    String prefix = "metrics.reporter." + NAME + '.';
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metrics.reporters", NAME);
    settings.put(prefix + "factory.class", PrometheusReporterFactory.class.getName());
    settings.put(prefix + "port", Integer.toString(port));
    // Topics and rules by the names that they have.
    settings.put(prefix + "filterLabelValueCharacters", "false");
    return settings;
  }
}
