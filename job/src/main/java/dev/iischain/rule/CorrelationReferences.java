package dev.iischain.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What the Sigma correlations of a folder refer to. They are no rules about one event, but one that
 * waits for itself can never be right.
 */
final class CorrelationReferences {

  /** A correlation, and the names or ids that it lists. */
  private record Correlation(String name, Node at, Problems problems, List<String> rules) {}

  private final Map<String, Correlation> byName = new LinkedHashMap<>();

  /** Remembers a document if it is a correlation; its problems go to the given ones later. */
  void add(Node document, String expectedName, Problems problems) {
    if (!(document instanceof MappingNode node)) {
      return;
    }
    YamlMap map = new YamlMap(node, "", new Problems(problems.file()));
    YamlMap.Entry entry = map.get("correlation");
    if (entry == null || !(entry.value() instanceof MappingNode inner)) {
      return;
    }
    YamlMap correlation = new YamlMap(inner, "correlation", new Problems(problems.file()));
    String name = map.text("name");
    Correlation found =
        new Correlation(
            name == null ? expectedName : name,
            correlation.at("rules"),
            problems,
            correlation.texts("rules"));
    byName.putIfAbsent(found.name(), found);
    String id = map.text("id");
    if (id != null) {
      byName.putIfAbsent(id, found);
    }
  }

  /** Adds a problem for every circle of references, at each correlation once at most. */
  List<RuleProblem> circles() {
    List<RuleProblem> circles = new ArrayList<>();
    Map<Correlation, Boolean> done = new HashMap<>();
    for (Correlation start : byName.values()) {
      List<String> circle = circle(start, new LinkedHashSet<>(), done);
      if (circle != null) {
        Problems found = new Problems(start.problems().file());
        found.error(
            start.at(),
            "correlation.rules",
            "The correlation refers to itself: " + String.join(" -> ", circle) + ".",
            "list rules about events");
        circles.addAll(found.errors());
      }
    }
    return circles;
  }

  /** The names on the way back to a correlation on the path, or null; walks each one once. */
  private @Nullable List<String> circle(
      Correlation from, Set<Correlation> path, Map<Correlation, Boolean> done) {
    if (done.containsKey(from)) {
      return null;
    }
    if (!path.add(from)) {
      List<String> names = new ArrayList<>();
      for (Correlation step : path) {
        if (!names.isEmpty() || step.equals(from)) {
          names.add(step.name());
        }
      }
      names.add(from.name());
      return names;
    }
    List<String> found = null;
    for (String rule : from.rules()) {
      Correlation next = byName.get(rule);
      if (next != null && found == null) {
        found = circle(next, path, done);
      }
    }
    path.remove(from);
    done.put(from, true);
    return found;
  }
}
