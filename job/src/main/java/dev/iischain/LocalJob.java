package dev.iischain;

import dev.iischain.config.JobConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming job in a Flink inside this process, with its web UI. */
final class LocalJob {

  private LocalJob() {}

  /**
   * The ports of a local Flink.
   *
   * @param web of the web UI; 0 for any free one
   * @param metrics where Prometheus may ask for metrics, or {@link #NO_METRICS}
   */
  record LocalPorts(String web, int metrics) {

    static final int NO_METRICS = 0;

    /** No metrics, and the web UI on any free port. */
    static final LocalPorts ANY = new LocalPorts("0", NO_METRICS);
  }

  /** Starts it. */
  static JobClient start(JobConfig config, DetectionSettings settings, LocalPorts ports)
      throws Exception {
    StreamExecutionEnvironment env = environment(new KafkaJob(config).flink(), ports);
    DetectionJob.build(config, settings, env);
    return env.executeAsync(config.name());
  }

  /** Starts the delivery job likewise. */
  static JobClient start(KafkaDelivery delivery, LocalPorts ports) throws Exception {
    StreamExecutionEnvironment env = environment(delivery.flink(), ports);
    delivery.topology().build(env);
    return env.executeAsync(delivery.jobName());
  }

  private static StreamExecutionEnvironment environment(Configuration flink, LocalPorts ports) {
    flink.set(RestOptions.BIND_PORT, ports.web());
    if (ports.metrics() != LocalPorts.NO_METRICS) {
      PrometheusReporting.addTo(flink, Integer.toString(ports.metrics()));
    }
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink).setParallelism(2);
  }
}
