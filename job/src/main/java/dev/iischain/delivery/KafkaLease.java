package dev.iischain.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that Kafka keeps: of all members of a consumer group, the one that is assigned the first
 * partition of a topic holds it. Nothing is read. Whoever loses the broker gives it up before the
 * broker hands it on.
 */
public final class KafkaLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLease.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int SESSION_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 2_000;

  /** Shorter than the session, after which the broker gives the lease to another. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(6);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean assigned;
  private volatile long aliveNanos = System.nanoTime();
  private volatile boolean closed;

  /**
   * Leases in a consumer group for each system.
   *
   * @param properties how to reach Kafka
   * @param group what the names of the groups start with
   * @param topic any topic of ours; only its first partition counts
   */
  public record Settings(Properties properties, String group, String topic)
      implements LeaseSettings {

    @Override
    public Lease open(String target) {
      return new KafkaLease(properties, group + "-lease-" + target, topic);
    }
  }

  private KafkaLease(Properties client, String group, String topic) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(SESSION_MILLIS));
    properties.setProperty(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(HEARTBEAT_MILLIS));
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    TopicPartition first = new TopicPartition(topic, 0);
    thread = new Thread(() -> hold(topic, first), "lease-" + group);
    thread.setDaemon(true);
    thread.start();
  }

  private void hold(String topic, TopicPartition first) {
    consumer.subscribe(List.of(topic), new Assignment(first));
    while (!closed) {
      try {
        consumer.poll(POLL);
        aliveNanos = System.nanoTime();
      } catch (WakeupException e) {
        break;
      } catch (KafkaException e) {
        assigned = false;
        LOG.warn("The lease is given up until Kafka answers: {}", e.getClass().getSimpleName());
      }
    }
    assigned = false;
    consumer.close();
  }

  @Override
  public boolean isHeld() {
    return assigned && System.nanoTime() - aliveNanos < STALE_NANOS;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Notes whether the first partition is ours, and pauses all so that nothing is read. */
  private final class Assignment implements ConsumerRebalanceListener {

    private final TopicPartition first;

    Assignment(TopicPartition first) {
      this.first = first;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(consumer.assignment());
      assigned = consumer.assignment().contains(first);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.contains(first)) {
        assigned = false;
      }
    }
  }
}
