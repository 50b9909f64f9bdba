package dev.iischain.config;

import dev.iischain.config.Raw.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML of one source as nodes and raw values; reports what is not of the expected shape. */
final class NodeReader {
  private final Place start;
  private final Findings findings;

  NodeReader(Place start, Findings findings) {
    this.start = start;
    this.findings = findings;
  }

  /** The only document, or null when there is none or it is no YAML, which is reported. */
  @Nullable Node document(String yaml, String key) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    try {
      return new Compose(settings).composeString(yaml).orElse(null);
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(mark -> at(mark.getLine())).orElse(start);
      // Without the library's excerpt of the file, which may show a secret.
      findings.error(place, key, "This is not YAML: " + e.getProblem() + ".", null);
    } catch (YamlEngineException e) {
      findings.error(start, key, "This is not YAML.", "Check for characters YAML forbids.");
    }
    return null;
  }

  /** The entries of a mapping by key; a key that is written twice is reported. */
  Map<String, Node> entries(MappingNode mapping, String parent, Map<String, Place> places) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        findings.error(place, parent, "A key is not a word.", "Write one word before the colon.");
        continue;
      }
      String key = name.getValue();
      Place first = places.putIfAbsent(key, place);
      if (first == null) {
        entries.put(key, tuple.getValueNode());
      } else {
        findings.error(
            place,
            join(parent, key),
            "The key is written twice, first in line " + first.line() + ".",
            "Remove one of them.");
      }
    }
    return entries;
  }

  /** The value of an option, or null when it has none or an impossible shape, which is reported. */
  @Nullable Raw value(Node node, Place place, String key) {
    if (node instanceof ScalarNode scalar) {
      return text(scalar, place, key);
    }
    if (node instanceof SequenceNode sequence) {
      List<Text> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        Text text = text(item, place(item), key);
        if (text == null) {
          return null;
        }
        items.add(text);
      }
      return new Raw.Items(items, place);
    }
    return node instanceof MappingNode mapping ? mapping(mapping, place, key) : null;
  }

  private Raw mapping(MappingNode mapping, Place place, String key) {
    Map<String, Text> values = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    entries(mapping, key, places)
        .forEach(
            (name, value) -> {
              Place entryPlace = Optional.ofNullable(places.get(name)).orElse(place);
              Text text = text(value, entryPlace, join(key, name));
              if (text != null) {
                values.put(name, text);
              }
            });
    return new Raw.Entries(values, place);
  }

  private @Nullable Text text(Node node, Place place, String key) {
    if (!(node instanceof ScalarNode scalar)) {
      findings.error(
          place,
          key,
          "Here stands " + (node instanceof SequenceNode ? "a list" : "a mapping") + " too deep.",
          "Write one value on one line.");
      return null;
    }
    if (isNull(scalar)) {
      findings.error(place, key, "The key has no value.", "Write a value or remove the key.");
      return null;
    }
    return new Text(scalar.getValue(), place);
  }

  /** Whether nothing, or YAML's null, is written. */
  static boolean isNull(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /** Where a node starts. */
  Place place(Node node) {
    return node.getStartMark().map(mark -> at(mark.getLine())).orElse(start);
  }

  private Place at(int lineFromZero) {
    return start.line() == 0 ? start : start.atLine(lineFromZero + 1);
  }

  /** A key path. */
  static String join(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }
}
