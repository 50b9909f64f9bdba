package dev.iischain.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Finds a plain text that everything a regular expression matches has to hold. Where it is not sure
 * it takes less: only what stands outside of groups and is no part of an alternative.
 */
final class RegexLiteral {

  private static final String PLAIN_ESCAPES = "\\.^$|?*+()[]{}/-\"'&<>%#!=:;,@~` ";

  private final String text;
  private final boolean ignoresCase;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int next;

  private RegexLiteral(Pattern pattern) {
    text = pattern.pattern();
    // Flags may also be set in the middle, as in (?i).
    ignoresCase = (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0 || text.contains("(?");
  }

  /** The longest such text, empty when there is none. */
  static String in(Pattern pattern) {
    return new RegexLiteral(pattern).read();
  }

  /** Whether an expression is refused for what other engines know and RE2 does not. */
  static boolean isOfAnotherDialect(PatternSyntaxException refused) {
    String description = refused.getDescription();
    return description.contains("Perl syntax") || description.contains("escape sequence");
  }

  private String read() {
    while (next < text.length()) {
      char c = text.charAt(next++);
      switch (c) {
        case '|' -> {
          return "";
        }
        case '(' -> {
          end();
          if (!skipGroup()) {
            return "";
          }
        }
        case '[' -> {
          end();
          if (!skipClass()) {
            return "";
          }
        }
        case '\\' -> {
          if (next >= text.length()) {
            return "";
          }
          char escaped = text.charAt(next++);
          if (PLAIN_ESCAPES.indexOf(escaped) >= 0) {
            add(escaped);
          } else if ("sSdDwWbBtnr".indexOf(escaped) >= 0) {
            end();
          } else {
            // Quotations, classes and code points: not worth knowing.
            return "";
          }
        }
        case '?', '*', '{' -> {
          dropLast();
          if (c == '{' && !skipCount()) {
            return "";
          }
        }
        case '+', '.', '^', '$' -> end();
        default -> add(c);
      }
    }
    end();
    return longest;
  }

  private void add(char c) {
    // Without regard to case, s is also the long s, which is not folded to it.
    if (c >= 0x80 || (ignoresCase && (c == 's' || c == 'S'))) {
      end();
    } else {
      run.append(c);
    }
  }

  /** The last character may be missing. */
  private void dropLast() {
    if (!run.isEmpty()) {
      run.setLength(run.length() - 1);
    }
    end();
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  private boolean skipGroup() {
    int depth = 1;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '\\') {
        if (next < text.length() && text.charAt(next) == 'Q') {
          return false;
        }
        next++;
      } else if (c == '[') {
        if (!skipClass()) {
          return false;
        }
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean skipClass() {
    if (next < text.length() && text.charAt(next) == '^') {
      next++;
    }
    if (next < text.length() && text.charAt(next) == ']') {
      next++;
    }
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '\\') {
        next++;
      } else if (c == '[') {
        return false;
      } else if (c == ']') {
        return true;
      }
    }
    return false;
  }

  private boolean skipCount() {
    int close = text.indexOf('}', next);
    next = close + 1;
    return close >= 0;
  }
}
