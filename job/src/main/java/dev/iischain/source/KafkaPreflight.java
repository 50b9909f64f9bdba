package dev.iischain.source;

import dev.iischain.config.JobConfig;
import dev.iischain.config.TopicsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks, before the job starts, whether the brokers answer and the topics exist. */
public final class KafkaPreflight {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private KafkaPreflight() {}

  /** One sentence for each thing that would keep the job from working; empty when all is well. */
  public static List<String> problems(JobConfig config) throws InterruptedException {
    return problems(config, wanted(config.topics()));
  }

  /**
   * The same for other topics than those of detection.
   *
   * @param wanted the topics that have to exist, with the option that names each
   */
  public static List<String> problems(JobConfig config, Map<String, String> wanted)
      throws InterruptedException {
    Properties client = config.kafka().clientProperties();
    client.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    client.setProperty("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
    List<String> problems = new ArrayList<>();
    try (Admin admin = Admin.create(client)) {
      Map<String, KafkaFuture<TopicDescription>> described =
          admin.describeTopics(wanted.keySet()).topicNameValues();
      for (Map.Entry<String, String> topic : wanted.entrySet()) {
        KafkaFuture<TopicDescription> answer = described.get(topic.getKey());
        if (answer != null && !look(answer, topic.getValue(), topic.getKey(), config, problems)) {
          break;
        }
      }
    } catch (KafkaException e) {
      problems.add("kafka: no client can be made of these settings: " + deepest(e) + ".");
    }
    return problems;
  }

  /** The same for the canary, whose user may know of no topic but those that it needs. */
  public static List<String> problemsOfCanary(JobConfig config) throws InterruptedException {
    Map<String, String> wanted = telemetry(config.topics());
    wanted.put(config.topics().alerts(), "topics.alerts");
    wanted.put(config.topics().cases(), "topics.cases");
    return problems(config, wanted);
  }

  private static Map<String, String> telemetry(TopicsConfig topics) {
    Map<String, String> wanted = new LinkedHashMap<>();
    topics.telemetry().named().forEach(topic -> wanted.put(topic, "topics.telemetry"));
    return wanted;
  }

  /** The topics that have to exist, with the option that names each. */
  private static Map<String, String> wanted(TopicsConfig topics) {
    Map<String, String> wanted = telemetry(topics);
    if (!topics.falconHosts().isEmpty()) {
      wanted.put(topics.falconHosts(), "topics.falcon-hosts");
    }
    wanted.put(topics.alerts(), "topics.alerts");
    wanted.put(topics.cases(), "topics.cases");
    wanted.put(topics.suppressed(), "topics.suppressed");
    wanted.put(topics.deadLetters(), "topics.dead-letters");
    wanted.put(topics.nearMisses(), "topics.near-misses");
    wanted.put(topics.suppressions(), "topics.suppressions");
    return wanted;
  }

  /** Adds what is wrong with one topic; false when no topic can be looked at. */
  private static boolean look(
      KafkaFuture<TopicDescription> answer,
      String key,
      String topic,
      JobConfig config,
      List<String> problems)
      throws InterruptedException {
    try {
      answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        problems.add(key + ": there is no topic " + topic + "; create it, or name another.");
        return true;
      }
      if (cause instanceof AuthorizationException) {
        problems.add(key + ": the job may not describe the topic " + topic + "; allow it.");
        return true;
      }
      problems.add(unreachable(config) + " (" + deepest(e) + ")");
      return false;
    } catch (TimeoutException e) {
      problems.add(unreachable(config));
      return false;
    }
  }

  private static String unreachable(JobConfig config) {
    return "kafka.bootstrap-servers: no broker answered at "
        + config.kafka().bootstrapServersText()
        + " within "
        + PATIENCE.toSeconds()
        + " seconds; check the addresses, the network and the security settings.";
  }

  private static String deepest(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
