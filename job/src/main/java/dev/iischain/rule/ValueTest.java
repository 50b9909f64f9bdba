package dev.iischain.rule;

import com.google.re2j.Pattern;
import java.io.Serializable;

/** A test of one value. Text that ignores case was folded when the rule was compiled. */
sealed interface ValueTest extends Serializable {

  /** Whether the value passes; folded when {@link #wantsFolded()}, else as the event has it. */
  boolean test(String value);

  /** Whether the value has to be folded first. */
  boolean wantsFolded();

  /** How dear the test is beside the others. */
  int cost();

  /** The value is this text. */
  record Is(String text, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      return value.length() == text.length()
          && (cased ? value.equals(text) : Fold.regionEquals(value, 0, text));
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 2;
    }
  }

  /** The value begins with this text. */
  record StartsWith(String text, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      return cased ? value.startsWith(text) : Fold.regionEquals(value, 0, text);
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 3;
    }
  }

  /** The value ends with this text. */
  record EndsWith(String text, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      return cased
          ? value.endsWith(text)
          : Fold.regionEquals(value, value.length() - text.length(), text);
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 3;
    }
  }

  /** The value holds this text. */
  record Contains(String text, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      return value.contains(text);
    }

    @Override
    public boolean wantsFolded() {
      return !cased;
    }

    @Override
    public int cost() {
      return 10;
    }
  }

  /**
   * The value has this text as whole terms, a term being a run of letters and digits as long as it
   * gets: no letter or digit stands before or after the text where the text has one at that end.
   */
  record HasTerm(String text, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      for (int at = value.indexOf(text); at >= 0; at = value.indexOf(text, at + 1)) {
        int end = at + text.length();
        if (!(isTerm(value.codePointAt(at)) && at > 0 && isTerm(value.codePointBefore(at)))
            && !(end < value.length()
                && isTerm(value.codePointBefore(end))
                && isTerm(value.codePointAt(end)))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isTerm(int codePoint) {
      return Character.isLetterOrDigit(codePoint);
    }

    @Override
    public boolean wantsFolded() {
      return !cased;
    }

    @Override
    public int cost() {
      return 11;
    }
  }

  /** The value fits a text with wildcards. */
  record Like(Glob glob, boolean cased) implements ValueTest {
    @Override
    public boolean test(String value) {
      return glob.matches(value);
    }

    @Override
    public boolean wantsFolded() {
      return !cased;
    }

    @Override
    public int cost() {
      return 20;
    }
  }

  /** A part of the value matches a regular expression, in linear time. */
  record Matches(Pattern pattern) implements ValueTest {
    @Override
    public boolean test(String value) {
      return pattern.matcher(value).find();
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 60;
    }
  }

  /** The value is a number on one side of another. */
  record Compares(Comparison comparison, double number) implements ValueTest {
    @Override
    public boolean test(String value) {
      double actual = Numbers.parse(value);
      return switch (comparison) {
        case LESS -> actual < number;
        case LESS_OR_EQUAL -> actual <= number;
        case GREATER -> actual > number;
        case GREATER_OR_EQUAL -> actual >= number;
      };
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 4;
    }
  }

  /** The value is an IP address within a block. */
  record InNetwork(CidrBlock block) implements ValueTest {
    @Override
    public boolean test(String value) {
      return block.contains(value);
    }

    @Override
    public boolean wantsFolded() {
      return false;
    }

    @Override
    public int cost() {
      return 8;
    }
  }

  /** Which side of a number. */
  enum Comparison {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }
}
