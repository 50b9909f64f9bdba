package dev.iischain.rule;

import dev.iischain.rule.Glob.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text of a rule, with Sigma's wildcards and backslash escapes read, on its way to a test. */
final class SigmaText {

  private static final char STAR = '*';

  private final StringBuilder text = new StringBuilder();

  /** For each character one of the {@link Segment} kinds, or {@link #STAR}. */
  private final StringBuilder kinds = new StringBuilder();

  private boolean literalWildcard;

  private SigmaText() {}

  /** Reads wildcards; a backslash makes a wildcard or a backslash after it literal. */
  static SigmaText parse(String source) {
    SigmaText parsed = new SigmaText();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length() && isSpecial(source.charAt(i + 1))) {
        i++;
        parsed.literalWildcard |= source.charAt(i) != '\\';
        parsed.add(source.charAt(i), Segment.LITERAL);
      } else if (c == '*') {
        parsed.add(c, STAR);
      } else if (c == '?') {
        parsed.add(c, Segment.ANY);
      } else {
        parsed.add(c, Segment.LITERAL);
      }
    }
    return parsed;
  }

  /** Text without wildcards. */
  static SigmaText literal(String source) {
    SigmaText literal = new SigmaText();
    for (int i = 0; i < source.length(); i++) {
      literal.add(source.charAt(i), Segment.LITERAL);
    }
    return literal;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether nothing but wildcards for any number of characters is in it. */
  boolean isAnything() {
    for (int i = 0; i < kinds.length(); i++) {
      if (kinds.charAt(i) != STAR) {
        return false;
      }
    }
    return true;
  }

  boolean hasWildcard() {
    return kinds.indexOf(String.valueOf(STAR)) >= 0
        || kinds.indexOf(String.valueOf(Segment.ANY)) >= 0;
  }

  /** Whether a backslash made a star or a question mark literal. */
  boolean hasLiteralWildcard() {
    return literalWildcard;
  }

  /** The literal characters. */
  String plain() {
    return text.toString();
  }

  /** Lets every dash that starts an option stand for all characters Windows tools take for one. */
  SigmaText withDashes() {
    SigmaText dashed = new SigmaText();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean option =
          kinds.charAt(i) == Segment.LITERAL
              && (c == '-' || c == '/')
              && !(i > 0 && isWord(i - 1))
              && i + 1 < text.length()
              && isWord(i + 1);
      dashed.add(c, option ? Segment.DASH : kinds.charAt(i));
    }
    return dashed;
  }

  /** Widens the text to where in the value it may stand. */
  SigmaText at(@Nullable Modifier position) {
    SigmaText placed = new SigmaText();
    if (position == Modifier.CONTAINS || position == Modifier.ENDSWITH) {
      placed.add('*', STAR);
    }
    for (int i = 0; i < text.length(); i++) {
      placed.add(text.charAt(i), kinds.charAt(i));
    }
    if (position == Modifier.CONTAINS || position == Modifier.STARTSWITH) {
      placed.add('*', STAR);
    }
    return placed;
  }

  /** The cheapest test that says the same; the text is neither empty nor only stars. */
  ValueTest toTest(boolean cased) {
    int first = 0;
    int last = text.length();
    while (kinds.charAt(first) == STAR) {
      first++;
    }
    while (kinds.charAt(last - 1) == STAR) {
      last--;
    }
    boolean anchoredStart = first == 0;
    boolean anchoredEnd = last == text.length();
    String needle = cased ? text.substring(first, last) : Fold.of(text.substring(first, last));
    String needleKinds = kinds.substring(first, last);
    if (Set.of(Segment.LITERAL).containsAll(needleKinds.chars().mapToObj(c -> (char) c).toList())) {
      if (anchoredStart) {
        return anchoredEnd
            ? new ValueTest.Is(needle, cased)
            : new ValueTest.StartsWith(needle, cased);
      }
      return anchoredEnd
          ? new ValueTest.EndsWith(needle, cased)
          : new ValueTest.Contains(needle, cased);
    }
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= needle.length(); i++) {
      if (i == needle.length() || needleKinds.charAt(i) == STAR) {
        if (i > start) {
          segments.add(new Segment(needle.substring(start, i), needleKinds.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new ValueTest.Like(new Glob(anchoredStart, anchoredEnd, List.copyOf(segments)), cased);
  }

  private void add(char c, char kind) {
    text.append(c);
    kinds.append(kind);
  }

  private boolean isWord(int index) {
    char c = text.charAt(index);
    return kinds.charAt(index) == Segment.LITERAL && (Character.isLetterOrDigit(c) || c == '_');
  }

  private static boolean isSpecial(char c) {
    return c == '*' || c == '?' || c == '\\';
  }
}
