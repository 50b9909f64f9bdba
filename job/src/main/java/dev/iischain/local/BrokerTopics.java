package dev.iischain.local;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is asked of a broker through its administration protocol. */
final class BrokerTopics {
  private static final long PAUSE_MILLIS = 50;

  private BrokerTopics() {}

  /** Waits until the broker answers. */
  static void awaitReady(String bootstrapServers, Duration timeout) {
    try (Admin admin = admin(bootstrapServers, timeout)) {
      await(admin.describeCluster().nodes(), timeout, "The broker at " + bootstrapServers);
    }
  }

  /** Creates the topics that do not exist yet and waits until each partition has a leader. */
  static void create(
      String bootstrapServers,
      Map<String, Map<String, String>> topicConfigs,
      int partitions,
      Duration timeout) {
    try (Admin admin = admin(bootstrapServers, timeout)) {
      String what = "The broker at " + bootstrapServers;
      Set<String> missing = new TreeSet<>(topicConfigs.keySet());
      missing.removeAll(await(admin.listTopics().names(), timeout, what));
      List<NewTopic> topics =
          missing.stream()
              .map(
                  name ->
                      new NewTopic(name, partitions, (short) 1)
                          .configs(topicConfigs.getOrDefault(name, Map.of())))
              .toList();
      await(admin.createTopics(topics).all(), timeout, what);
      awaitLeaders(admin, topicConfigs.keySet(), timeout);
    }
  }

  // A created topic is known to the controller at once, to the broker's metadata a little later.
  private static void awaitLeaders(Admin admin, Collection<String> topics, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!haveLeaders(admin, topics, timeout)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "The topics "
                + topics
                + " have no leader after "
                + timeout.toSeconds()
                + " s; look into the broker's log.");
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("Interrupted while waiting for topics.", e);
      }
    }
  }

  private static boolean haveLeaders(Admin admin, Collection<String> topics, Duration timeout) {
    try {
      Map<String, TopicDescription> descriptions =
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return descriptions.values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new KafkaException("Cannot describe the topics " + topics + ".", e.getCause());
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while waiting for topics.", e);
    }
  }

  private static Admin admin(String bootstrapServers, Duration timeout) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(timeout.toMillis()),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.toIntExact(Math.min(timeout.toMillis(), 10_000))));
  }

  private static <T> T await(KafkaFuture<T> future, Duration timeout, String what) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(what + " refused: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException(
          what + " did not answer within " + timeout.toSeconds() + " s; is it running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while waiting for the broker.", e);
    }
  }
}
