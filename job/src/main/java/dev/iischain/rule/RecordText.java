package dev.iischain.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The raw record of an example: text as it is, a YAML map as JSON. */
final class RecordText {

  private static final JsonFactory JSON = new JsonFactory();

  private RecordText() {}

  static String of(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(node, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("A string writer does not fail.", e);
    }
    return text.toString();
  }

  private static void write(Node node, JsonGenerator generator) throws IOException {
    if (node instanceof MappingNode map) {
      generator.writeStartObject();
      for (NodeTuple tuple : map.getValue()) {
        generator.writeFieldName(
            tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?");
        write(tuple.getValueNode(), generator);
      }
      generator.writeEndObject();
    } else if (node instanceof SequenceNode list) {
      generator.writeStartArray();
      for (Node item : list.getValue()) {
        write(item, generator);
      }
      generator.writeEndArray();
    } else if (node instanceof ScalarNode scalar) {
      write(scalar, generator);
    }
  }

  private static void write(ScalarNode scalar, JsonGenerator generator) throws IOException {
    Tag tag = scalar.getTag();
    String value = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      generator.writeNull();
    } else if (tag.equals(Tag.BOOL)) {
      generator.writeBoolean(Boolean.parseBoolean(value));
    } else if (isJsonNumber(tag, value)) {
      generator.writeNumber(value);
    } else {
      generator.writeString(value);
    }
  }

  /**
   * YAML also knows numbers such as {@code 0o17}, {@code .5} and {@code +1}, which JSON does not.
   */
  private static boolean isJsonNumber(Tag tag, String value) {
    if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
      return false;
    }
    String digits = value.startsWith("-") ? value.substring(1) : value;
    if (digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '.') {
      return false;
    }
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
        && !digits.startsWith(".")
        && !digits.endsWith(".");
  }
}
