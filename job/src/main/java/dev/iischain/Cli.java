package dev.iischain;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line behind the launcher {@code iis-chain}. */
@Command(
    name = "iis-chain",
    description = "Detects malicious IIS components (ATT&CK T1505.004) in endpoint telemetry.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Cli.Version.class,
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      RunCommand.class,
      DeliverCommand.class,
      CanaryCommand.class,
      ExplainCommand.class,
      RulesCommand.class,
      SuppressionsCommand.class,
      CasesCommand.class,
      ConfigCommand.class,
      ClusterCommand.class
    })
public final class Cli implements Callable<Integer> {

  private static final int FAILED = 3;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with the exit statuses that every command shares. */
  static CommandLine commandLine() {
    return new CommandLine(new Cli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (problem, commandLine, parsed) -> failed(problem, commandLine.getErr()));
  }

  private static int failed(Exception problem, PrintWriter err) {
    if (SettingsLoader.isUsage(problem)) {
      err.println(problem.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println("Failed: " + reason(problem));
    if (System.getenv("IIS_CHAIN_STACK_TRACE") != null) {
      problem.printStackTrace(err);
    } else {
      err.println("Set IIS_CHAIN_STACK_TRACE=1 to see where.");
    }
    return FAILED;
  }

  /** The problem and what it was caused by, outermost first. */
  private static String reason(Throwable problem) {
    StringBuilder reason = new StringBuilder();
    String last = null;
    for (Throwable each = problem; each != null; each = each.getCause()) {
      String text = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
      if (!text.equals(last) && reason.indexOf(text) < 0) {
        reason.append(reason.length() == 0 ? "" : "\n  because ").append(text);
      }
      last = text;
    }
    return reason.toString();
  }

  /** Prints the usage; the status is that of wrong usage. */
  @Override
  public Integer call() {
    specification.commandLine().usage(specification.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** The version in the job jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"iis-chain " + (version == null ? "development build" : version)};
    }
  }
}
