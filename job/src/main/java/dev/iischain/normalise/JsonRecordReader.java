package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.normalise.PathNode.Members;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wanted places of one JSON object into {@link RecordValues} in a single pass, without
 * building a tree. Unknown members are skipped and never become objects.
 */
final class JsonRecordReader {

  /** Takes over when an object turns out to be an envelope around an array of records. */
  interface Elements {

    /** Reads up to the array's end; false when the parser cannot go on behind it. */
    boolean read(JsonParser parser) throws IOException;
  }

  private final Elements noElements =
      parser -> {
        parser.skipChildren();
        return true;
      };

  private JsonParser parser;
  private RecordValues values;
  private Elements elements = noElements;
  private int base;
  private int limit;

  /**
   * A reader of one object.
   *
   * @param base where the parser's input starts in the record's bytes
   * @param limit where it ends
   */
  JsonRecordReader(
      JsonParser parser, RecordValues values, int base, int limit, @Nullable Elements elements) {
    this.parser = parser;
    this.values = values;
    this.base = base;
    this.limit = limit;
    if (elements != null) {
      this.elements = elements;
    }
  }

  /** Reads the object whose start the parser is at; false when the parser cannot go on behind. */
  boolean read() throws IOException {
    return members(PathNode.ROOT, PathNode.ROOT.members);
  }

  /** Reads the object whose start the parser is at as event data. */
  static void readEventData(JsonParser parser, RecordValues values) throws IOException {
    new JsonRecordReader(parser, values, 0, 0, null)
        .members(PathNode.EVENT_DATA, Members.EVENT_DATA);
  }

