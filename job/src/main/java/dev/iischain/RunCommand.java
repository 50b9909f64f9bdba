package dev.iischain;

import dev.iischain.LocalJob.LocalPorts;
import dev.iischain.config.JobConfig;
import dev.iischain.config.KafkaConfig;
import dev.iischain.config.Purpose;
import dev.iischain.operator.Pace;
import dev.iischain.source.GroupProgress;
import dev.iischain.source.ReadRange;
import dev.iischain.source.SuppressionTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the streaming job in a local Flink, from Kafka to Kafka, until it is stopped. */
@Command(
    name = "run",
    description = "Run the streaming detection job from Kafka in a Flink inside this process.")
final class RunCommand implements Callable<Integer> {

  private static final int NOT_COMMITTED = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file; see 'config print'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The port of Flink's web UI on this machine; 0 for any free one.")
  private String webPort = "8081";

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Answer Prometheus at this port, on every address of this machine; 0, the default, does"
              + " not. docs/metrics.md lists the metrics.")
  private int metricsPort;

  @Option(
      names = "--until",
      converter = ReadUntil.Converter.class,
      paramLabel = "WHEN",
      description =
          "Read as far as this, write everything and end: now for what is there at the start, or a"
              + " time of Kafka's clock such as 2026-11-20T00:00:00Z.")
  private @Nullable ReadUntil until;

  @Option(
      names = "--savepoints",
      paramLabel = "DIR",
      description = "At Ctrl-C or a TERM signal stop with a savepoint below this folder.")
  private @Nullable Path savepoints;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "A savepoint or retained checkpoint to continue from.")
  private @Nullable Path from;

  @Option(
      names = "--allow-non-restored-state",
      description = "Leaves behind state of --from that no operator wants any more.")
  private boolean allowNonRestoredState;

  @Override
  public Integer call() throws Exception {
    if (until != null && from != null) {
      throw new UsageProblems(List.of(ReadUntil.FROM_A_SAVEPOINT));
    }
    SavedState saved = from == null ? null : SavedState.of(from, allowNonRestoredState);
    SettingsLoader loader = new SettingsLoader(config, List.of(), List.of());
    JobConfig job = loader.config(Purpose.RUN);
    DetectionSettings settings = loader.settings(job, Pace.LIVE);
    DetectionJob.requireKafka(job);
    settings = settings.knowing(SuppressionTopic.content(job, settings.ruleNames()));
    Progress progress = new Progress(spec.commandLine().getErr());
    loader.notices().forEach(progress::say);
    ReadRange range = until == null ? null : KafkaDetection.range(job, until);
    JobClient client = start(job, settings, range, saved);
    Thread hook = new Thread(() -> CleanStop.of(client, savepoints, progress), "clean-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    progress.say(
        "Running job " + client.getJobID() + " from " + job.kafka().bootstrapServersText());
    if (!webPort.equals("0")) {
      progress.say("Flink's web UI is at http://127.0.0.1:" + webPort);
    }
    client.getJobExecutionResult().get();
    // A job that was stopped has ended well too, but not where it was to end.
    boolean wholly = CleanStop.forget(hook);
    return range != null && wholly && GroupProgress.isKept(job.kafka())
        ? commit(job.kafka(), range, progress)
        : 0;
  }

  /** Lets the next run go on where this one ended, with everything written by now. */
  private static int commit(KafkaConfig kafka, ReadRange range, Progress progress)
      throws InterruptedException {
    String problem = GroupProgress.advance(kafka, range.passed());
    if (problem == null) {
      progress.say("Read to the end; the group " + kafka.groupId() + " goes on there.");
      return 0;
    }
    progress.say("Read to the end, and everything is written. " + problem);
    return NOT_COMMITTED;
  }

  private JobClient start(
      JobConfig job,
      DetectionSettings settings,
      @Nullable ReadRange range,
      @Nullable SavedState saved)
      throws Exception {
    try {
      return LocalJob.start(
          job, settings, new LocalPorts(webPort, metricsPort), new LocalJob.Extent(range, saved));
    } catch (Exception e) {
      UsageProblems refused = saved == null ? null : saved.refusal(e);
      throw refused == null ? e : refused;
    }
  }
}
