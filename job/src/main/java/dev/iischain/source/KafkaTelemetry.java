package dev.iischain.source;

import dev.iischain.event.RawRecord;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.PreFilter;
import dev.iischain.normalise.Relevance;
import dev.iischain.operator.SourceCounters;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a Kafka record's bytes and coordinates, unless nobody can use what it would become; a
 * record without a value carries no telemetry.
 */
public final class KafkaTelemetry implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  private final NormaliseOptions options;
  private final @Nullable Relevance relevance;
  private final List<String> topics;
  private transient @Nullable PreFilter filter;
  private transient @Nullable SourceCounters counters;

  /**
   * Skips what is of no relevance, or, where that is null, nothing.
   *
   * @param topics those that are known by name
   */
  public KafkaTelemetry(
      NormaliseOptions options, @Nullable Relevance relevance, List<String> topics) {
    this.options = options;
    this.relevance = relevance;
    this.topics = List.copyOf(topics);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    counters = new SourceCounters(context.getMetricGroup(), topics);
    filter = relevance == null ? null : new PreFilter(options, relevance);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    SourceCounters count = Objects.requireNonNull(counters, "open comes first");
    count.read(record.topic());
    if (filter != null && filter.skips(value, count)) {
      count.skipped(record.topic());
      return;
    }
    out.collect(
        new RawRecord(
            value, record.topic(), record.partition(), record.offset(), record.timestamp()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
