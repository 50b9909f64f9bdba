package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/** The many spellings of nothing. */
final class Blanks {

  private Blanks() {}

  /** The value, or null where it is empty, blank, {@code -}, {@code N/A} or {@code null}. */
  static @Nullable String orNull(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() <= 4 && (value.equals("-") || value.equals("N/A") || value.equals("null"))) {
      return null;
    }
    return value.isBlank() ? null : value;
  }
}
