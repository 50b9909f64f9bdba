package dev.iischain;

import com.sun.net.httpserver.HttpServer;
import dev.iischain.LocalJob.LocalPorts;
import dev.iischain.canary.CanaryService;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.delivery.WebhookDouble;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.FreePorts;
import dev.iischain.local.LocalBroker;
import dev.iischain.local.LocalTopics;
import dev.iischain.operator.Pace;
import dev.iischain.source.SuppressionTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, both jobs and a webhook, with the jobs' metrics at ports. */
final class ObservedJobs {

  static final String TELEMETRY = LocalTopics.TELEMETRY_PREFIX + "windows";

  private final LocalBroker broker;
  private final WebhookDouble webhook = new WebhookDouble();
  private final KafkaProducer<String, String> producer;
  private final Path configuration;
  private final int detectionPort;
  private final int deliveryPort;
  private final JobClient detection;
  private final JobClient delivery;
  private final int canaryPort;
  private final CanaryService canary;
  private final HttpServer canaryMetrics;

  ObservedJobs(Path folder) throws Exception {
    broker = LocalBroker.startTemporary();
    configuration = write(folder);
    broker.createTopics(LocalTopics.all(), 1);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
    send(
        "iis-chain.suppressions",
        "quiet",
        "id: quiet\nhost: quiet\nreason: test\nowner: soc\nexpiry: 2036-01-01");
    detectionPort = FreePorts.any();
    deliveryPort = FreePorts.any();
    JobConfig job = config(Purpose.RUN);
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).settings(job, Pace.LIVE);
    detection =
        LocalJob.start(
            job,
            settings.knowing(SuppressionTopic.content(job, settings.ruleNames())),
            new LocalPorts("0", detectionPort));
    delivery =
        LocalJob.start(
            new KafkaDelivery(config(Purpose.DELIVER)), new LocalPorts("0", deliveryPort));
    canary = new CanaryService(job, settings.canary());
    canaryPort = FreePorts.any();
    canaryMetrics = CanaryCommand.serve(canary, canaryPort);
  }

  private JobConfig config(Purpose purpose) {
    return new ConfigLoader(Map.of(), purpose).load(configuration).orThrow();
  }

  private Path write(Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("canary"), "0123456789abcdef0123456789abcdef");
    return Files.writeString(
        folder.resolve("iis-chain.yaml"),
        """
        kafka: {bootstrap-servers: ["%s"], start-from: earliest}
        checkpointing: {interval: 1s}
        delivery: {targets: [webhook], rate: 100}
        webhook: {url: '%s'}
        canary: {timeout: 60s, secret-file: '%s'}
        """
            .formatted(broker.bootstrapServers(), webhook.url(), secret));
  }

  /** The configuration of everything. */
  Path configuration() {
    return configuration;
  }

  /** Sends a canary to each topic and waits until its fate is known. */
  void canary() throws Exception {
    canary.send();
    while (!canary.isDone()) {
      canary.look(Duration.ofMillis(100));
    }
  }

  /** Where the canary's metrics are. */
  int canaryPort() {
    return canaryPort;
  }

  /** Whatever the webhook has taken, as text. */
  Collection<String> delivered() {
    return webhook.taken().values();
  }

  /** Where the detection job's metrics are. */
  int detectionPort() {
    return detectionPort;
  }

  /** Where the delivery job's metrics are. */
  int deliveryPort() {
    return deliveryPort;
  }

  /** Every port where metrics are. */
  List<Integer> ports() {
    return List.of(detectionPort, deliveryPort, canaryPort);
  }

  /** Sends a whole chain on a host. */
  void attack(String host) throws Exception {
    for (String record : Scenarios.completeOn(host)) {
      send(TELEMETRY, host, record);
    }
  }

  /** Sends a whole chain and nothing else, and says how long after its last record a case came. */
  Duration quietChain(String host) throws Exception {
    try (KafkaConsumer<String, byte[]> cases =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition("iis-chain.cases", 0);
      cases.assign(List.of(partition));
      cases.seekToEnd(List.of(partition));
      cases.position(partition);
      attack(host);
      long sent = System.nanoTime();
      long patience = sent + Duration.ofSeconds(60).toNanos();
      while (System.nanoTime() < patience) {
        for (ConsumerRecord<String, byte[]> record : cases.poll(Duration.ofMillis(20))) {
          Case revision = RecordJson.read(record.value(), Case.class);
          if (revision.host().name().equals(host) && revision.status().equals(Case.COMPLETE)) {
            return Duration.ofNanos(System.nanoTime() - sent);
          }
        }
      }
    }
    throw new AssertionError("No complete case came within a minute.");
  }

  /** Sends one record. */
  void send(String topic, String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Waits until the webhook has taken so many cases. */
  void awaitDelivered(int cases) throws Exception {
    webhook.await(cases + " cases are delivered", () -> webhook.taken().size() >= cases);
  }

  /** Ends everything. */
  void close() throws Exception {
    try {
      detection.cancel().get(60, TimeUnit.SECONDS);
      delivery.cancel().get(60, TimeUnit.SECONDS);
    } finally {
      canaryMetrics.stop(0);
      canary.close();
      producer.close();
      webhook.close();
      broker.close();
    }
  }
}
