package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The delivery job, as a cluster runs it: {@code flink run -c dev.iischain.DeliveryJob job.jar
 * --config FILE}.
 */
public final class DeliveryJob {

  private DeliveryJob() {}

  /** Submits the job; fails with every problem of the configuration and the topics. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      throw new UsageProblems(List.of("usage: --config FILE"));
    }
    JobConfig config =
        new SettingsLoader(Path.of(arguments[1]), List.of(), List.of()).config(Purpose.DELIVER);
    KafkaDelivery delivery = requireTopics(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(delivery.flink());
    delivery.topology().build(env);
    env.execute(delivery.jobName());
  }

  /** The job's parts; fails with every reason why it could not read or write its topics. */
  static KafkaDelivery requireTopics(JobConfig config) throws InterruptedException {
    KafkaDelivery delivery = new KafkaDelivery(config);
    List<String> problems = delivery.problems();
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    return delivery;
  }
}
