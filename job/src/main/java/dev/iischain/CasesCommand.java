package dev.iischain;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.report.OutputFolder;
import dev.iischain.report.RecordNames;
import dev.iischain.report.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the cases of an output folder. */
@Command(
    name = "cases",
    description = "Reads the cases in a folder that replay wrote.",
    mixinStandardHelpOptions = true,
    subcommands = {CasesCommand.ListCases.class, CasesCommand.ShowCase.class})
public final class CasesCommand implements Callable<Integer> {

  /** The status when no such case, or more than one, was found. */
  static final int FOUND_WRONG = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  /** Says which commands there are; the status is that of wrong usage. */
  @Override
  public Integer call() {
    throw new ParameterException(
        specification.commandLine(), "Say what to do with the cases: list or show.");
  }

  /** Lists the cases. */
  @Command(
      name = "list",
      description = "Lists the cases, one per line.",
      mixinStandardHelpOptions = true)
  static final class ListCases implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec specification;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder that replay wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--json", description = "One case per line as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      return reading(specification, this::list);
    }

    private int list() throws IOException {
      List<Case> cases = OutputFolder.open(folder).cases();
      PrintWriter out = specification.commandLine().getOut();
      TerminalText text = terminal(specification);
      cases.forEach(one -> out.println(json ? json(one) : text.caseLine(one)));
      if (cases.isEmpty() && !json) {
        specification.commandLine().getErr().println("There are no cases in " + folder + ".");
      }
      return CommandLine.ExitCode.OK;
    }
  }

  /** Shows one case. */
  @Command(
      name = "show",
      description = "Shows one case with its timeline.",
      mixinStandardHelpOptions = true)
  static final class ShowCase implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec specification;

    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "The id of the case, or the beginning of it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder that replay wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--json", description = "The case as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
      return reading(specification, this::show);
    }

    private int show() throws IOException {
      OutputFolder output = OutputFolder.open(folder);
      List<Case> found = output.casesNamed(id);
      if (found.size() != 1) {
        String shown = "'" + TerminalText.visible(id) + "'";
        specification
            .commandLine()
            .getErr()
            .println(
                found.isEmpty()
                    ? "No case has the id " + shown + ". List them: iis-chain cases list " + folder
                    : found.size() + " case ids start with " + shown + ". Give more of the id.");
        return FOUND_WRONG;
      }
      Case one = found.get(0);
      PrintWriter out = specification.commandLine().getOut();
      if (json) {
        out.println(json(one));
      } else {
        show(out, output, one);
      }
      return CommandLine.ExitCode.OK;
    }

    private void show(PrintWriter out, OutputFolder output, Case one) throws IOException {
      TerminalText text = terminal(specification);
      out.print(text.caseBlock(one));
      Set<String> attached = Set.copyOf(one.alertIds());
      for (Alert alert : output.alerts()) {
        if (attached.contains(alert.alertId())) {
          out.println("  " + text.alertLine(alert));
        }
      }
      if (RecordNames.isCaseId(one.caseId()) && Files.exists(output.page(one))) {
        out.println("  Page     " + output.page(one));
      }
    }
  }

  /** A command that reads files and returns its status. */
  private interface Reading {
    int run() throws IOException;
  }

  private static int reading(CommandSpec specification, Reading command) {
    try {
      return command.run();
    } catch (IOException e) {
      specification.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } finally {
      specification.commandLine().getOut().flush();
      specification.commandLine().getErr().flush();
    }
  }

  private static TerminalText terminal(CommandSpec specification) {
    return new TerminalText(specification.commandLine().getColorScheme().ansi().enabled());
  }

  private static String json(Case one) {
    return new String(RecordJson.write(one), StandardCharsets.UTF_8);
  }
}
