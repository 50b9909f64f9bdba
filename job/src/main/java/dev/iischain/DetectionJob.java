package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.operator.Pace;
import dev.iischain.source.KafkaPreflight;
import dev.iischain.source.ReadRange;
import dev.iischain.source.SuppressionTopic;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The streaming detection job, as a cluster runs it: {@code flink run job.jar --config FILE}, and
 * with {@code --until now} or a time as far as that.
 */
public final class DetectionJob {

  private DetectionJob() {}

  /** Submits the job; fails with every problem of what it is given. */
  public static void main(String[] arguments) throws Exception {
    boolean bounded = arguments.length == 4 && arguments[2].equals("--until");
    if (!(bounded || arguments.length == 2) || !arguments[0].equals("--config")) {
      throw new UsageProblems(List.of("usage: --config FILE [--until now|TIME]"));
    }
    ReadUntil until = bounded ? ReadUntil.of(arguments[3]) : null;
    SettingsLoader loader = new SettingsLoader(Path.of(arguments[1]), List.of(), List.of());
    JobConfig config = loader.config(Purpose.RUN);
    DetectionSettings settings = loader.settings(config, Pace.LIVE);
    requireKafka(config);
    settings = settings.knowing(SuppressionTopic.content(config, settings.ruleNames()));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new KafkaJob(config).flink());
    if (until != null && env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH) != null) {
      throw new UsageProblems(List.of(ReadUntil.FROM_A_SAVEPOINT));
    }
    ReadRange range = until == null ? null : KafkaDetection.range(config, until);
    // A cluster goes on without this program, so the source itself has to commit what it reads.
    build(new KafkaDetection(config, range, true), settings, env);
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
    build(new KafkaDetection(config), settings, env);
  }

  /** Adds the graph between these sources and sinks to an environment. */
  static void build(
      KafkaDetection kafka, DetectionSettings settings, StreamExecutionEnvironment env) {
    new DetectionTopology(
            kafka.source(settings), kafka.suppressions(), kafka.sinks(), settings.prefiltered())
        .build(env);
  }
}
