package dev.iischain.rule;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The documents of a YAML file as nodes, with bounds on depth and on what aliases multiply. */
final class YamlDocuments {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_CHARACTERS = 3 * 1024 * 1024;

  private YamlDocuments() {}

  /** The documents that could be read; what could not is a problem. */
  static List<Node> read(String text, Problems problems) {
    List<Node> documents = new ArrayList<>();
    if (text.length() > MAX_CHARACTERS) {
      problems.unreadable(
          1,
          1,
          "The file has "
              + text.length()
              + " characters; a rule file may have up to "
              + MAX_CHARACTERS
              + ".");
      return documents;
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    try {
      if (tooDeep(text, settings, problems)) {
        return documents;
      }
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        if (bounded(document, problems)) {
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      problems.unreadable(
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "This is not YAML: " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      problems.unreadable(
          1, 1, "The YAML cannot be read: " + message + (message.endsWith(".") ? "" : "."));
    }
    return documents;
  }

  /** Composing recurses, so the depth is counted on the events first. */
  private static boolean tooDeep(String text, LoadSettings settings, Problems problems) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      Event.ID id = event.getEventId();
      if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
        depth++;
      } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        Mark mark = event.getStartMark().orElse(null);
        problems.unreadable(
            mark == null ? 1 : mark.getLine() + 1,
            mark == null ? 1 : mark.getColumn() + 1,
            "The file is nested deeper than " + MAX_DEPTH + " levels.");
        return true;
      }
    }
    return false;
  }

  private static boolean bounded(Node document, Problems problems) {
    if (count(document, 0, 0) <= MAX_NODES) {
      return true;
    }
    problems.error(
        document,
        "",
        "The document grows beyond "
            + MAX_NODES
            + " nodes or contains itself once its aliases are followed.",
        "write the values out instead of using aliases");
    return false;
  }

  private static int count(Node node, int before, int depth) {
    int total = before + 1;
    if (total > MAX_NODES) {
      return total;
    }
    if (depth > MAX_DEPTH) {
      return MAX_NODES + 1;
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        total = count(tuple.getKeyNode(), total, depth + 1);
        total = count(tuple.getValueNode(), total, depth + 1);
        if (total > MAX_NODES) {
          return total;
        }
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        total = count(item, total, depth + 1);
        if (total > MAX_NODES) {
          return total;
        }
      }
    }
    return total;
  }
}
