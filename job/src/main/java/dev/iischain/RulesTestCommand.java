package dev.iischain;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RuleReading;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.report.TerminalText;
import dev.iischain.rule.LoadMode;
import dev.iischain.rule.LoadedRules;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleExamples;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleLoadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules test}: the examples in rule files, from the raw record on. */
@Command(
    name = "test",
    description =
        "Run the examples in rule files: the built-in ones, or those in PATH, which have to be"
            + " complete as ours are unless --lenient is given. The exit status is 1 when an"
            + " example does not behave, or when there is none.")
final class RulesTestCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = "A rule file or folder.")
  private @Nullable Path path;

  @Option(
      names = "--lenient",
      description =
          "Read PATH as --rules does elsewhere: rules need no name, pack or examples of their own.")
  private boolean lenient;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  private @Nullable Path junit;

  @Override
  public Integer call() throws IOException {
    List<Rule> rules = rules();
    List<RuleExamples.Result> results = RuleExamples.run(rules, RulesTestCommand::decode);
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (RuleExamples.Result result : results) {
      if (!result.passed()) {
        failed++;
        report(result, out);
      }
    }
    out.println(
        RuleNotices.counted(results.size(), "example")
            + " of "
            + RuleNotices.counted(rules.size(), "rule")
            + ": "
            + (results.size() - failed)
            + " passed, "
            + failed
            + " failed");
    out.flush();
    if (junit != null) {
      write(junit, JUnitXml.of(results));
    }
    warn(rules, results.isEmpty());
    return failed > 0 || results.isEmpty() ? RulesCommand.FOUND_WRONG : 0;
  }

  private static void report(RuleExamples.Result result, PrintWriter out) {
    out.println(
        TerminalText.visible(
            "FAILED "
                + result.file()
                + ":"
                + result.example().line()
                + ": "
                + result.rule()
                + ", example '"
                + result.example().name()
                + "' ("
                + result.example().vendor().label()
                + ")"));
    out.println(TerminalText.visible("       " + result.failure()));
    for (String line : result.explanation()) {
      out.println(TerminalText.visible("       " + line));
    }
  }

  private void warn(List<Rule> rules, boolean none) {
    PrintWriter err = spec.commandLine().getErr();
    List<String> silent =
        rules.stream().filter(rule -> rule.examples().isEmpty()).map(Rule::name).toList();
    if (none) {
      err.println("No example was found, so nothing was tested.");
    } else if (!silent.isEmpty()) {
      err.println(
          RuleNotices.counted(silent.size(), "rule")
              + " without an example: "
              + TerminalText.visible(String.join(", ", silent)));
    }
    err.flush();
  }

  private static void write(Path file, String xml) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, xml);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be written.", e);
    }
  }

  private List<Rule> rules() {
    try {
      List<Rule> rules = new ArrayList<>(rules(RuleReading.INTENDED));
      for (Rule rule : rules(RuleReading.AS_PUBLISHED)) {
        if (rules.stream().noneMatch(other -> other.file().equals(rule.file()))) {
          rules.add(rule);
        }
      }
      return rules;
    } catch (RuleLoadException | UncheckedIOException e) {
      throw new UsageProblems(List.of(String.valueOf(e.getMessage())));
    }
  }

  private List<Rule> rules(RuleReading reading) {
    if (path == null) {
      return RuleLibrary.builtIn(reading).orThrow();
    }
    LoadedRules loaded =
        RuleLibrary.folder(path, lenient ? LoadMode.LENIENT : LoadMode.STRICT, reading);
    if (reading == RuleReading.INTENDED) {
      RuleNotices.of(loaded).forEach(spec.commandLine().getErr()::println);
    }
    return loaded.orThrow();
  }

  private static List<EndpointEvent> decode(byte[] record) {
    List<EndpointEvent> events = new ArrayList<>();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(record, "example", 0, 1, RawRecord.NO_TIME),
            new TelemetryDecoder.Output() {
              @Override
              public void event(EndpointEvent event) {
                events.add(event);
              }

              @Override
              public void irrelevant(TelemetryFormat format, Vendor vendor) {}

              @Override
              public void deadLetter(DeadLetter dead) {
                throw new IllegalArgumentException(dead.detail());
              }
            });
    return events;
  }
}