  private boolean members(PathNode node, Members members) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      PathNode child = node.child(name);
      JsonToken token = parser.nextToken();
      boolean alive;
      if (child != null) {
        alive = place(node, child, name, token, members);
      } else if (name.equals("#text") && node.slot != null) {
        values.put(node.slot, text(token));
        alive = true;
      } else {
        alive = other(node, name, token, members);
      }
      if (!alive) {
        return false;
      }
    }
    return true;
  }

  private boolean other(PathNode node, String name, JsonToken token, Members members)
      throws IOException {
    if (members != Members.NONE && member(members, name, token, true)) {
      return true;
    }
    int dot = name.indexOf('.');
    if (dot <= 0) {
      parser.skipChildren();
      return true;
    }
    PathNode at = node;
    int start = 0;
    while (dot >= 0) {
      PathNode next = at.child(name.substring(start, dot));
      if (next == null) {
        break;
      }
      note(next);
      at = next;
      start = dot + 1;
      dot = name.indexOf('.', start);
    }
    if (at == node) {
      parser.skipChildren();
      return true;
    }
    String last = name.substring(start);
    PathNode child = at.child(last);
    if (child != null) {
      return place(at, child, last, token, at.members);
    }
    if (at.members == Members.NONE || !member(at.members, last, token, true)) {
      parser.skipChildren();
    }
    return true;
  }

  private void note(PathNode node) {
    for (Marker marker : node.markers) {
      values.put(marker);
    }
  }

  private boolean place(
      PathNode node, PathNode child, String name, JsonToken token, Members members)
      throws IOException {
    note(child);
    if (child.elements && node == PathNode.ROOT && token == JsonToken.START_ARRAY) {
      values.markEnvelope();
      return elements.read(parser);
    }
    if (child.positions && token == JsonToken.START_ARRAY) {
      unnamed(values.data, token);
      return true;
    }
    Passage passage = child.passage;
    int start = passage == null ? 0 : base + (int) parser.currentTokenLocation().getByteOffset();
    if (token == JsonToken.START_OBJECT) {
      if (child.isEntered() || child.slot != null) {
        if (!members(child, child.members)) {
          return false;
        }
      } else if (passage != null
          || members == Members.NONE
          || !member(members, name, token, false)) {
        parser.skipChildren();
      }
      if (passage != null) {
        values.put(passage, start, base + (int) parser.currentLocation().getByteOffset());
      }
      return true;
    }
    if (passage != null) {
      if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
        values.put(passage, start, base + (int) parser.currentLocation().getByteOffset());
      } else if (token == JsonToken.VALUE_STRING) {
        values.put(passage, start, limit);
      }
      return true;
    }
    if (child.slot != null) {
      String text = text(token);
      values.put(child.slot, text);
      if (node == PathNode.ROOT) {
        int index = ValueNames.loose(name);
        if (index != ValueNames.NONE) {
          values.flat.putLoose(index, text);
        }
      }
      return true;
    }
    if (members == Members.NONE || !member(members, name, token, false)) {
      parser.skipChildren();
    }
    return true;
  }

  /** Keeps a named value; false, with nothing read, when nobody wants it. */
  private boolean member(Members members, String name, JsonToken token, boolean anyCase)
      throws IOException {
    NamedValues target = members == Members.FLAT ? values.flat : values.data;
    if (members != Members.FLAT) {
      if (name.equals("Data")) {
        unnamed(target, token);
        return true;
      }
      int position = position(name);
      if (position >= 0) {
        target.putPosition(position, text(token));
        return true;
      }
    }
    int index = ValueNames.exact(name);
    if (index != ValueNames.NONE) {
      target.putExact(index, text(token));
      return true;
    }
    if (members == Members.DEEP_EVENT_DATA && token == JsonToken.START_OBJECT) {
      return members(PathNode.EVENT_DATA, members);
    }
    index = anyCase ? ValueNames.loose(name) : ValueNames.NONE;
    if (index == ValueNames.NONE) {
      return false;
    }
    target.putLoose(index, text(token));
    return true;
  }

  /** The place that {@code param1}, {@code param2} and so on mean, or -1. */
  private static int position(String name) {
    int length = name.length();
    if (length < 6 || length > 7 || !name.startsWith("param")) {
      return -1;
    }
    int number = 0;
    for (int i = 5; i < length; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number - 1;
  }

  private void unnamed(NamedValues target, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      JsonToken next = parser.nextToken();
      while (next != JsonToken.END_ARRAY && next != null) {
        if (next == JsonToken.START_OBJECT) {
          dataObject(target);
        } else {
          target.addPosition(text(next));
        }
        next = parser.nextToken();
      }
    } else if (token == JsonToken.START_OBJECT) {
      dataObject(target);
    } else {
      target.addPosition(text(token));
    }
  }

  /** One {@code <Data Name="...">} as an object. */
  private void dataObject(NamedValues target) throws IOException {
    String name = null;
    String value = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (key) {
        case "Name", "@Name", "name" -> name = text(token);
        case "#attributes" -> name = nameOf(token);
        case "#text", "text", "content", "value", "@text" -> {
          if (token == JsonToken.START_ARRAY) {
            unnamed(target, token);
          } else {
            value = text(token);
          }
        }
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      if (value != null) {
        target.addPosition(value);
      }
      return;
    }
    int index = ValueNames.exact(name);
    if (index != ValueNames.NONE) {
      target.putExact(index, value);
      return;
    }
    index = ValueNames.loose(name);
    if (index != ValueNames.NONE) {
      target.putLoose(index, value);
    }
  }

  private @Nullable String nameOf(JsonToken token) throws IOException {
    String name = null;
    if (token != JsonToken.START_OBJECT) {
      return text(token);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals("Name");
      JsonToken value = parser.nextToken();
      if (wanted) {
        name = text(value);
      } else {
        parser.skipChildren();
      }
    }
    return name;
  }

  /** A value as text: an array's scalars one per line, an object's {@code #text}. */
  private @Nullable String text(JsonToken token) throws IOException {
    if (token.isScalarValue()) {
      return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }
    String single = null;
    StringBuilder several = null;
    if (token == JsonToken.START_ARRAY) {
      JsonToken next = parser.nextToken();
      while (next != JsonToken.END_ARRAY && next != null) {
        if (next == JsonToken.START_ARRAY || next == JsonToken.START_OBJECT) {
          parser.skipChildren();
        } else if (next != JsonToken.VALUE_NULL) {
          String item = parser.getText();
          if (single == null) {
            single = item;
          } else {
            several = several == null ? new StringBuilder(single) : several;
            several.append('\n').append(item);
          }
        }
        next = parser.nextToken();
      }
      return several == null ? single : several.toString();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals("#text");
      JsonToken value = parser.nextToken();
      if (wanted && (value.isScalarValue() || value == JsonToken.START_ARRAY)) {
        single = text(value);
      } else {
        parser.skipChildren();
      }
    }
    return single;
  }
}
