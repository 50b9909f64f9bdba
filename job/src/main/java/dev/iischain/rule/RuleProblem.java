package dev.iischain.rule;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a rule file, and where.
 *
 * @param file the file as it was named to the loader
 * @param line 1-based
 * @param column 1-based
 * @param key the path of keys, such as {@code detection.selection_place.TargetFile}
 * @param message a sentence
 * @param suggestion what to write instead, or null when there is nothing to suggest
 */
public record RuleProblem(
    String file, int line, int column, String key, String message, @Nullable String suggestion) {

  /** One line for a human, in the form compilers use. */
  @Override
  public String toString() {
    String text = file + ":" + line + ":" + column + ": " + message;
    return suggestion == null ? text : text + " (" + suggestion + ")";
  }
}
