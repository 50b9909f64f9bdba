package dev.iischain;

import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.delivery.DeliveryException;
import dev.iischain.delivery.Preflight;
import dev.iischain.delivery.SystemTarget;
import dev.iischain.delivery.TargetSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deliver}: the delivery job in a local Flink, and what is asked before it starts. */
@Command(
    name = "deliver",
    description =
        "Run the delivery job, from the topic of cases into case systems, in a Flink inside this"
            + " process; or look whether and what it would deliver.",
    subcommands = ReplayDeadLettersCommand.class)
final class DeliverCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file; see 'config print'. Required.")
  private @Nullable Path config;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "The port of Flink's web UI on this machine; 0 for any free one.")
  private String webPort = "8082";

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Answer Prometheus at this port, on every address of this machine; 0, the default, does"
              + " not. docs/metrics.md lists the metrics.")
  private int metricsPort;

  @ArgGroup private @Nullable Instead instead;

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      description = "With --dry-run: the cases.ndjson of a replay, instead of the topic of cases.")
  private @Nullable Path cases;

  /** What to do instead of delivering. */
  private static final class Instead {
    @Option(
        names = "--preflight",
        description =
            "Only look whether topics, systems and credentials are as they must be, and list every"
                + " problem. Exit status 1 when there is one.")
    private boolean preflight;

    @Option(
        names = "--dry-run",
        description = "Only print what would be sent for the cases there are.")
    private boolean dryRun;

    @Option(names = "--create", description = "Only create the table of postgresql.")
    private boolean create;
  }

  @Override
  public Integer call() throws Exception {
    Path file = config;
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
    }
    boolean dryRun = instead != null && instead.dryRun;
    if (cases != null && !dryRun) {
      throw new ParameterException(spec.commandLine(), "--cases goes with --dry-run only.");
    }
    Purpose purpose = cases == null ? Purpose.DELIVER : Purpose.PREVIEW;
    JobConfig job = new SettingsLoader(file, List.of(), List.of()).config(purpose);
    if (instead != null && instead.preflight) {
      return preflight(new KafkaDelivery(job));
    }
    if (instead != null && instead.create) {
      return create(new KafkaDelivery(job).targets());
    }
    if (dryRun) {
      PrintWriter out = spec.commandLine().getOut();
      return new DeliveryPreview(job, new KafkaDelivery(job).targets()).print(cases, out);
    }
    return run(job);
  }

  private int run(JobConfig job) throws Exception {
    KafkaDelivery delivery = DeliveryJob.requireTopics(job);
    JobClient client = LocalJob.start(delivery, new LocalJob.LocalPorts(webPort, metricsPort));
    Progress progress = new Progress(spec.commandLine().getErr());
    progress.say(
        "Running job " + client.getJobID() + " from " + job.kafka().bootstrapServersText());
    for (TargetSettings target : delivery.targets()) {
      progress.say("Delivering to " + target.name());
    }
    if (!webPort.equals("0")) {
      progress.say("Flink's web UI is at http://127.0.0.1:" + webPort);
    }
    client.getJobExecutionResult().get();
    return CommandLine.ExitCode.OK;
  }

  private int preflight(KafkaDelivery delivery) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> problems = new ArrayList<>(delivery.problems());
    if (problems.isEmpty()) {
      out.println("kafka: ready");
    }
    problems.addAll(
        new Preflight(delivery.targets()).problems(target -> out.println(target + ": ready")));
    problems.forEach(out::println);
    out.flush();
    return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private int create(List<TargetSettings> targets) {
    PrintWriter out = spec.commandLine().getOut();
    for (TargetSettings target : targets) {
      if (target instanceof SystemTarget system
          && system.system().system() == TargetSystem.POSTGRESQL) {
        try {
          system.postgresql().createTable();
          out.println("The table " + system.system().own("table") + " is there.");
          return CommandLine.ExitCode.OK;
        } catch (DeliveryException e) {
          out.println(target.name() + ": " + e.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        } finally {
          out.flush();
        }
      }
    }
    throw new UsageProblems(
        List.of("--create makes the table of postgresql, and delivery.targets does not name it."));
  }
}
