package dev.iischain.normalise;

/**
 * A token of PowerShell.
 *
 * @param kind what it is
 * @param text its value: quotes, backticks and joins resolved; for a mark, the mark itself
 * @param joined whether it follows its predecessor without a blank
 */
record PowerShellToken(Kind kind, String text, boolean joined) {

  /** What a token is. */
  enum Kind {
    /** A bare word: a command, an argument, a number. */
    WORD,
    /** A quoted text. */
    STRING,
    /** A dash and a name, with {@code :value} where one is attached. */
    PARAMETER,
    /** A variable with its dollar sign. */
    VARIABLE,
    /** An operator or bracket. */
    MARK,
    /** The end of a statement. */
    END
  }

  boolean is(Kind other, String value) {
    return kind == other && text.equals(value);
  }

  boolean isValue() {
    return kind == Kind.WORD || kind == Kind.STRING || kind == Kind.VARIABLE;
  }
}
