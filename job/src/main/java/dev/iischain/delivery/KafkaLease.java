package dev.iischain.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that Kafka keeps: of all members of a consumer group, the one that is assigned the first
 * partition of a topic holds it, until it ends. Nothing is read. Whoever loses the broker gives it
 * up before the broker hands it on, and whoever takes over waits until the last requests of the one
 * before have ended.
 */
public final class KafkaLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLease.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int SESSION_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 2_000;

  /** Shorter than the session, after which the broker gives the lease to another. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(6);

  /** Heartbeats that are older than this say that the broker is lost. */
  private static final double HEARTBEAT_SECONDS = 4;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final long pauseNanos;
  private volatile boolean assigned;
  private volatile long sinceNanos;
  private volatile long aliveNanos = System.nanoTime();
  private volatile boolean closed;

  /**
   * Leases in a consumer group for each system.
   *
   * @param properties how to reach Kafka
   * @param group what the names of the groups start with
   * @param topic any topic of ours; only its first partition counts
   * @param pause how long one who takes over from another sends nothing
   */
  public record Settings(Properties properties, String group, String topic, Duration pause)
      implements LeaseSettings {

    @Override
    public Lease open(String target) {
      return new KafkaLease(this, group + "-lease-" + target);
    }
  }

  private KafkaLease(Settings settings, String group) {
    String topic = settings.topic();
    pauseNanos = settings.pause().toNanos();
    Properties properties = new Properties();
    properties.putAll(settings.properties());
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(SESSION_MILLIS));
    properties.setProperty(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(HEARTBEAT_MILLIS));
    properties.setProperty(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, FirstComer.class.getName());
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
        if (heartbeats()) {
          aliveNanos = System.nanoTime();
        }
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

  /** Whether the broker was heard lately; polling alone goes on without a broker. */
  private boolean heartbeats() {
    for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
      if (metric.getKey().name().equals("last-heartbeat-seconds-ago")) {
        return metric.getValue().metricValue() instanceof Double ago
            && ago >= 0
            && ago < HEARTBEAT_SECONDS;
      }
    }
    return false;
  }

  @Override
  public boolean isHeld() {
    long now = System.nanoTime();
    return assigned && now - sinceNanos >= 0 && now - aliveNanos < STALE_NANOS;
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

  /** Notes whether the first partition is ours, and pauses it so that nothing is read. */
  private final class Assignment implements ConsumerRebalanceListener {

    private final TopicPartition first;
    private boolean stoodBy;

    Assignment(TopicPartition first) {
      this.first = first;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(consumer.assignment());
      boolean ours = consumer.assignment().contains(first);
      if (ours && !assigned) {
        sinceNanos = System.nanoTime() + (stoodBy ? pauseNanos : 0);
        LOG.info("The lease is ours{}.", stoodBy ? " now" : "");
      } else if (!ours) {
        LOG.info("Another job delivers; this one stands by.");
      }
      stoodBy = !ours;
      assigned = ours;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.contains(first)) {
        assigned = false;
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      stoodBy = true; // somebody else may have been at it meanwhile
      onPartitionsRevoked(partitions);
    }
  }
}
