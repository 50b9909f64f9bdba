package dev.iischain.suppression;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a suppression.
 *
 * @param file the file or topic
 * @param line from 1
 * @param key the key, or empty where the whole entry is wrong
 * @param message a sentence with the value
 * @param suggestion what to write instead, or null
 */
public record SuppressionProblem(
    String file, int line, String key, String message, @Nullable String suggestion) {

  @Override
  public String toString() {
    return file
        + ':'
        + line
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message
        + (suggestion == null ? "" : " " + suggestion);
  }
}
