package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.normalise.PathNode.Members;
import dev.iischain.normalise.ShapeTree.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one JSON object apart into the bytes that make its shape and the values that may differ. It
 * follows the same places as {@link JsonRecordReader}.
 */
final class ShapeLearner {

  private final byte[] bytes;
  private final int base;
  private final JsonParser parser;
  private final List<Step> steps = new ArrayList<>();

  /** Where values stand that a decoder reads and that are the same in every element. */
  private final List<int[]> fixed = new ArrayList<>();

  private int done;

  private ShapeLearner(byte[] bytes, int from, JsonParser parser) {
    this.bytes = bytes;
    this.base = from;
    this.done = from;
    this.parser = parser;
  }

  /** The object between two places taken apart, or null when that is no single strict object. */
  static @Nullable ShapeLearner read(byte[] bytes, int from, int to, JsonParsers parsers) {
    if (to - from < 2 || bytes[from + 1] == 0) {
      // Jackson would take this for UTF-16 and lose count of bytes.
      return null;
    }
    try (JsonParser parser = parsers.parse(bytes, from, to, false)) {
      ShapeLearner learner = new ShapeLearner(bytes, from, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      learner.members(PathNode.ROOT, PathNode.ROOT.members);
      int end = from + (int) parser.currentLocation().getByteOffset();
      if (end != to) {
        return null;
      }
      learner.literal(to);
      return learner;
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** The bytes and values in their order. */
  List<Step> steps() {
    return steps;
  }

  /**
   * Whether what is the same in every element of the shape may hold one of these, or something that
   * a decoder may make one of.
   */
  boolean holds(Needles needles) {
    for (int[] range : fixed) {
      for (int at = range[0]; at < range[1]; at++) {
        byte b = bytes[at];
        if (b < 0 || b == '^' || b == '`' || b == '+' || b == '\'') {
          return true;
        }
        if (b == '\\') {
          at++;
          if (bytes[at] != '\\') {
            return true;
          }
        }
      }
      if (needles.occurIn(bytes, range[0], range[1])) {
        return true;
      }
    }
    return false;
  }

  private void members(PathNode node, Members members) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      PathNode child = node.child(name);
      if (child != null) {
        place(node, child, name, token, members);
      } else if (name.equals("#text") && node.slot != null) {
        wanted(token, ValueUses.of(node.slot));
      } else {
        other(name, token, members);
      }
    }
  }

  private void place(PathNode node, PathNode child, String name, JsonToken token, Members members)
      throws IOException {
    boolean array = token == JsonToken.START_ARRAY;
    if (array && child.elements && node == PathNode.ROOT) {
      keep();
    } else if (array && child.positions) {
      unnamed(token);
    } else if (token == JsonToken.START_OBJECT) {
      if (child.isEntered() || child.slot != null) {
        members(child, child.members);
      } else if (child.passage != null) {
        whole(token);
      } else {
        member(members, name, token, false);
      }
    } else if (child.passage != null) {
      wanted(token, ValueUse.PASSAGE);
    } else if (child.slot != null) {
      ValueUse use = ValueUses.of(child.slot);
      int index = node == PathNode.ROOT ? ValueNames.loose(name) : ValueNames.NONE;
      boolean agreed = index == ValueNames.NONE || ValueUses.of(index) == use;
      wanted(token, agreed ? use : ValueUse.PINNED);
    } else {
      member(members, name, token, false);
    }
  }

  private void other(String name, JsonToken token, Members members) throws IOException {
    if (name.indexOf('.') > 0) {
      keep();
    } else {
      member(members, name, token, true);
    }
  }

  private void member(Members members, String name, JsonToken token, boolean anyCase)
      throws IOException {
    if (members == Members.NONE) {
      whole(token);
      return;
    }
    if (members != Members.FLAT && (name.equals("Data") || name.startsWith("param"))) {
      unnamed(token);
      return;
    }
    int index = ValueNames.exact(name);
    if (index == ValueNames.NONE) {
      if (members == Members.DEEP_EVENT_DATA && token == JsonToken.START_OBJECT) {
        members(PathNode.EVENT_DATA, members);
        return;
      }
      index = anyCase ? ValueNames.loose(name) : ValueNames.NONE;
    }
    if (index == ValueNames.NONE) {
      whole(token);
    } else {
      wanted(token, ValueUses.of(index));
    }
  }

  /** Event data by their place; objects may name them, and are taken as they are. */
  private void unnamed(JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      wanted(token, ValueUse.UNNAMED);
      return;
    }
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      wanted(next, ValueUse.UNNAMED);
    }
  }

  /** A value that a decoder reads; arrays and objects are taken as they are. */
  private void wanted(JsonToken token, ValueUse use) throws IOException {
    if (token.isScalarValue() && use != ValueUse.PINNED) {
      scalar(token, use);
    } else {
      keep();
    }
  }

  /** Takes a value as it is, with all that is in it. */
  private void keep() throws IOException {
    int start = base + (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      parser.getTextLength(); // reads it to its end
    } else {
      parser.skipChildren();
    }
    fixed.add(new int[] {start, base + (int) parser.currentLocation().getByteOffset()});
  }

  /** A value that no decoder reads, with all that is in it. */
  private void whole(JsonToken token) throws IOException {
    if (token.isScalarValue()) {
      scalar(token, ValueUse.UNUSED);
      return;
    }
    int depth = 1;
    while (depth > 0) {
      JsonToken next = parser.nextToken();
      if (next.isStructStart()) {
        depth++;
      } else if (next.isStructEnd()) {
        depth--;
      } else if (next.isScalarValue()) {
        scalar(next, ValueUse.UNUSED);
      }
    }
  }

  private void scalar(JsonToken token, ValueUse use) throws IOException {
    int start = base + (int) parser.currentTokenLocation().getByteOffset();
    if (token == JsonToken.VALUE_STRING) {
      int length = parser.getTextLength();
      int end = base + (int) parser.currentLocation().getByteOffset() - 1;
      literal(start + 1);
      if (length == 0) {
        steps.add(new Step.Value(ShapeNode.EMPTY, ValueUse.UNUSED));
      } else if (length == 1 && bytes[start + 1] == '-') {
        steps.add(new Step.Value(ShapeNode.DASH, ValueUse.UNUSED));
      } else {
        steps.add(new Step.Value(ShapeNode.TEXT, use));
      }
      done = end;
    } else if (token.isNumeric() && use != ValueUse.HOST) {
      literal(start);
      steps.add(new Step.Value(ShapeNode.DIGITS, use));
      done = start + parser.getTextLength();
    }
  }

  private void literal(int end) {
    if (end > done) {
      steps.add(new Step.Literal(Arrays.copyOfRange(bytes, done, end)));
      done = end;
    }
  }
}
