package dev.iischain.operator;

import dev.iischain.event.Detection;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Detections on their way to the ledger, in a form that takes a third of the time of Flink's own.
 * It is for streams: what lies in state keeps Flink's form, which can change its fields.
 */
final class DetectionSerializer extends TypeSerializer<Detection> {

  private static final long serialVersionUID = 1L;

  private transient @Nullable DetectionWriter writer;
  private transient @Nullable DetectionReader reader;

  /** What a savepoint says of the form: nothing, there is one only. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Detection> {

    /** The snapshot. */
    public Snapshot() {
      super(DetectionSerializer::new);
    }
  }

  @Override
  public void serialize(Detection detection, DataOutputView out) throws IOException {
    if (writer == null) {
      writer = new DetectionWriter();
    }
    writer.write(detection, out);
  }

  @Override
  public Detection deserialize(DataInputView in) throws IOException {
    if (reader == null) {
      reader = new DetectionReader();
    }
    return reader.read(in);
  }

  @Override
  public Detection deserialize(Detection reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  /** Nothing in a detection ever changes. */
  @Override
  public Detection copy(Detection detection) {
    return detection;
  }

  @Override
  public Detection copy(Detection detection, Detection reuse) {
    return detection;
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Detection> duplicate() {
    return new DetectionSerializer();
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's contract for types that make no empty instance
  public Detection createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<Detection> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DetectionSerializer;
  }

  @Override
  public int hashCode() {
    return DetectionSerializer.class.hashCode();
  }
}
