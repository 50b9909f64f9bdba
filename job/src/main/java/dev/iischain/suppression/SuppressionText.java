package dev.iischain.suppression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads suppressions: YAML with one entry, a list of entries, or a list under {@code suppressions};
 * or JSON lines with one entry each. Never gives half an entry.
 */
public final class SuppressionText {

  /** A text with more characters is not read. */
  static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private static final int MAX_DEPTH = 8;

  private final Set<String> knownRules;

  /** A reader that knows these rules; a rule of another name is a mistake. */
  public SuppressionText(Set<String> knownRules) {
    this.knownRules = knownRules;
  }

  /**
   * What a text holds.
   *
   * @param entries those that are right, in order
   * @param problems everything that is wrong
   */
  public record Read(List<Suppression> entries, List<SuppressionProblem> problems) {}

  /** Reads a whole file, or the value of a record; {@code lines} for JSON lines. */
  public Read read(String source, String text, boolean lines) {
    List<Suppression> entries = new ArrayList<>();
    List<SuppressionProblem> problems = new ArrayList<>();
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new SuppressionProblem(
              source,
              1,
              "",
              "The text has " + text.length() + " characters, more than " + MAX_CHARACTERS + ".",
              "Split it."));
    } else if (lines) {
      String[] each = text.split("\n", -1);
      for (int i = 0; i < each.length; i++) {
        if (!each[i].isBlank()) {
          documents(source, each[i], i, entries, problems);
        }
      }
    } else {
      documents(source, text, 0, entries, problems);
    }
    return new Read(entries, problems);
  }

  private void documents(
      String source,
      String text,
      int offset,
      List<Suppression> entries,
      List<SuppressionProblem> problems) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
    try {
      if (tooDeep(text, settings)) {
        problems.add(
            new SuppressionProblem(
                source, offset + 1, "", "The text is nested deeper than an entry can be.", null));
        return;
      }
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        for (Node entry : entries(document)) {
          int before = problems.size();
          Suppression read = new SuppressionEntry(source, offset, knownRules, problems).read(entry);
          if (read != null && problems.size() == before) {
            entries.add(read);
          }
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0);
      problems.add(
          new SuppressionProblem(
              source, offset + line + 1, "", "This is not YAML: " + e.getProblem() + ".", null));
    } catch (YamlEngineException e) {
      problems.add(
          new SuppressionProblem(
              source, offset + 1, "", "The YAML cannot be read: " + first(e) + ".", null));
    }
  }

  private static String first(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Composing recurses, so the depth is counted on the events first. */
  private static boolean tooDeep(String text, LoadSettings settings) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      Event.ID id = event.getEventId();
      if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
        depth++;
      } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        return true;
      }
    }
    return false;
  }

  private static List<Node> entries(Node document) {
    if (document instanceof SequenceNode list) {
      return list.getValue();
    }
    Node listed = listed(document);
    return listed instanceof SequenceNode list ? list.getValue() : List.of(document);
  }

  /** The value of {@code suppressions} where that is the only key. */
  private static @Nullable Node listed(Node document) {
    if (document instanceof MappingNode map && map.getValue().size() == 1) {
      NodeTuple only = map.getValue().get(0);
      if (only.getKeyNode() instanceof ScalarNode key && key.getValue().equals("suppressions")) {
        return only.getValueNode();
      }
    }
    return null;
  }
}
