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

  /** Starts it; {@code webPort} 0 leaves the web UI to any free port. */
  static JobClient start(JobConfig config, DetectionSettings settings, String webPort)
      throws Exception {
    StreamExecutionEnvironment env = environment(new KafkaDetection(config).flink(), webPort);
    DetectionJob.build(config, settings, env);
    return env.executeAsync(config.name());
  }

  /** Starts the delivery job likewise. */
  static JobClient start(KafkaDelivery delivery, String webPort) throws Exception {
    StreamExecutionEnvironment env = environment(delivery.flink(), webPort);
    delivery.topology().build(env);
    return env.executeAsync(delivery.jobName());
  }

  private static StreamExecutionEnvironment environment(Configuration flink, String webPort) {
    flink.set(RestOptions.BIND_PORT, webPort);
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink).setParallelism(2);
  }
}
