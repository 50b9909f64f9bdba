package dev.iischain;

import dev.iischain.config.CheckpointingConfig;
import dev.iischain.config.JobConfig;
import dev.iischain.config.KafkaConfig;
import dev.iischain.sink.KafkaRecords;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * What the detection job and the delivery job have in common: how records get into topics, and
 * Flink's settings, as a configuration describes them.
 */
final class KafkaJob {

  private final JobConfig config;

  KafkaJob(JobConfig config) {
    this.config = config;
  }

  /** A sink into a topic, under the guarantee of the configuration. */
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

  /** Milliseconds as the connector wants them: negative for never. */
  static String discovery(Duration interval) {
    return interval.isZero() ? "-1" : Long.toString(interval.toMillis());
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
