package dev.iischain;

import dev.iischain.SoakTelemetry.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends what a soak's feeds carry, at its time, through every outage of the broker. */
final class SoakFeeder {

  private static final String PATIENCE_MILLIS = "600000";

  private final Map<String, Object> properties;
  private final String topicPrefix;
  private final List<Sent> sent;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
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
            "delivery.timeout.ms", PATIENCE_MILLIS,
            "max.block.ms", PATIENCE_MILLIS,
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
    if (failure.get() != null) {
      throw new IllegalStateException("a record could not be sent", failure.get());
    }
  }

  private void run() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
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
      producer.flush();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(KafkaProducer<String, String> producer, Sent record) {
    producer.send(
        new ProducerRecord<>(topicPrefix + record.feed(), record.line()),
        (metadata, problem) -> {
          if (problem != null) {
            failure.compareAndSet(null, problem);
          }
        });
  }
}
