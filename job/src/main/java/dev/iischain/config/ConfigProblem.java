package dev.iischain.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a configuration.
 *
 * @param severity whether it stops the job
 * @param source the file as the user named it, or the environment variable
 * @param line from 1, or 0 where lines mean nothing
 * @param key the key path, or empty where the problem is the whole file
 * @param message what is wrong, as a sentence; never holds a secret
 * @param suggestion what to do about it, as a sentence, or null
 */
public record ConfigProblem(
    Severity severity,
    String source,
    int line,
    String key,
    String message,
    @Nullable String suggestion) {

  /** Whether a problem stops the job. */
  public enum Severity {
    /** The configuration cannot be used. */
    ERROR,
    /** The configuration works and should be changed. */
    WARNING
  }

  /** Whether it stops the job. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One line for a human: place, severity, key, message, suggestion. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(isError() ? ": error: " : ": warning: ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    text.append(message);
    if (suggestion != null) {
      text.append(' ').append(suggestion);
    }
    return text.toString();
  }
}
