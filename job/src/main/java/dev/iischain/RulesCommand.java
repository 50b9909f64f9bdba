package dev.iischain;

import dev.iischain.event.RuleReading;
import dev.iischain.rule.LoadedRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules}: what is loaded, what a rule says, and whether its examples hold. */
@Command(
    name = "rules",
    description = "Show the loaded rules, or run the examples in rule files.",
    subcommands = {RulesListCommand.class, RulesShowCommand.class, RulesTestCommand.class})
final class RulesCommand implements Callable<Integer> {

  /** The exit status when a command found what it was asked to look for to be wrong. */
  static final int FOUND_WRONG = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the rules: list, show or test.");
  }

  /** Which rules a command looks at. */
  static final class Choice {

    @Option(
        names = "--rules",
        paramLabel = "PATH",
        description = "Rule files or folders to add to the built-in ones.")
    private List<Path> paths = new ArrayList<>();

    @Option(
        names = "--reading",
        paramLabel = "READING",
        defaultValue = "intended",
        converter = ReadingConverter.class,
        description = "How published rules are read: intended (default) or as-published.")
    private RuleReading reading = RuleReading.INTENDED;

    /** The rules; throws {@link UsageProblems} with everything that is wrong with them. */
    LoadedRules load() {
      List<String> problems = new ArrayList<>();
      LoadedRules loaded = SettingsLoader.loaded(paths, reading, problems);
      if (!problems.isEmpty()) {
        throw new UsageProblems(problems);
      }
      return loaded;
    }
  }
}
