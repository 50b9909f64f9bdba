package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** JSON parsers with the bounds that attacker-controlled input needs. */
final class JsonParsers {

  private static final int MAX_NUMBER_LENGTH = 1000;
  private static final int MAX_NAME_LENGTH = 16 * 1024;

  /** For passages of a record that has already been parsed within its bounds. */
  private static final JsonParsers WITHIN = new JsonParsers(1000, Integer.MAX_VALUE);

  private final JsonFactory strict;
  private final JsonFactory lenient;

  /** Parsers with these bounds on nesting and on the length of a text. */
  JsonParsers(int maxDepth, int maxTextLength) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(maxTextLength)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .build();
    // Names are the sender's choice: interning them would let it fill the JVM's string table.
    strict =
        new JsonFactoryBuilder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    lenient =
        new JsonFactoryBuilder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
  }

  /** A parser of a part of some bytes; {@code repaired} bytes may hold what strict JSON forbids. */
  JsonParser parse(byte[] bytes, int from, int to, boolean repaired) throws IOException {
    return (repaired ? lenient : strict).createParser(bytes, from, to - from);
  }

  /** A parser of a passage of a record that has already been parsed within its bounds. */
  static JsonParser open(byte[] bytes, int from, int to, boolean repaired) throws IOException {
    return WITHIN.parse(bytes, from, to, repaired);
  }
}
