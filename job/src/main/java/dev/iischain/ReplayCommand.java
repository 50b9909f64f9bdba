package dev.iischain;

import dev.iischain.event.RecordJson;
import dev.iischain.event.RuleReading;
import dev.iischain.event.Summary;
import dev.iischain.operator.Pace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code replay}: the job graph over files. */
@Command(
    name = "replay",
    description = {
      "Run the detection job over telemetry files and write alerts, cases and a report.",
      "Files and folders of .jsonl, .ndjson, .json, .log and .xml, each also .gz; - is standard"
          + " input. The format is detected for each record."
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; created when missing.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path out;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "batch",
      description =
          "batch (default): each host in event-time order, the same bytes for the same input;"
              + " stream: in order of arrival, as a live topic would deliver it.")
  private Mode mode = Mode.batch;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file; see 'config print'.")
  private @Nullable Path config;

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

  @Option(
      names = "--chains",
      paramLabel = "PATH",
      description = "Chain files or folders to add to the built-in ones.")
  private List<Path> chains = new ArrayList<>();

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "Files of suppressions, YAML or JSON lines; see docs/tuning.md.")
  private List<Path> suppressions = new ArrayList<>();

  @Option(
      names = "--since",
      converter = Time.class,
      paramLabel = "TIME",
      description = "Leave out events before this time, such as 2026-11-20T00:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      converter = Time.class,
      paramLabel = "TIME",
      description = "Leave out events at or after this time.")
  private @Nullable Instant until;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Telemetry: files, folders, or - for standard input.")
  private List<String> files = new ArrayList<>();

  /** In which order events are seen. */
  enum Mode {
    batch,
    stream
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = new Progress(spec.commandLine().getErr());
    boolean batch = mode == Mode.batch;
    SettingsLoader loader =
        new SettingsLoader(config, rules, chains, suppressions).reading(reading);
    DetectionSettings settings =
        loader.load(batch ? Pace.EVENT_TIME : Pace.LIVE).within(since, until);
    loader.notices().forEach(progress::say);
    InputFiles.check(files); // before anything is written
    try (ReplayOutput output = ReplayOutput.open(out)) {
      List<Path> input = InputFiles.find(files, output.scratch(), System.in);
      progress.say("Reading " + input.size() + (input.size() == 1 ? " file" : " files"));
      print(new Replay(settings, batch).run(input, output, progress::records));
    }
    return 0;
  }

  private void print(Summary summary) {
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      writer.println(new String(RecordJson.write(summary), StandardCharsets.UTF_8));
    } else {
      writer.printf(
          "%,d records read, %,d dead letters%n", summary.read(), summary.deadLetters().total());
      writer.println(counted(summary.alerts().total(), "alert", summary.alerts().byLevel()));
      writer.println(counted(summary.cases().total(), "case", summary.cases().byStatus()));
      if (summary.suppressed().total() > 0) {
        writer.println(
            counted(
                summary.suppressed().total(),
                "suppressed record",
                summary.suppressed().bySuppression()));
      }
      writer.printf("Report: %s%n", out.resolve("index.html"));
    }
    writer.flush();
  }

  /** Such as {@code 3 alerts (2 high, 1 medium)}. */
  private static String counted(long total, String noun, Map<String, Long> parts) {
    StringJoiner each = new StringJoiner(", ", " (", ")").setEmptyValue("");
    parts.forEach((name, count) -> each.add(String.format("%,d %s", count, name)));
    return String.format("%,d %s%s%s", total, noun, total == 1 ? "" : "s", each);
  }

  /** A time as RFC 3339 writes it. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time in UTC; write it like 2026-11-20T00:00:00Z.");
      }
    }
  }
}
