package dev.iischain;

import dev.iischain.SoakTelemetry.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a soak's feeds carry, at its time, through every outage of the broker; as shippers do,
 * again where it was not taken.
 */
final class SoakFeeder {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  private final Map<String, Object> properties;
  private final String topicPrefix;
  private final List<Sent> sent;
  private final Queue<Sent> refused = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Exception failure;
  private final Thread thread = new Thread(this::run, "soak-feeder");
  private volatile boolean lateTopicExists;

  SoakFeeder(String bootstrapServers, String topicPrefix, List<Sent> sent) {
    this.topicPrefix = topicPrefix;
    this.sent = sent;
    this.properties =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "linger.ms", "20",
            "delivery.timeout.ms", Math.toIntExact(ATTEMPT.toMillis()),
            "max.block.ms", PATIENCE.toMillis(),
            "metadata.max.age.ms", "2000",
            "reconnect.backoff.max.ms", "500");
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** The late feed's topic exists from now on. */
  void lateTopicExists() {
    lateTopicExists = true;
  }

  boolean isFeeding() {
    return thread.isAlive();
  }

  /** Returns once the broker has everything. */
  void await() throws Exception {
    thread.join();
    Exception problem = failure;
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused.size() + " records could not be sent", problem);
    }
  }

  private void run() {
    try (KafkaProducer<String, String> producer = producer()) {
      feed(producer);
      producer.flush();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!refused.isEmpty() && System.nanoTime() < deadline) {
      List<Sent> again = new ArrayList<>(refused);
      refused.removeAll(again);
      try (KafkaProducer<String, String> producer = producer()) {
        again.forEach(each -> send(producer, each));
        producer.flush();
      }
    }
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private void feed(KafkaProducer<String, String> producer) {
    long start = System.nanoTime();
    List<Sent> held = new ArrayList<>();
    for (Sent each : sent) {
      long due = start + TimeUnit.MILLISECONDS.toNanos(each.atMillis());
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      if (lateTopicExists) {
        held.forEach(late -> send(producer, late));
        held.clear();
      }
      if (each.feed().equals("late") && !lateTopicExists) {
        held.add(each);
      } else {
        send(producer, each);
      }
    }
    while (!lateTopicExists) {
      LockSupport.parkNanos(50_000_000);
    }
    held.forEach(late -> send(producer, late));
  }

  private void send(KafkaProducer<String, String> producer, Sent record) {
    try {
      producer.send(
          new ProducerRecord<>(topicPrefix + record.feed(), record.line()),
          (metadata, problem) -> {
            if (problem != null) {
              refused(record, problem);
            }
          });
    } catch (KafkaException e) {
      refused(record, e);
    }
  }

  private void refused(Sent record, Exception problem) {
    failure = problem;
    refused.add(record);
  }
}
