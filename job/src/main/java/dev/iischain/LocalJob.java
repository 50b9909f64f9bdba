package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.metric.PrometheusReporting;
import dev.iischain.source.ReadRange;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

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

  /**
   * How far a job reads and where it goes on.
   *
   * @param range what is read and nothing more, where whoever starts the job commits the end of it;
   *     null reads for ever
   * @param from what to continue; null begins without a memory
   */
  record Extent(@Nullable ReadRange range, @Nullable SavedState from) {
    static final Extent ENDLESS = new Extent(null, null);
  }

  /** Starts it. */
  static JobClient start(JobConfig config, DetectionSettings settings, LocalPorts ports)
      throws Exception {
    return start(config, settings, ports, Extent.ENDLESS);
  }

  /** Starts it for so far. */
  static JobClient start(
      JobConfig config, DetectionSettings settings, LocalPorts ports, Extent extent)
      throws Exception {
    Configuration flink = new KafkaJob(config).flink();
    if (extent.from() != null) {
      extent.from().addTo(flink);
    }
    StreamExecutionEnvironment env = environment(flink, ports);
    ReadRange range = extent.range();
    DetectionJob.build(new KafkaDetection(config, range, range == null), settings, env);
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
      PrometheusReporting.settings(ports.metrics()).forEach(flink::setString);
    }
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink).setParallelism(2);
  }
}
