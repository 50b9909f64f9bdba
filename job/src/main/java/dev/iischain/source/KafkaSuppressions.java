package dev.iischain.source;

import dev.iischain.operator.SuppressionRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps a record of the topic of suppressions as it is; one without a value removes. */
public final class KafkaSuppressions
    implements KafkaRecordDeserializationSchema<SuppressionRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SuppressionRecord> out) {
    out.collect(of(record));
  }

  static SuppressionRecord of(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return new SuppressionRecord(
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        record.value(),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp());
  }

  @Override
  public TypeInformation<SuppressionRecord> getProducedType() {
    return TypeInformation.of(SuppressionRecord.class);
  }
}
