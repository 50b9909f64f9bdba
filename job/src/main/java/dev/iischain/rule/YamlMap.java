package dev.iischain.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML map whose keys are text and occur once, read with an eye on what is wrong with it. */
final class YamlMap {

  /** One entry. */
  record Entry(String key, Node keyNode, Node value) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final MappingNode node;
  private final String path;
  private final Problems problems;

  /** Reads a map; keys that are no text or occur twice are problems. */
  YamlMap(MappingNode node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (!(keyNode instanceof ScalarNode scalar)) {
        problems.error(keyNode, path, "A key has to be text, not a list or a map.");
        continue;
      }
      String key = scalar.getValue();
      Entry entry = new Entry(key, keyNode, tuple.getValueNode());
      Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        int line = earlier.keyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        problems.error(
            keyNode,
            path(key),
            "The key '" + key + "' is already there in line " + line + ".",
            "join the two, since only one of them could count");
      }
    }
  }

  MappingNode node() {
    return node;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  @Nullable Entry get(String key) {
    return entries.get(key);
  }

  /** The path of a key of this map, for problems. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Text, or null when the key is absent, empty or, with a problem, no text. */
  @Nullable String text(String key) {
    Entry entry = entries.get(key);
    if (entry == null || isNull(entry.value())) {
      return null;
    }
    if (entry.value() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.error(entry.value(), path(key), "'" + key + "' has to be text.");
    return null;
  }

  /** Text that has to be there; its absence is a problem. */
  @Nullable String required(String key) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      problems.error(at(key), path(key), "The rule has no " + key + ".");
      return null;
    }
    return text;
  }

  /** The value of a key, or the map itself where it is absent: the place of a problem. */
  Node at(String key) {
    Entry entry = entries.get(key);
    return entry == null ? node : entry.value();
  }

  /** A list of texts; one text counts as a list of one; absent is empty. */
  List<String> texts(String key) {
    Entry entry = entries.get(key);
    List<String> texts = new ArrayList<>();
    if (entry == null || isNull(entry.value())) {
      return texts;
    }
    List<Node> items =
        entry.value() instanceof SequenceNode list ? list.getValue() : List.of(entry.value());
    for (Node item : items) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problems.error(item, path(key), "'" + key + "' has to be a list of texts.");
      }
    }
    return texts;
  }

  static boolean isNull(Node value) {
    return value instanceof ScalarNode && value.getTag().equals(Tag.NULL);
  }
}
