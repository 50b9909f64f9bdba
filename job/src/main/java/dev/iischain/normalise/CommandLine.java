package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of a command line, in the words a Windows program sees as its arguments.
 *
 * @param arguments the words, the tool first
 * @param caretNoise whether carets were put inside words
 * @param standardInput whether its input is redirected from a file
 */
public record CommandLine(List<String> arguments, boolean caretNoise, boolean standardInput) {

  /** Windows allows no longer command line, in characters. */
  static final int MAX_LENGTH = 32_768;

  private static final int MAX_DEPTH = 4;
  private static final int MAX_COMMANDS = 64;

  /**
   * The commands of a command line: itself, and those it hands to a shell ({@code cmd /c ..}) or
   * holds as a quoted word.
   */
  public static List<CommandLine> of(String text) {
    List<CommandLine> commands = new ArrayList<>(2);
    String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    split(bounded, false, 0, commands);
    return commands;
  }

  /** The name of the tool with look-alikes folded, or empty. */
  public String tool() {
    return arguments.isEmpty() ? "" : ToolName.skeleton(arguments.get(0));
  }

  private static void split(String text, boolean shell, int depth, List<CommandLine> commands) {
    CommandScanner scanner = new CommandScanner(text, shell);
    while (scanner.hasNext() && commands.size() < MAX_COMMANDS) {
      CommandLine command = scanner.next();
      if (command.arguments.isEmpty()) {
        continue;
      }
      commands.add(command);
      if (depth >= MAX_DEPTH) {
        continue;
      }
      if (scanner.shellText() != null) {
        split(withoutOuterQuotes(scanner.shellText()), true, depth + 1, commands);
        return;
      }
      for (int i = 1; i < command.arguments.size(); i++) {
        String argument = command.arguments.get(i);
        if (mayHoldCommand(argument)) {
          split(argument, true, depth + 1, commands);
        }
      }
    }
  }

  /** Whether a quoted word is itself a command, such as what wmic or schtasks are told to start. */
  private static boolean mayHoldCommand(String argument) {
    int blank = argument.indexOf(' ');
    if (blank < 1) {
      return false;
    }
    String word = argument.substring(0, blank);
    if (word.charAt(0) == '/' || word.indexOf(':') > 1) {
      return false;
    }
    return switch (ToolName.skeleton(word.replace("^", ""))) {
      case "appcmd.exe", "gacutil.exe", "cmd.exe", "powershell.exe", "pwsh.exe" -> true;
      default -> false;
    };
  }

  private static String withoutOuterQuotes(String text) {
    String trimmed = text.trim();
    boolean quoted =
        trimmed.length() > 1
            && trimmed.charAt(0) == '"'
            && trimmed.charAt(trimmed.length() - 1) == '"'
            // cmd keeps the quotes of "tool name" "argument".
            && !(trimmed.indexOf('"', 1) < trimmed.length() - 1 && isQuotedTool(trimmed));
    return quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
  }

  private static boolean isQuotedTool(String text) {
    int close = text.indexOf('"', 1);
    return close + 1 < text.length()
        && text.charAt(close + 1) == ' '
        && text.substring(1, close).indexOf(' ') < 0;
  }
}
