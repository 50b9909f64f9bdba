package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The arguments of a PowerShell command: texts and tables by lower-case parameter name. */
final class PowerShellArguments {

  private static final int MAX_ARGUMENTS = 64;

  private PowerShellArguments() {}

  /** Reads arguments up to the end of the statement. */
  static Map<String, Object> of(
      List<PowerShellToken> tokens,
      int from,
      List<String> positional,
      PowerShellVariables variables) {
    Map<String, Object> arguments = new HashMap<>();
    int position = 0;
    int i = skipClosing(tokens, from);
    while (i < tokens.size() && !endsStatement(tokens.get(i)) && arguments.size() < MAX_ARGUMENTS) {
      PowerShellToken token = tokens.get(i);
      if (token.kind() == Kind.PARAMETER) {
        i = parameter(tokens, i, arguments, variables);
      } else if (token.kind() == Kind.WORD && isSplat(token.text())) {
        arguments.putAll(variables.table(token.text().substring(1)));
        i++;
      } else if (token.isValue() || token.is(Kind.MARK, "@{") || token.is(Kind.MARK, "(")) {
        String name =
            position < positional.size() ? positional.get(position) : "argument" + position;
        position++;
        i = value(tokens, i, name, arguments, variables);
      } else {
        i++;
      }
    }
    return arguments;
  }

  /** Reads the entries of a table up to its brace; the position after it. */
  static int table(
      List<PowerShellToken> tokens,
      int from,
      Map<String, Object> table,
      PowerShellVariables variables) {
    int i = from;
    while (i < tokens.size() && table.size() < MAX_ARGUMENTS) {
      PowerShellToken token = tokens.get(i);
      if (token.is(Kind.MARK, "}")) {
        return i + 1;
      }
      boolean entry =
          token.isValue() && i + 2 < tokens.size() && tokens.get(i + 1).is(Kind.MARK, "=");
      if (entry && (tokens.get(i + 2).isValue() || tokens.get(i + 2).is(Kind.MARK, "("))) {
        i = value(tokens, i + 2, token.text().toLowerCase(Locale.ROOT), table, variables);
      } else {
        i++;
      }
    }
    return i;
  }

  /** A program's command, with arguments as PowerShell would pass them on. */
  static CommandLine nativeCommand(
      List<PowerShellToken> tokens, int at, String tool, PowerShellVariables variables) {
    List<String> words = new ArrayList<>();
    words.add(tool);
    StringBuilder word = new StringBuilder();
    for (int i = at + 1; i < tokens.size() && words.size() < MAX_ARGUMENTS; i++) {
      PowerShellToken token = tokens.get(i);
      if (token.kind() == Kind.END || token.is(Kind.MARK, "|")) {
        break;
      }
      boolean separates = isBetweenTexts(tokens, i);
      if (!token.joined() || separates) {
        addWord(word.toString(), words);
        word.setLength(0);
      }
      if (!separates) {
        boolean plain = token.kind() == Kind.MARK || token.kind() == Kind.PARAMETER;
        word.append(plain ? token.text() : variables.resolve(token));
      }
    }
    addWord(word.toString(), words);
    return new CommandLine(words, false, false);
  }

  /** Whether a comma separates the items of a list, and is not part of an argument. */
  private static boolean isBetweenTexts(List<PowerShellToken> tokens, int at) {
    return tokens.get(at).is(Kind.MARK, ",")
        && tokens.get(at - 1).kind() == Kind.STRING
        && at + 1 < tokens.size()
        && tokens.get(at + 1).kind() == Kind.STRING;
  }

  /** Adds a word; what Start-Process is told as one text is cut into words. */
  private static void addWord(String word, List<String> words) {
    switch (word.toLowerCase(Locale.ROOT)) {
      case "",
          "-argumentlist",
          "-args",
          "-filepath",
          "-wait",
          "-nonewwindow",
          "-passthru",
          ",",
          ")" -> {
        return;
      }
      default -> {}
    }
    int blank = word.indexOf(' ');
    boolean several = blank > 0 && word.indexOf(':') < 0;
    boolean command = blank > 0 && words.size() == 1 && word.charAt(0) != '/';
    if (several || command) {
      for (CommandLine inner : CommandLine.of(word)) {
        words.addAll(inner.arguments());
        return;
      }
    }
    words.add(word);
  }

  private static int parameter(
      List<PowerShellToken> tokens,
      int at,
      Map<String, Object> arguments,
      PowerShellVariables variables) {
    String text = tokens.get(at).text();
    int colon = text.indexOf(':');
    String name = Confusables.skeleton(colon < 0 ? text.substring(1) : text.substring(1, colon));
    if (colon >= 0 && colon + 1 < text.length()) {
      String value = text.substring(colon + 1);
      Kind kind = value.charAt(0) == '$' ? Kind.VARIABLE : Kind.STRING;
      arguments.putIfAbsent(name, variables.resolve(new PowerShellToken(kind, value, false)));
      return at + 1;
    }
    boolean valued =
        at + 1 < tokens.size()
            && (tokens.get(at + 1).isValue()
                || tokens.get(at + 1).is(Kind.MARK, "@{")
                || tokens.get(at + 1).is(Kind.MARK, "("));
    if (!valued) {
      arguments.putIfAbsent(name, "");
      return at + 1;
    }
    return value(tokens, at + 1, name, arguments, variables);
  }

  private static int value(
      List<PowerShellToken> tokens,
      int at,
      String name,
      Map<String, Object> arguments,
      PowerShellVariables variables) {
    PowerShellToken token = tokens.get(at);
    if (token.is(Kind.MARK, "@{")) {
      Map<String, Object> table = new HashMap<>();
      int end = table(tokens, at + 1, table, variables);
      arguments.putIfAbsent(name, table);
      return end;
    }
    if (!token.is(Kind.MARK, "(")) {
      arguments.putIfAbsent(name, variables.resolve(token));
      return at + 1;
    }
    int i = at + 1;
    while (i < tokens.size()
        && !tokens.get(i).is(Kind.MARK, ")")
        && tokens.get(i).kind() != Kind.END) {
      // The last text of an expression such as (Join-Path $a 'x.dll') tells most.
      if (tokens.get(i).kind() == Kind.STRING || tokens.get(i).kind() == Kind.VARIABLE) {
        arguments.put(name, variables.resolve(tokens.get(i)));
      }
      i++;
    }
    return i < tokens.size() && tokens.get(i).is(Kind.MARK, ")") ? i + 1 : i;
  }

  /** The brackets around a command word that is a text: {@code &('New-'+'X') -Name y}. */
  private static int skipClosing(List<PowerShellToken> tokens, int from) {
    int i = from;
    while (i < tokens.size() && tokens.get(i).is(Kind.MARK, ")")) {
      if (!tokens.get(i).joined()) {
        break;
      }
      i++;
    }
    boolean more = i < tokens.size() && !endsStatement(tokens.get(i));
    return more ? i : from;
  }

  private static boolean endsStatement(PowerShellToken token) {
    return token.kind() == Kind.END
        || token.is(Kind.MARK, "|")
        || token.is(Kind.MARK, "}")
        || token.is(Kind.MARK, ")");
  }

  private static boolean isSplat(String word) {
    return word.length() > 1 && word.charAt(0) == '@' && Character.isLetter(word.charAt(1));
  }
}
