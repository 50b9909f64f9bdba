package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellText.Findings;
import dev.iischain.normalise.PowerShellToken.Kind;
import java.util.List;
import java.util.Map;

/** Walks through the statements of a script and collects what they do to IIS. */
final class PowerShellReader {

  private static final int MAX_DEPTH = 3;
  private static final int MAX_FINDINGS = 64;

  private final Findings findings = new Findings();
  private final PowerShellVariables variables = new PowerShellVariables();

  PowerShellText read(String script) {
    read(script, 0);
    return findings.result();
  }

  private void read(String script, int depth) {
    List<PowerShellToken> tokens = PowerShellLexer.tokens(script);
    ServerManagerCalls.read(tokens, variables, findings);
    boolean executes = false;
    for (int i = 0; i < tokens.size() && findings.registrations.size() < MAX_FINDINGS; i++) {
      PowerShellToken token = tokens.get(i);
      switch (token.kind()) {
        case END -> executes = false;
        case VARIABLE -> {
          variables.assign(tokens, i);
          if (isInvoked(tokens, i)) {
            command(tokens, i, variables.resolve(token));
          }
        }
        case WORD -> {
          String word = Confusables.skeleton(token.text());
          executes |= startsCommands(word);
          command(tokens, i, token.text());
        }
        case STRING -> {
          if (isInvoked(tokens, i)) {
            executes = true;
            command(tokens, i, token.text());
          }
          if (executes && depth < MAX_DEPTH && token.text().indexOf(' ') > 0) {
            read(token.text(), depth + 1);
          }
        }
        case PARAMETER, MARK -> {}
      }
    }
  }

  /** Reads the command that a word names, if it is one that concerns IIS. */
  private void command(List<PowerShellToken> tokens, int at, String word) {
    if (word.length() > 260 || isDefinition(tokens, at)) {
      return;
    }
    String tool = ToolName.skeleton(word);
    if (tool.equals(ToolName.APPCMD) || tool.equals(ToolName.GACUTIL)) {
      if (findings.commands.size() < MAX_FINDINGS) {
        findings.commands.add(PowerShellArguments.nativeCommand(tokens, at, tool, variables));
      }
      return;
    }
    String cmdlet = Confusables.skeleton(word);
    int module = cmdlet.lastIndexOf('\\');
    IisCmdlets cmdlets = IisCmdlets.named(cmdlet.substring(module + 1));
    if (cmdlets != null) {
      Map<String, Object> arguments =
          PowerShellArguments.of(tokens, at + 1, cmdlets.positional(), variables);
      cmdlets.read(arguments, findings);
    }
  }

  private static boolean isDefinition(List<PowerShellToken> tokens, int at) {
    return at > 0
        && tokens.get(at - 1).kind() == Kind.WORD
        && (tokens.get(at - 1).text().equalsIgnoreCase("function")
            || tokens.get(at - 1).text().equalsIgnoreCase("filter"));
  }

  /** Whether a text is run as a command: {@code & 'x'}, {@code . 'x'} or {@code & ('x')}. */
  private static boolean isInvoked(List<PowerShellToken> tokens, int at) {
    int i = at - 1;
    while (i >= 0 && tokens.get(i).is(Kind.MARK, "(")) {
      i--;
    }
    return i >= 0 && (tokens.get(i).is(Kind.MARK, "&") || tokens.get(i).is(Kind.WORD, "."));
  }

  private static boolean startsCommands(String word) {
    return switch (word) {
      case "iex",
          "invoke-expression",
          "icm",
          "invoke-command",
          "start-process",
          "saps",
          "powershell",
          "powershell.exe",
          "pwsh",
          "pwsh.exe",
          "cmd",
          "cmd.exe" ->
          true;
      default -> false;
    };
  }
}
