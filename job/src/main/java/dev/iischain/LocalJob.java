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
    Configuration flink = new KafkaDetection(config).flink();
    flink.set(RestOptions.BIND_PORT, webPort);
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink);
    env.setParallelism(2);
    DetectionJob.build(config, settings, env);
    return env.executeAsync(config.name());
  }
}
