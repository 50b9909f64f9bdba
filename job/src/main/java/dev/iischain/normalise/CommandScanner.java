package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text into commands and their arguments, by the rules of cmd and of Windows programs. */
final class CommandScanner {

  private static final int MAX_ARGUMENTS = 1024;

  private final String text;
  private final boolean shell;
  private int at;
  private @Nullable String shellText;

  CommandScanner(String text, boolean shell) {
    this.text = text;
    this.shell = shell;
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** What the last command hands to a shell, or null. */
  @Nullable String shellText() {
    return shellText;
  }

  CommandLine next() {
    List<String> arguments = new ArrayList<>();
    boolean noise = false;
    boolean input = false;
    boolean discard = false;
    boolean isShell = false;
    shellText = null;
    StringBuilder word = new StringBuilder();
    while (at < text.length() && arguments.size() < MAX_ARGUMENTS) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
        continue;
      }
      if (isEnd(c)) {
        at++;
        break;
      }
      if (c == '<' || c == '>') {
        input |= c == '<';
        at++;
        while (at < text.length() && (text.charAt(at) == '>' || text.charAt(at) == '&')) {
          at++;
        }
        discard = true;
        continue;
      }
      if (isShell && isShellSwitch()) {
        shellText = text.substring(at + 2);
        at = text.length();
        break;
      }
      word.setLength(0);
      noise |= scanWord(word, arguments.isEmpty());
      if (discard) {
        discard = false;
        continue;
      }
      String argument = word.toString();
      if (arguments.isEmpty()) {
        isShell = ToolName.isNamed(argument, "cmd.exe");
      }
      arguments.add(argument);
    }
    return new CommandLine(arguments, noise, input);
  }

  /** Scans one word; whether it has carets inside. */
  private boolean scanWord(StringBuilder word, boolean tool) {
    boolean quoted = false;
    boolean noise = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && !tool) {
        quoted = scanBackslashes(word, quoted);
        continue;
      }
      if (c == '"') {
        if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
          word.append('"');
          at += 2;
        } else {
          quoted = !quoted;
          at++;
        }
        continue;
      }
      if (!quoted) {
        if (c == '^') {
          noise |= isNoise();
          at++;
          // A blank or a quote after it means the same to the program as without it.
          if (at < text.length() && "&|<>^".indexOf(text.charAt(at)) >= 0) {
            word.append(text.charAt(at++));
          }
          continue;
        }
        if (c == ' ' || c == '\t' || c == '<' || c == '>' || (c == '\n' || c == '\r') || isEnd(c)) {
          break;
        }
      }
      word.append(c);
      at++;
    }
    return noise;
  }

  /** Backslashes are plain, unless they lead to a quote; whether the text after them is quoted. */
  private boolean scanBackslashes(StringBuilder word, boolean quoted) {
    int start = at;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    int count = at - start;
    if (at == text.length() || text.charAt(at) != '"') {
      word.append(text, start, at);
      return quoted;
    }
    word.append(text, start, start + count / 2);
    if (count % 2 == 1) {
      word.append('"');
      at++;
    }
    return quoted;
  }

  private boolean isNoise() {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /** Outside a shell an operator is one only where it stands alone. */
  private boolean isEnd(char c) {
    if (c == '\n' || c == '\r') {
      return true;
    }
    if (c != '&' && c != '|') {
      return false;
    }
    if (shell) {
      return true;
    }
    boolean before = at == 0 || isBlankOrOperator(text.charAt(at - 1));
    boolean after = at + 1 >= text.length() || isBlankOrOperator(text.charAt(at + 1));
    return before && after;
  }

  private static boolean isBlankOrOperator(char c) {
    return c == ' ' || c == '\t' || c == '&' || c == '|';
  }

  /** Whether a word starts here that gives the rest of the line to cmd. */
  private boolean isShellSwitch() {
    if (text.charAt(at) != '/' || at + 1 >= text.length()) {
      return false;
    }
    return switch (text.charAt(at + 1)) {
      case 'c', 'C', 'k', 'K', 'r', 'R' -> true;
      default -> false;
    };
  }
}
