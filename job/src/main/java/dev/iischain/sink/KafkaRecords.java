package dev.iischain.sink;

import dev.iischain.event.RecordJson;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as JSON in a topic, keyed by a part of themselves. */
public final class KafkaRecords<T> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Key<T> key;

  /** Records for a topic, keyed. */
  public KafkaRecords(String topic, Key<T> key) {
    this.topic = topic;
    this.key = key;
  }

  /** What a record is keyed by. */
  public interface Key<T> extends Function<T, String>, Serializable {}

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic,
        null,
        null,
        key.apply(element).getBytes(StandardCharsets.UTF_8),
        RecordJson.write(element));
  }
}
