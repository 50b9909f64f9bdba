package dev.iischain;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Level;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RuleReading;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.report.TerminalText;
import dev.iischain.rule.LoadMode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules}: what is loaded, what a rule says, and whether its examples hold. */
@Command(
    name = "rules",
    description = "Show the loaded rules, or run the examples in rule files.",
    subcommands = {
      RulesCommand.ListRules.class,
      RulesCommand.ShowRule.class,
      RulesCommand.TestRules.class
    })
final class RulesCommand implements Callable<Integer> {

  private static final int FOUND_WRONG = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the rules: list, show or test.");
  }

  private static List<Rule> load(List<Path> paths, RuleReading reading) {
    List<String> problems = new ArrayList<>();
    List<Rule> rules = SettingsLoader.rules(paths, reading, problems);
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    return rules;
  }

  /** Lists the rules. */
  @Command(name = "list", description = "List the loaded rules.")
  static final class ListRules implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rules", paramLabel = "PATH", description = "Rules to add.")
    private List<Path> paths = new ArrayList<>();

    @Option(
        names = "--reading",
        paramLabel = "READING",
        defaultValue = "intended",
        converter = ReadingConverter.class,
        description = "How published rules are read: intended (default) or as-published.")
    private RuleReading reading = RuleReading.INTENDED;

    @Option(names = "--json", description = "Print one JSON object for each rule.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      List<Rule> rules = load(paths, reading);
      ObjectMapper mapper = new ObjectMapper();
      int width = rules.stream().mapToInt(rule -> rule.name().length()).max().orElse(0);
      for (Rule rule : rules) {
        if (json) {
          out.println(mapper.writeValueAsString(view(rule)));
        } else {
          String row = "%-" + width + "s  %-13s  %-17s  %-12s  %s";
          out.println(
              TerminalText.visible(
                  String.format(
                      row,
                      rule.name(),
                      rule.reference().level().label(),
                      rule.reference().pack(),
                      rule.stage() == null ? "" : rule.stage().label(),
                      rule.title())));
        }
      }
      out.flush();
      return 0;
    }

    private static Map<String, Object> view(Rule rule) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("name", rule.name());
      view.put("id", rule.reference().id());
      view.put("title", rule.title());
      view.put("pack", rule.reference().pack());
      view.put("level", rule.reference().level().label());
      Level severity = rule.reference().vendorSeverity();
      view.put("vendorSeverity", severity == null ? null : severity.label());
      view.put("stage", rule.stage() == null ? null : rule.stage().label());
      view.put("attack", rule.techniques());
      view.put("evidenceOnly", rule.evidenceOnly());
      view.put("examples", rule.examples().size());
      return view;
    }
  }

  /** Shows one rule. */
  @Command(name = "show", description = "Show one rule.")
  static final class ShowRule implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rules", paramLabel = "PATH", description = "Rules to add.")
    private List<Path> paths = new ArrayList<>();

    @Option(
        names = "--reading",
        paramLabel = "READING",
        defaultValue = "intended",
        converter = ReadingConverter.class,
        description = "How published rules are read: intended (default) or as-published.")
    private RuleReading reading = RuleReading.INTENDED;

    @Parameters(paramLabel = "NAME", description = "The rule's name.")
    private String name = "";

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (Rule rule : load(paths, reading)) {
        if (rule.name().equals(name)) {
          show(rule, out);
          out.flush();
          return 0;
        }
      }
      spec.commandLine()
          .getErr()
          .println("There is no rule " + TerminalText.visible(name) + "; 'rules list' shows them.");
      return FOUND_WRONG;
    }

    private static void show(Rule rule, PrintWriter out) {
      line(out, "name", rule.name());
      line(out, "title", rule.title());
      line(out, "id", rule.reference().id());
      line(out, "pack", rule.reference().pack());
      line(out, "level", rule.reference().level().label());
      Level severity = rule.reference().vendorSeverity();
      if (severity != null) {
        line(out, "vendor says", severity.label());
      }
      line(out, "stage", rule.stage() == null ? "none" : rule.stage().label());
      line(out, "attack", String.join(", ", rule.techniques()));
      line(out, "finds", rule.description());
      line(out, "when", rule.conditionText());
      for (Rule.SelectionText selection : rule.selections()) {
        line(out, selection.name(), String.join("\n              ", selection.lines()));
      }
      line(out, "false alarms", String.join("; ", rule.falsePositives()));
      line(out, "known gaps", String.join("; ", rule.knownGaps()));
      line(out, "examples", rule.examples().size() + " in " + rule.file());
    }

    private static void line(PrintWriter out, String label, String text) {
      for (String part : String.format("%-13s %s", label, text).split("\n", -1)) {
        out.println(TerminalText.visible(part));
      }
    }
  }

  /** Runs examples. */
  @Command(
      name = "test",
      description = "Run the examples in rule files: the built-in ones, or those in PATH.")
  static final class TestRules implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "A rule file or folder.")
    private @Nullable Path path;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws IOException {
      List<Rule> rules;
      try {
        rules = new ArrayList<>(rules(RuleReading.INTENDED));
        for (Rule rule : rules(RuleReading.AS_PUBLISHED)) {
          if (rules.stream().noneMatch(other -> other.file().equals(rule.file()))) {
            rules.add(rule);
          }
        }
      } catch (RuleLoadException | UncheckedIOException e) {
        throw new UsageProblems(List.of(String.valueOf(e.getMessage())));
      }
      List<RuleExamples.Result> results = RuleExamples.run(rules, TestRules::decode);
      PrintWriter out = spec.commandLine().getOut();
      long failed = 0;
      for (RuleExamples.Result result : results) {
        if (!result.passed()) {
          failed++;
          out.println(
              TerminalText.visible(
                  result.file() + ": " + result.example().name() + ": " + result.failure()));
        }
      }
      out.println((results.size() - failed) + " passed, " + failed + " failed");
      out.flush();
      if (junit != null) {
        Files.writeString(junit, JUnitXml.of(results));
      }
      if (results.isEmpty()) {
        spec.commandLine().getErr().println("No example was found, so nothing was tested.");
      }
      return failed > 0 || results.isEmpty() ? FOUND_WRONG : 0;
    }

    private List<Rule> rules(RuleReading reading) {
      return (path == null
              ? RuleLibrary.builtIn(reading)
              : RuleLibrary.folder(path, LoadMode.STRICT, reading))
          .orThrow();
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
}
