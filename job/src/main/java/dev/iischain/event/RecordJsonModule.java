package dev.iischain.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON forms that differ from the shape of the record. */
final class RecordJsonModule extends SimpleModule {

  RecordJsonModule() {
    super("iis-chain");
    addSerializer(String.class, new TextWriter());
    addSerializer(Instant.class, new TimeWriter());
    addDeserializer(Instant.class, new TimeReader());
    addSerializer(
        DeadLetter.class,
        new StdDelegatingSerializer(DeadLetter.class, new DeadLetterJson.Writer()));
    addDeserializer(DeadLetter.class, new StdDelegatingDeserializer<>(new DeadLetterJson.Reader()));
    addSerializer(
        Suppressed.class,
        new StdDelegatingSerializer(Suppressed.class, new SuppressedJson.Writer()));
    addDeserializer(Suppressed.class, new SuppressedJson.Reader());
  }

  /** Text as UTF-8 can hold it. */
  private static final class TextWriter extends StdScalarSerializer<String> {
    TextWriter() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(VisibleText.wellFormed(value));
    }
  }

  private static final class TimeWriter extends StdScalarSerializer<Instant> {
    TimeWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(UtcTime.format(value));
    }
  }

  private static final class TimeReader extends StdScalarDeserializer<Instant> {
    TimeReader() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      String text = json.getText();
      Instant time = UtcTime.parse(text);
      if (time == null) {
        return (Instant)
            context.handleWeirdStringValue(
                Instant.class,
                text,
                "expected a UTC time with three fraction digits such as 2026-01-31T23:59:59.000Z");
      }
      return time;
    }
  }
}
