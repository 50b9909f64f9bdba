package dev.iischain;

import dev.iischain.config.DeliveryConfig;
import dev.iischain.config.JobConfig;
import dev.iischain.config.KafkaConfig;
import dev.iischain.config.SystemConfig;
import dev.iischain.delivery.DeliveryTopology;
import dev.iischain.delivery.KafkaLease;
import dev.iischain.delivery.LeaseSettings;
import dev.iischain.delivery.Receipt;
import dev.iischain.delivery.SystemTarget;
import dev.iischain.delivery.TargetSettings;
import dev.iischain.delivery.UndeliverableCase;
import dev.iischain.event.RawRecord;
import dev.iischain.source.KafkaPreflight;
import dev.iischain.source.KafkaValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The delivery job's graph between topics and systems as a configuration describes them. */
final class KafkaDelivery {

  private final JobConfig config;
  private final DeliveryConfig delivery;
  private final KafkaJob job;

  KafkaDelivery(JobConfig config) {
    this.config = config;
    this.delivery = config.delivery();
    this.job = new KafkaJob(config);
  }

  /** The graph. */
  DeliveryTopology topology() {
    return new DeliveryTopology(
        source(),
        job.sink(delivery.receipts(), KafkaDelivery::key),
        job.sink(delivery.deadLetters(), KafkaDelivery::key),
        targets(),
        leases());
  }

  /** Every system that is delivered to. */
  List<TargetSettings> targets() {
    List<TargetSettings> targets = new ArrayList<>();
    for (SystemConfig system : delivery.systems()) {
      targets.add(new SystemTarget(system, delivery));
    }
    return targets;
  }

  /** The topics that have to exist, with the option that names each. */
  Map<String, String> topics() {
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put(config.topics().cases(), "topics.cases");
    if (delivery.alerts() != DeliveryConfig.Alerts.OFF) {
      topics.put(config.topics().alerts(), "topics.alerts");
    }
    topics.put(delivery.redeliver(), "delivery.redeliver");
    topics.put(delivery.receipts(), "delivery.receipts");
    topics.put(delivery.deadLetters(), "delivery.dead-letters");
    return topics;
  }

  /** One sentence for each reason why the job could not read or write. */
  List<String> problems() throws InterruptedException {
    return KafkaPreflight.problems(config, topics());
  }

  /** Flink's settings. */
  Configuration flink() {
    return job.flink();
  }

  /** What the job is called. */
  String jobName() {
    return config.name() + " delivery";
  }

  private KafkaSource<RawRecord> source() {
    KafkaConfig cluster = config.kafka();
    List<String> read = new ArrayList<>(topics().keySet());
    read.remove(delivery.receipts());
    read.remove(delivery.deadLetters());
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(cluster.bootstrapServersText())
        .setProperties(cluster.clientProperties())
        .setProperty("isolation.level", "read_committed")
        .setProperty(
            "partition.discovery.interval.ms",
            KafkaJob.discovery(cluster.partitionDiscoveryInterval()))
        .setGroupId(delivery.groupId())
        // A job without state cannot know what a job before it had read and not yet delivered.
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setTopics(read)
        .setDeserializer(new KafkaValues())
        .build();
  }

  private LeaseSettings leases() {
    return new KafkaLease.Settings(
        config.kafka().clientProperties(),
        delivery.groupId(),
        config.topics().cases(),
        delivery.timeout());
  }

  private static String key(Receipt receipt) {
    return receipt.target() + ':' + receipt.recordId();
  }

  private static String key(UndeliverableCase refused) {
    return refused.target() + ':' + refused.recordId();
  }
}
