package dev.iischain.operator;

import dev.iischain.event.Detection;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink to send detections by {@link DetectionSerializer}. */
final class DetectionType extends TypeInformation<Detection> {

  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<Detection> createSerializer(SerializerConfig config) {
    return new DetectionSerializer();
  }

  @Override
  public Class<Detection> getTypeClass() {
    return Detection.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof DetectionType;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DetectionType;
  }

  @Override
  public int hashCode() {
    return DetectionType.class.hashCode();
  }

  @Override
  public String toString() {
    return "detections on their way to the ledger";
  }
}
