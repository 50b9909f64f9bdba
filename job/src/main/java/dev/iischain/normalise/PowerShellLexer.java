package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts PowerShell into tokens, undoing what only hides words: backticks, quotes inside words and
 * {@code 'a'+'b'}. Reads any text without failing; not a parser of the language.
 */
final class PowerShellLexer {

  private static final int MAX_TOKENS = 100_000;

  private final String text;
  private final List<PowerShellToken> tokens = new ArrayList<>();
  private int at;

  private PowerShellLexer(String text) {
    this.text = text;
  }

  /** The tokens of a script. */
  static List<PowerShellToken> tokens(String text) {
    PowerShellLexer lexer = new PowerShellLexer(text);
    while (lexer.at < text.length() && lexer.tokens.size() < MAX_TOKENS) {
      lexer.next();
    }
    return PowerShellJoins.join(lexer.tokens);
  }

  private void next() {
    int start = at;
    boolean joined = start > 0 && !isBlank(text.charAt(start - 1));
    char c = text.charAt(at);
    if (c == '\n' || c == '\r' || c == ';') {
      at++;
      add(Kind.END, ";", false);
    } else if (isBlank(c)) {
      at++;
    } else if (c == '`' && at + 1 < text.length() && isNewline(text.charAt(at + 1))) {
      at += text.startsWith("\r\n", at + 1) ? 3 : 2;
    } else if (c == '#') {
      skipTo("\n");
    } else if (text.startsWith("<#", at)) {
      skipTo("#>");
      at = Math.min(text.length(), at + 2);
    } else if (text.startsWith("@'", at) || text.startsWith("@\"", at)) {
      hereString(text.charAt(at + 1), joined);
    } else if (text.startsWith("@{", at) || text.startsWith("@(", at)) {
      add(Kind.MARK, text.substring(at, at + 2), joined);
      at += 2;
    } else if (isMark(c)) {
      at++;
      add(Kind.MARK, String.valueOf(c), joined);
    } else {
      word(joined);
    }
  }

  /** A run of bare and quoted parts. */
  private void word(boolean joined) {
    StringBuilder word = new StringBuilder();
    char first = text.charAt(at);
    boolean bare = !isQuote(first);
    boolean variable = first == '$';
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isQuote(c)) {
        // A quoted text ends where its quote does; only a bare word goes on through quotes.
        quoted(word);
        if (!bare) {
          break;
        }
      } else if (c == '`' && at + 1 < text.length() && !isNewline(text.charAt(at + 1))) {
        word.append(text.charAt(at + 1));
        at += 2;
      } else if (variable && c == '{') {
        brace(word);
      } else if (isBlank(c) || isNewline(c) || c == ';' || c == '`' || isWordEnd(c, variable)) {
        break;
      } else {
        word.append(c);
        at++;
      }
    }
    String value = word.toString();
    if (!bare) {
      add(Kind.STRING, value, joined);
    } else if (variable) {
      add(Kind.VARIABLE, value, joined);
    } else if (isDash(first) && value.length() > 1 && Character.isLetter(value.charAt(1))) {
      add(Kind.PARAMETER, value, joined);
    } else if (!value.isEmpty()) {
      add(Kind.WORD, value, joined);
    } else {
      at++;
    }
  }

  /** Appends the part in quotes, in which the quote is doubled or follows a backtick. */
  private void quoted(StringBuilder word) {
    char quote = text.charAt(at++);
    boolean expands = isDouble(quote);
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '`' && expands && at < text.length()) {
        word.append(text.charAt(at++));
      } else if (isQuote(c) && isDouble(c) == expands) {
        if (at >= text.length()
            || !isQuote(text.charAt(at))
            || isDouble(text.charAt(at)) != expands) {
          return;
        }
        word.append(c);
        at++;
      } else {
        word.append(c);
      }
    }
  }

  private void brace(StringBuilder word) {
    int end = text.indexOf('}', at);
    int stop = end < 0 || end - at > 128 ? at + 1 : end + 1;
    word.append(text, at, stop);
    at = stop;
  }

  private void hereString(char quote, boolean joined) {
    int start = text.indexOf('\n', at);
    int end = start < 0 ? -1 : text.indexOf("\n" + quote + "@", start);
    if (end < 0) {
      at += 2;
      return;
    }
    add(Kind.STRING, text.substring(Math.min(start + 1, end), end), joined);
    at = end + 3;
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found;
  }

  private void add(Kind kind, String value, boolean joined) {
    tokens.add(new PowerShellToken(kind, value, joined));
  }

  private static boolean isWordEnd(char c, boolean variable) {
    if (variable && (c == '.' || c == '\\' || c == '/')) {
      // $env:windir\x is one argument; $x.Name is not, and is kept whole too.
      return false;
    }
    return isMark(c);
  }

  private static boolean isMark(char c) {
    return switch (c) {
      case '(', ')', '{', '}', '[', ']', ',', '=', '|', '&', '+', '<', '>' -> true;
      default -> false;
    };
  }

  static boolean isDash(char c) {
    return switch (c) {
      case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> true;
      default -> false;
    };
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || (c >= 0x2018 && c <= 0x201f);
  }

  private static boolean isDouble(char c) {
    return c == '"' || c >= 0x201c;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0' || c == '\0';
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }
}
