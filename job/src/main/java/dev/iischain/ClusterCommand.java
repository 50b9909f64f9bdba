package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.iischain.local.ClusterStatus;
import dev.iischain.local.JobSubmission;
import dev.iischain.local.LocalCluster;
import dev.iischain.local.LocalClusterException;
import dev.iischain.local.WantedPorts;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** A real cluster of processes on this machine, for trying what a laptop's one process hides. */
@Command(
    name = "cluster",
    description = {
      "Runs a Flink standalone cluster (one JobManager, two TaskManagers) and a Kafka broker on"
          + " this machine, each in a process of its own.",
      "A TaskManager that was killed comes back with another \"cluster up\"; until then the job"
          + " recovers on the other one, which has slots enough for all of it.",
      "So does a JobManager: ZooKeeper, the fifth process, remembers its jobs for the next one,"
          + " which goes on from their last checkpoints. Only \"down\" ends jobs."
    },
    mixinStandardHelpOptions = true)
public final class ClusterCommand implements Runnable {
  private static final int FOUND_WRONG = 1;
  private static final int FAILED = 3;

  @Spec private @Nullable CommandSpec specification;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:IIS_CHAIN_CLUSTER_DIR}",
      description =
          "Where the cluster keeps everything; by default $IIS_CHAIN_CLUSTER_DIR, or"
              + " job/target/cluster.")
  private @Nullable Path folder;

  /** A subcommand is required. */
  @Override
  public void run() {
    throw new ParameterException(
        commandLine(), "Missing subcommand: one of up, submit, status, stop, down.");
  }

  @Command(
      name = "up",
      description = "Starts what is missing, creates the topics and prints where they are.",
      mixinStandardHelpOptions = true)
  int up(
      @Option(
              names = "--rest-port",
              paramLabel = "PORT",
              defaultValue = "0",
              description = "The web UI's port; by default 8081, or any free one.")
          int restPort,
      @Option(
              names = "--broker-port",
              paramLabel = "PORT",
              defaultValue = "0",
              description = "The broker's port; by default 9092, or any free one.")
          int brokerPort,
      @Option(
              names = "--metrics-port",
              paramLabel = "PORT",
              defaultValue = "0",
              description =
                  "Answer Prometheus: the JobManager at this port, the TaskManagers at the two"
                      + " after it, on every address of this machine; 0, the default, does not.")
          int metricsPort) {
    return with(
        cluster -> {
          LocalCluster.Address address =
              cluster.up(ownCode(), new WantedPorts(restPort, brokerPort, metricsPort));
          print("Flink web UI:       " + address.webUi());
          print("Kafka bootstrap:    " + address.bootstrapServers());
          if (!address.metrics().isEmpty()) {
            print("Prometheus targets: " + String.join(" ", targets(address)));
          }
          print("Logs and state:     " + address.folder());
          return CommandLine.ExitCode.OK;
        });
  }

  private static List<String> targets(LocalCluster.Address address) {
    return address.metrics().values().stream().map(port -> "localhost:" + port).toList();
  }

  @Command(
      name = "submit",
      description = "Submits the job, waits until it runs and prints its id.",
      mixinStandardHelpOptions = true)
  int submit(
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "The job's configuration; by default one for the local broker.")
          @Nullable Path configuration,
      @Option(
              names = "--jar",
              paramLabel = "FILE",
              description = "Another jar than the one that was built.")
          @Nullable Path jar,
      @Option(
              names = "--main-class",
              paramLabel = "CLASS",
              description = "Another job of the jar, such as dev.iischain.DeliveryJob.")
          @Nullable String mainClass,
      @Option(
              names = "--from",
              paramLabel = "PATH",
              description = "A savepoint or retained checkpoint to continue from.")
          @Nullable String from,
      @Option(
              names = "--allow-non-restored-state",
              description = "Leaves behind state of --from that no operator wants any more.")
          boolean allowNonRestoredState,
      @Option(
              names = "-D",
              paramLabel = "KEY=VALUE",
              description =
                  "A setting of Flink's for this job, such as -D state.backend.type=rocksdb.")
          @Nullable List<String> settings) {
    return with(
        cluster -> {
          print(
              cluster.submit(
                  ownCode(),
                  new JobSubmission.Request(
                      configuration,
                      jar,
                      mainClass,
                      from,
                      allowNonRestoredState,
                      settings == null ? List.of() : settings)));
          return CommandLine.ExitCode.OK;
        });
  }

  @Command(
      name = "stop",
      description = {
        "Ends a job with a savepoint and prints where that is: what \"submit --from\" wants."
      },
      mixinStandardHelpOptions = true)
  int stop(
      @Parameters(
              paramLabel = "JOB",
              arity = "0..1",
              description = "The job's id; by default the one job that runs.")
          @Nullable String job,
      @Option(
              names = "--into",
              paramLabel = "DIR",
              description = "The folder for the savepoint; by default the cluster's.")
          @Nullable Path into,
      @Option(
              names = "--drain",
              description =
                  "Also ends all waiting, so that everything goes out; the savepoint is not to be"
                      + " continued from.")
          boolean drain) {
    return with(
        cluster -> {
          print(cluster.stop(job == null ? onlyJob(cluster) : job, drain, into));
          return CommandLine.ExitCode.OK;
        });
  }

  private String onlyJob(LocalCluster cluster) {
    List<String> running =
        cluster.status().jobs().stream()
            .filter(each -> each.state().equals("RUNNING"))
            .map(ClusterStatus.Job::id)
            .toList();
    if (running.size() != 1) {
      throw new ParameterException(
          commandLine(),
          running.isEmpty()
              ? "No job runs; look at: cluster status"
              : "Several jobs run, so name one of them: " + String.join(", ", running) + ".");
    }
    return running.get(0);
  }

  @Command(
      name = "status",
      description = "Shows processes, jobs and checkpoints; exit status 1 if anything is down.",
      mixinStandardHelpOptions = true)
  int status(@Option(names = "--json", description = "As JSON.") boolean json) {
    return with(
        cluster -> {
          ClusterStatus status = cluster.status();
          if (json) {
            printJson(status);
          } else {
            printTable(status);
          }
          return status.isComplete() ? CommandLine.ExitCode.OK : FOUND_WRONG;
        });
  }

  @Command(
      name = "down",
      description = "Ends all processes; what they stored stays for the next \"cluster up\".",
      mixinStandardHelpOptions = true)
  int down(
      @Option(names = "--delete", description = "Also deletes what they stored.") boolean delete) {
    return with(
        cluster -> {
          cluster.down(delete);
          return CommandLine.ExitCode.OK;
        });
  }

  private int with(ToIntFunction<LocalCluster> action) {
    Path place = folder == null ? ownCode().resolveSibling("cluster") : folder;
    PrintWriter progress = commandLine().getErr();
    LocalCluster cluster =
        new LocalCluster(
            place,
            line -> {
              progress.println(line);
              progress.flush();
            });
    try {
      return action.applyAsInt(cluster);
    } catch (LocalClusterException e) {
      progress.println(e.getMessage());
      if (e.getCause() != null) {
        progress.println("  cause: " + e.getCause());
      }
      progress.flush();
      return e.isUsage() ? CommandLine.ExitCode.USAGE : FAILED;
    }
  }

  private void printTable(ClusterStatus status) {
    for (ClusterStatus.Member process : status.processes()) {
      print(
          String.format(
              "%-15s %s",
              process.name(), process.pid() == null ? "down" : "up, pid " + process.pid()));
    }
    print(String.format("%-15s %d registered", "task managers", status.taskManagers()));
    if (status.webUi() != null) {
      print(String.format("%-15s %s", "web UI", status.webUi()));
      print(String.format("%-15s %s", "bootstrap", status.bootstrapServers()));
    }
    for (ClusterStatus.Job job : status.jobs()) {
      print(
          String.format(
              "job %s %s \"%s\": %d checkpoints, %d failed, restored %d times",
              job.id(), job.state(), job.name(), job.completed(), job.failed(), job.restored()));
    }
    if (status.jobs().isEmpty()) {
      print("no jobs");
    }
  }

  private void printJson(ClusterStatus status) {
    try {
      print(new JsonMapper().writeValueAsString(status));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A status holds only texts and numbers.", e);
    }
  }

  private void print(String line) {
    commandLine().getOut().println(line);
    commandLine().getOut().flush();
  }

  private CommandLine commandLine() {
    if (specification == null) {
      throw new IllegalStateException("The command was not created by picocli.");
    }
    return specification.commandLine();
  }

  private static Path ownCode() {
    try {
      return Path.of(
          ClusterCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of the running code is no path.", e);
    }
  }
}
