package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.operator.Pace;
import dev.iischain.source.KafkaPreflight;
import dev.iischain.source.SuppressionTopic;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming detection job, as a cluster runs it: {@code flink run job.jar --config FILE}. */
public final class DetectionJob {

  private DetectionJob() {}

  /** Submits the job; fails with every problem of what it is given. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      throw new UsageProblems(List.of("usage: --config FILE"));
    }
    SettingsLoader loader = new SettingsLoader(Path.of(arguments[1]), List.of(), List.of());
    JobConfig config = loader.config(Purpose.RUN);
    DetectionSettings settings = loader.settings(config, Pace.LIVE);
    requireKafka(config);
    settings = settings.knowing(SuppressionTopic.content(config, settings.ruleNames()));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new KafkaJob(config).flink());
    build(config, settings, env);
    env.execute(config.name());
  }

  /** Fails with every reason why the job could not read or write. */
  static void requireKafka(JobConfig config) throws InterruptedException {
    List<String> problems = KafkaPreflight.problems(config);
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
  }

  /** Adds the graph between Kafka and Kafka to an environment. */
  static void build(JobConfig config, DetectionSettings settings, StreamExecutionEnvironment env) {
    KafkaDetection kafka = new KafkaDetection(config);
    new DetectionTopology(
            kafka.source(settings), kafka.suppressions(), kafka.sinks(), settings.prefiltered())
        .build(env);
  }
}
