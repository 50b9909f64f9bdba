package dev.iischain.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one document, so that a reader can go on and find the rest. */
final class Problems {

  private final String file;
  private final List<RuleProblem> errors = new ArrayList<>();
  private final List<RuleProblem> obstacles = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /** The file is wrong. */
  void error(Node at, String key, String message) {
    errors.add(at(at, key, message, null));
  }

  /** The file is wrong, and this may be what was meant. */
  void error(Node at, String key, String message, @Nullable String suggestion) {
    errors.add(at(at, key, message, suggestion));
  }

  /** The YAML itself cannot be read. */
  void unreadable(int line, int column, String message) {
    errors.add(new RuleProblem(file, line, column, "", message, null));
  }

  /** The file may be right, but the rule cannot fire here. */
  void obstacle(Node at, String key, String message, @Nullable String suggestion) {
    obstacles.add(at(at, key, message, suggestion));
  }

  /** A name that nothing here bears: an error when it is misspelt, else the rule may be right. */
  void notHere(
      Node at, String key, String message, @Nullable String typo, @Nullable String suggestion) {
    if (typo == null) {
      obstacle(at, key, message, suggestion);
    } else {
      error(at, key, message, typo);
    }
  }

  List<RuleProblem> errors() {
    return errors;
  }

  List<RuleProblem> obstacles() {
    return obstacles;
  }

  boolean none() {
    return errors.isEmpty() && obstacles.isEmpty();
  }

  private RuleProblem at(Node node, String key, String message, @Nullable String suggestion) {
    Mark mark = node.getStartMark().orElse(null);
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    return new RuleProblem(file, line, column, key, message, suggestion);
  }
}
