package dev.iischain.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the {@code detection} part of a rule: its selections and the condition over them. */
final class DetectionReader {

  /** The compiled condition and how the file spells it. */
  record Detection(Matcher condition, String text) {}

  private final LoadMode mode;
  private final Problems problems;
  private final ClauseReader clauses;

  DetectionReader(LoadMode mode, FieldNames names, Problems problems) {
    this.mode = mode;
    this.problems = problems;
    this.clauses = new ClauseReader(mode, names, problems);
  }

  /** The detection, or null when something is wrong with it, which then is a problem. */
  @Nullable Detection read(YamlMap detection) {
    Map<String, Matcher> selections = new LinkedHashMap<>();
    Set<String> broken = new LinkedHashSet<>();
    for (YamlMap.Entry entry : detection.entries()) {
      String name = entry.key();
      if (name.equals("condition") || name.equals("timeframe")) {
        continue;
      }
      Matcher matcher = selection(entry.value(), detection.path(name));
      if (matcher == null) {
        broken.add(name);
      } else {
        selections.put(name, new Matcher.Selection(name, matcher));
      }
    }
    if (detection.get("timeframe") != null && mode == LoadMode.STRICT) {
      YamlMap.Entry timeframe = detection.get("timeframe");
      if (timeframe != null) {
        problems.error(
            timeframe.keyNode(),
            detection.path("timeframe"),
            "A rule looks at one event and has no time frame.",
            "write a chain");
      }
    }
    return condition(detection, selections, broken);
  }

  private @Nullable Detection condition(
      YamlMap detection, Map<String, Matcher> selections, Set<String> broken) {
    YamlMap.Entry entry = detection.get("condition");
    String path = detection.path("condition");
    if (entry == null) {
      problems.error(
          detection.node(),
          path,
          "The detection has no condition.",
          "write condition: all of selection_*");
      return null;
    }
    List<String> texts = detection.texts("condition");
    if (texts.isEmpty()) {
      problems.error(entry.keyNode(), path, "The condition is empty.");
      return null;
    }
    List<Matcher> conditions = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    for (String text : texts) {
      Matcher matcher =
          new ConditionParser(text, entry.value(), path, selections, broken, used, problems)
              .parse();
      if (matcher != null) {
        conditions.add(matcher);
      }
    }
    if (mode == LoadMode.STRICT && conditions.size() == texts.size()) {
      refuseUnused(detection, used);
    }
    if (conditions.size() != texts.size() || !broken.isEmpty()) {
      return null;
    }
    return new Detection(
        conditions.size() == 1 ? conditions.get(0) : new Matcher.AnyOf(List.copyOf(conditions)),
        String.join(" | ", texts));
  }

  private void refuseUnused(YamlMap detection, Set<String> used) {
    for (YamlMap.Entry entry : detection.entries()) {
      String name = entry.key();
      if (!name.equals("condition") && !name.equals("timeframe") && !used.contains(name)) {
        problems.error(
            entry.keyNode(),
            detection.path(name),
            "The condition does not use '" + name + "'.",
            "name it in the condition, or remove it");
      }
    }
  }

  private @Nullable Matcher selection(Node value, String path) {
    if (value instanceof MappingNode map) {
      return lines(map, path);
    }
    if (value instanceof SequenceNode list) {
      return alternatives(list, path);
    }
    if (value instanceof ScalarNode && !YamlMap.isNull(value)) {
      return clauses.read("", value, value, path);
    }
    problems.error(value, path, "The selection is empty.");
    return null;
  }

  private @Nullable Matcher lines(MappingNode node, String path) {
    YamlMap map = new YamlMap(node, path, problems);
    if (map.entries().isEmpty()) {
      problems.error(node, path, "The selection is empty.");
      return null;
    }
    List<Matcher> lines = new ArrayList<>();
    for (YamlMap.Entry entry : map.entries()) {
      Matcher line =
          clauses.read(entry.key(), entry.keyNode(), entry.value(), map.path(entry.key()));
      if (line != null) {
        lines.add(line);
      }
    }
    if (lines.size() != map.entries().size()) {
      return null;
    }
    return lines.size() == 1 ? lines.get(0) : new Matcher.AllOf(List.copyOf(lines));
  }

  private @Nullable Matcher alternatives(SequenceNode list, String path) {
    if (list.getValue().isEmpty()) {
      problems.error(list, path, "The selection is empty.");
      return null;
    }
    List<Matcher> alternatives = new ArrayList<>();
    for (Node item : list.getValue()) {
      Matcher matcher = null;
      if (item instanceof MappingNode map) {
        matcher = lines(map, path);
      } else if (item instanceof ScalarNode && !YamlMap.isNull(item)) {
        matcher = clauses.read("", item, item, path);
      } else {
        problems.error(item, path, "A selection is a list of maps or of keywords.");
      }
      if (matcher != null) {
        alternatives.add(matcher);
      }
    }
    if (alternatives.size() != list.getValue().size()) {
      return null;
    }
    return alternatives.size() == 1
        ? alternatives.get(0)
        : new Matcher.AnyOf(List.copyOf(alternatives));
  }
}
