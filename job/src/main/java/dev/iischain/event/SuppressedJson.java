package dev.iischain.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A muted record as JSON: one property {@code record}, whose type {@code kind} tells. */
record SuppressedJson(
    String schema, String suppressionId, String reason, String kind, Object record) {

  /** To JSON. */
  static final class Writer extends StdConverter<Suppressed, SuppressedJson> {
    @Override
    public SuppressedJson convert(Suppressed suppressed) {
      Alert alert = suppressed.alert();
      Case snapshot = suppressed.snapshot();
      Object muted = alert != null ? alert : Objects.requireNonNull(snapshot);
      return new SuppressedJson(
          suppressed.schema(),
          suppressed.suppressionId(),
          suppressed.reason(),
          suppressed.kind(),
          muted);
    }
  }

  /** What is read before the kind is known. */
  private record Form(
      String schema, String suppressionId, String reason, String kind, JsonNode record) {}

  /** From JSON. */
  static final class Reader extends StdDeserializer<Suppressed> {
    Reader() {
      super(Suppressed.class);
    }

    @Override
    public @Nullable Suppressed deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      Form form = context.readValue(json, Form.class);
      return switch (form.kind()) {
        case "alert" ->
            new Suppressed(
                form.schema(),
                form.suppressionId(),
                form.reason(),
                context.readTreeAsValue(form.record(), Alert.class),
                null);
        case "case" ->
            new Suppressed(
                form.schema(),
                form.suppressionId(),
                form.reason(),
                null,
                context.readTreeAsValue(form.record(), Case.class));
        default ->
            (Suppressed)
                context.handleWeirdStringValue(
                    Suppressed.class, form.kind(), "kind must be alert or case");
      };
    }
  }
}
