package dev.iischain;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line behind the launcher {@code iis-chain}. */
@Command(
    name = "iis-chain",
    description = "Detects malicious IIS components (ATT&CK T1505.004) in endpoint telemetry.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class)
public final class Cli implements Callable<Integer> {
  @Spec private @Nullable CommandSpec specification;

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Cli()).execute(arguments));
  }

  /** Prints the usage; the status is that of wrong usage. */
  @Override
  public Integer call() {
    if (specification != null) {
      specification.commandLine().usage(System.err);
    }
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
