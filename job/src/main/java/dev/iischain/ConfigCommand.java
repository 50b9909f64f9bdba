package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.ConfigProblem;
import dev.iischain.config.LoadedConfig;
import dev.iischain.config.OptionsYaml;
import dev.iischain.config.Purpose;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iis-chain config}: prints every option, and checks a file. */
@Command(
    name = "config",
    description = "Prints every option, or checks a configuration file.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(print | check)")
final class ConfigCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec specification;

  ConfigCommand() {
    this(System.getenv());
  }

  ConfigCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Refuses to run without a subcommand. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command().commandLine(), "Say what to do: config print or config check FILE.");
  }

  @Command(
      name = "print",
      description = "Prints every option with its default and meaning, as a valid file.",
      mixinStandardHelpOptions = true)
  int print() {
    PrintWriter out = command().commandLine().getOut();
    out.print(OptionsYaml.render());
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "check",
      description =
          "Lists everything wrong with a configuration file and the environment over it. Exit"
              + " status 0 when it can be used, 2 when it cannot.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(paramLabel = "FILE", description = "The configuration file.") Path file,
      @Option(names = "--json", description = "Prints the problems as a JSON array.") boolean json)
      throws JsonProcessingException {
    LoadedConfig loaded = new ConfigLoader(environment, Purpose.RUN).load(file);
    List<ConfigProblem> problems = loaded.problems();
    PrintWriter out = command().commandLine().getOut();
    if (json) {
      out.println(JSON.writeValueAsString(problems.stream().map(ConfigCommand::row).toList()));
    } else {
      problems.forEach(out::println);
      long errors = problems.stream().filter(ConfigProblem::isError).count();
      out.printf("%s: %d errors, %d warnings.%n", file, errors, problems.size() - errors);
    }
    out.flush();
    return loaded.config() == null ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.OK;
  }

  private static Map<String, Object> row(ConfigProblem problem) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    row.put("source", problem.source());
    row.put("line", problem.line());
    row.put("key", problem.key());
    row.put("message", problem.message());
    row.put("suggestion", problem.suggestion() == null ? "" : problem.suggestion());
    return row;
  }

  private CommandSpec command() {
    if (specification == null) {
      throw new IllegalStateException("The command was not started by picocli.");
    }
    return specification;
  }
}
