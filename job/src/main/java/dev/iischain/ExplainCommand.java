package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RuleReading;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.operator.Pace;
import dev.iischain.report.TerminalText;
import dev.iischain.rule.ExplanationText;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.source.TelemetryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: what the job sees in records, and why rules match or do not. */
@Command(
    name = "explain",
    description =
        "Show for each record its format, the normalised event, the rules that match, and for each"
            + " rule asked about, clause by clause, what held.")
final class ExplainCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(names = "--rule", paramLabel = "NAME", description = "A rule to explain; repeatable.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "Rule files or folders to add to the built-in ones.")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = "--reading",
      paramLabel = "READING",
      converter = ReadingConverter.class,
      description = "How published rules are read: intended or as-published.")
  private @Nullable RuleReading reading;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file.")
  private @Nullable Path config;

  @Option(
      names = "--json",
      description = "Print one JSON object for each event, also for those that no rule can name.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "Telemetry: a file, or - for standard input.")
  private String file = "-";

  @Override
  public Integer call() throws IOException {
    SettingsLoader loader = new SettingsLoader(config, rules, List.of()).reading(reading);
    DetectionSettings settings = loader.load(Pace.EVENT_TIME);
    loader.notices().forEach(spec.commandLine().getErr()::println);
    List<Rule> asked = asked(settings);
    PrintWriter out = spec.commandLine().getOut();
    Path scratch = Files.createTempDirectory("iis-chain-explain");
    try {
      for (Path input : InputFiles.find(List.of(file), scratch, System.in)) {
        Explainer explainer = new Explainer(settings, asked, out, json);
        TelemetryFiles.forEach(input, settings.normalise().maxRecordBytes(), explainer::explain);
      }
    } finally {
      Files.deleteIfExists(scratch.resolve("stdin"));
      Files.delete(scratch);
    }
    out.flush();
    return 0;
  }

  private List<Rule> asked(DetectionSettings settings) {
    List<Rule> asked = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      Rule rule = settings.rules().named(name);
      if (rule == null) {
        problems.add("--rule " + name + ": there is no such rule; 'rules list' shows them all.");
      } else {
        asked.add(rule);
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    return asked;
  }

  /** Prints what comes of each record. */
  private static final class Explainer implements TelemetryDecoder.Output {

    private final TelemetryDecoder decoder;
    private final RuleEvaluator evaluator;
    private final List<Rule> asked;
    private final PrintWriter out;
    private final boolean json;
    private long record;

    Explainer(DetectionSettings settings, List<Rule> asked, PrintWriter out, boolean json) {
      decoder = new TelemetryDecoder(settings.normalise());
      evaluator = new RuleEvaluator(settings.rules());
      this.asked = asked;
      this.out = out;
      this.json = json;
    }

    void explain(RawRecord raw) {
      record = raw.position();
      decoder.decode(raw, this);
    }

    @Override
    public void event(EndpointEvent event) {
      List<String> matched =
          evaluator.matches(event).stream().map(rule -> rule.reference().name()).toList();
      if (json) {
        printJson(event, matched);
        return;
      }
      line(
          "record "
              + record
              + ": "
              + event.source().format().label()
              + ", "
              + event.source().vendor().label()
              + ", "
              + event.kind().category());
      line("  event    " + event.eventId());
      line("  time     " + Instant.ofEpochMilli(event.eventTimeMillis()));
      line("  host     " + event.host().key());
      for (Field field : Field.values()) {
        String value = event.get(field);
        if (value != null) {
          line("  field    " + field.label() + " = " + value);
        }
      }
      for (DllReference dll : event.dlls()) {
        line("  dll      " + dll.path() + " (" + dll.raw() + ")");
      }
      if (!event.flags().isEmpty()) {
        line("  noticed  " + String.join(", ", event.flags()));
      }
      line("  matches  " + (matched.isEmpty() ? "no rule" : String.join(", ", matched)));
      for (Rule rule : asked) {
        ExplanationText.lines(rule, event).forEach(text -> line("  " + text));
      }
    }

    private void printJson(EndpointEvent event, List<String> matched) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("record", record);
      view.put("format", event.source().format().label());
      view.put("vendor", event.source().vendor().label());
      view.put("kind", event.kind().category());
      view.put("eventId", event.eventId());
      view.put("eventTime", Instant.ofEpochMilli(event.eventTimeMillis()).toString());
      view.put("host", event.host().key());
      Map<String, String> fields = new LinkedHashMap<>();
      for (Field field : Field.values()) {
        String value = event.get(field);
        if (value != null) {
          fields.put(field.label(), value);
        }
      }
      view.put("fields", fields);
      view.put("dlls", event.dlls().stream().map(DllReference::path).toList());
      view.put("flags", event.flags());
      view.put("rules", matched);
      Map<String, List<String>> explained = new LinkedHashMap<>();
      for (Rule rule : asked) {
        explained.put(rule.reference().name(), ExplanationText.lines(rule, event));
      }
      if (!explained.isEmpty()) {
        view.put("explained", explained);
      }
      object(view);
    }

    private void object(Map<String, Object> view) {
      try {
        out.println(JSON.writeValueAsString(view));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("text cannot be written as JSON", e);
      }
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      if (json) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("record", record);
        view.put("format", format.label());
        view.put("vendor", vendor.label());
        view.put("irrelevant", true);
        object(view);
        return;
      }
      line(
          "record "
              + record
              + ": "
              + format.label()
              + ", "
              + vendor.label()
              + ", of no kind that a rule can name");
    }

    @Override
    public void deadLetter(DeadLetter dead) {
      if (json) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("record", record);
        view.put("deadLetter", dead.reason().code());
        view.put("detail", dead.detail());
        object(view);
        return;
      }
      line(
          "record " + record + ": cannot be read (" + dead.reason().code() + "): " + dead.detail());
    }

    private void line(String text) {
      out.println(TerminalText.visible(text));
    }
  }
}
