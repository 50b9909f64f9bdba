package dev.iischain;

import dev.iischain.config.CheckpointingConfig;
import dev.iischain.config.JobConfig;
import dev.iischain.config.KafkaConfig;
import dev.iischain.config.StartFrom;
import dev.iischain.config.TelemetryTopics;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.NearMiss;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Suppressed;
import dev.iischain.operator.SuppressionRecord;
import dev.iischain.sink.KafkaRecords;
import dev.iischain.sink.Sinks;
import dev.iischain.source.FromTheStart;
import dev.iischain.source.KafkaSuppressions;
import dev.iischain.source.KafkaTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The graph's source, sinks and checkpoints as a configuration describes them. */
final class KafkaDetection {

  private final JobConfig config;

  KafkaDetection(JobConfig config) {
    this.config = config;
  }

  /** The telemetry, without the records that these settings have no use for. */
  KafkaSource<RawRecord> source(DetectionSettings settings) {
    KafkaConfig kafka = config.kafka();
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(kafka.bootstrapServersText())
            .setProperties(kafka.clientProperties())
            .setProperty(
                "partition.discovery.interval.ms", discovery(kafka.partitionDiscoveryInterval()))
            .setGroupId(kafka.groupId())
            .setStartingOffsets(hostsFirst(offsets(kafka.startFrom())))
            .setDeserializer(
                new KafkaTelemetry(
                    settings.normalise(),
                    settings.prefilter() ? settings.relevance() : null,
                    config.topics().telemetry() instanceof TelemetryTopics.Named named
                        ? named.topics()
                        : List.of()));
    TelemetryTopics topics = config.topics().telemetry();
    String hosts = config.topics().falconHosts();
    boolean more = !hosts.isEmpty() && !topics.includes(hosts);
    if (topics instanceof TelemetryTopics.Named named) {
      List<String> all = new ArrayList<>(named.topics());
      if (more) {
        all.add(hosts);
      }
      builder.setTopics(all);
    } else if (topics instanceof TelemetryTopics.Matching matching) {
      String pattern = matching.pattern();
      builder.setTopicPattern(
          Pattern.compile(more ? "(?:" + pattern + ")|" + Pattern.quote(hosts) : pattern));
    }
    return builder.build();
  }

  private OffsetsInitializer hostsFirst(OffsetsInitializer offsets) {
    String hosts = config.topics().falconHosts();
    return hosts.isEmpty() ? offsets : new FromTheStart(hosts, offsets);
  }

  /** The topic of suppressions from its start: it is compacted, and the last word counts. */
  KafkaSource<SuppressionRecord> suppressions() {
    KafkaConfig kafka = config.kafka();
    return KafkaSource.<SuppressionRecord>builder()
        .setBootstrapServers(kafka.bootstrapServersText())
        .setProperties(kafka.clientProperties())
        .setProperty(
            "partition.discovery.interval.ms", discovery(kafka.partitionDiscoveryInterval()))
        .setProperty("commit.offsets.on.checkpoint", "false")
        .setGroupId(kafka.groupId() + "-suppressions")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setTopics(config.topics().suppressions())
        .setDeserializer(new KafkaSuppressions())
        .build();
  }

  /** Milliseconds as the connector wants them: negative for never. */
  static String discovery(Duration interval) {
    return interval.isZero() ? "-1" : Long.toString(interval.toMillis());
  }

  @SuppressWarnings("deprecation") // the connector has no other way to ask for it
  private static OffsetsInitializer offsets(StartFrom startFrom) {
    if (startFrom instanceof StartFrom.Earliest) {
      return OffsetsInitializer.earliest();
    }
    if (startFrom instanceof StartFrom.Latest) {
      return OffsetsInitializer.latest();
    }
    if (startFrom instanceof StartFrom.Timestamp timestamp) {
      return OffsetsInitializer.timestamp(timestamp.time().toEpochMilli());
    }
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }

  Sinks sinks() {
    return new Sinks(
        sink(config.topics().alerts(), Alert::alertId),
        sink(config.topics().cases(), Case::caseId),
        sink(config.topics().suppressed(), Suppressed::recordId),
        sink(config.topics().nearMisses(), KafkaDetection::implant),
        sink(config.topics().deadLetters(), KafkaDetection::place));
  }

  private static String implant(NearMiss miss) {
    return miss.host().key() + '|' + miss.dll().path();
  }

  private static String place(DeadLetter dead) {
    return dead.source() + '-' + dead.partition() + '-' + dead.position();
  }

  <T> KafkaSink<T> sink(String topic, KafkaRecords.Key<T> key) {
    KafkaConfig kafka = config.kafka();
    Properties properties = kafka.clientProperties();
    properties.setProperty(
        "transaction.timeout.ms", Long.toString(kafka.transactionTimeout().toMillis()));
    return KafkaSink.<T>builder()
        .setBootstrapServers(kafka.bootstrapServersText())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(guarantee(kafka.guarantee()))
        .setTransactionalIdPrefix(kafka.transactionalIdPrefix() + '-' + topic)
        .setRecordSerializer(new KafkaRecords<>(topic, key))
        .build();
  }

  private static DeliveryGuarantee guarantee(KafkaConfig.Guarantee guarantee) {
    return switch (guarantee) {
      case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
      case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
    };
  }

  /** Flink's settings: those of the graph, and the checkpoints. */
  Configuration flink() {
    Configuration flink = FlinkDefaults.graph();
    CheckpointingConfig checkpointing = config.checkpointing();
    if (checkpointing.isOn()) {
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointing.interval());
      flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, checkpointing.timeout());
      flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, checkpointing.minPause());
      flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, checkpointing.tolerableFailures());
      flink.set(
          CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
          config.kafka().guarantee() == KafkaConfig.Guarantee.EXACTLY_ONCE
              ? CheckpointingMode.EXACTLY_ONCE
              : CheckpointingMode.AT_LEAST_ONCE);
      flink.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
      if (!checkpointing.directory().isEmpty()) {
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointing.directory());
      }
    }
    return flink;
  }
}
