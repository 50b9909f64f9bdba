package dev.iischain.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the rules of one file. */
final class RuleFileReader {

  private final LoadMode mode;
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final List<UnsupportedRule> unsupported = new ArrayList<>();
  private final CorrelationReferences correlations = new CorrelationReferences();

  RuleFileReader(LoadMode mode) {
    this.mode = mode;
  }

  /** Reads one file, whose name and pack are told by its path. */
  void read(String file, String pack, String text) {
    Problems yaml = new Problems(file);
    List<Node> documents = YamlDocuments.read(text, yaml);
    problems.addAll(yaml.errors());
    if (documents.isEmpty() && yaml.none()) {
      problems.add(new RuleProblem(file, 1, 1, "", "The file holds no rule.", null));
    }
    String name = baseName(file);
    for (int i = 0; i < documents.size(); i++) {
      Problems found = new Problems(file);
      RuleReader reader = new RuleReader(mode, i == 0 ? name : name + "_" + (i + 1), pack, found);
      correlations.add(documents.get(i), i == 0 ? name : name + "_" + (i + 1), found);
      keep(reader.read(documents.get(i)), reader.title(documents.get(i)), found);
    }
  }

  LoadedRules loaded() {
    List<RuleProblem> all = new ArrayList<>(problems);
    all.addAll(correlations.circles());
    return LoadedRules.of(rules, all, unsupported);
  }

  private void keep(@Nullable Rule rule, String title, Problems found) {
    if (rule != null) {
      rules.add(rule);
    }
    problems.addAll(found.errors());
    if (mode == LoadMode.STRICT) {
      problems.addAll(found.obstacles());
    } else if (found.errors().isEmpty() && !found.obstacles().isEmpty()) {
      unsupported.add(new UnsupportedRule(found.file(), title, List.copyOf(found.obstacles())));
    }
  }

  private static String baseName(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
