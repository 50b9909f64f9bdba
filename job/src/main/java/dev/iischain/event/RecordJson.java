package dev.iischain.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one way in which records become JSON and come back: properties in declared order, times as
 * RFC 3339 in UTC with three fraction digits, nulls written, numbers plain. Equal records give
 * equal bytes.
 */
public final class RecordJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new RecordJsonModule())
          .annotationIntrospector(new NullMarkedIntrospector())
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          .build();

  static {
    MAPPER.getFactory().setCharacterEscapes(new TerminalSafeEscapes());
  }

  private static final ObjectMapper TOLERANT =
      MAPPER.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private RecordJson() {}

  /**
   * The record as one line of JSON in UTF-8, without a line end; throws UncheckedIOException for an
   * object that is no record of this project.
   */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          value.getClass().getSimpleName()
              + " cannot be written as JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  /**
   * The record that these bytes hold. Throws JsonProcessingException when anything is missing,
   * unknown, null where it may not be, of another type, or follows after the end.
   */
  public static <T> T read(byte[] json, Class<T> type) throws JsonProcessingException {
    return read(MAPPER, json, type);
  }

  /** As {@link #read}, but leaves out properties that only a newer version of us knows. */
  public static <T> T readKnown(byte[] json, Class<T> type) throws JsonProcessingException {
    return read(TOLERANT, json, type);
  }

  private static <T> T read(ObjectMapper mapper, byte[] json, Class<T> type)
      throws JsonProcessingException {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new JsonMappingException(
            null, "the document is null, expected a " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new JsonMappingException(null, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }
}
