package dev.iischain.config;

/** A value that an option cannot have: what is wrong with it, and what to write instead. */
final class InvalidValue extends Exception {
  private final String suggestion;

  InvalidValue(String message, String suggestion) {
    super(message);
    this.suggestion = suggestion;
  }

  String suggestion() {
    return suggestion;
  }

  /** The sentence that says what is wrong. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
