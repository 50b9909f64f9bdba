package dev.iischain.local;

import dev.iischain.metric.PrometheusReporting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Brings up those processes of the local cluster that do not run. */
final class ClusterStart {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final ClusterFolder folder;
  private final ClusterJars jars;
  private final ClusterPorts ports;
  private final Consumer<String> progress;

  ClusterStart(
      ClusterFolder folder, ClusterJars jars, ClusterPorts ports, Consumer<String> progress) {
    this.folder = folder;
    this.jars = jars;
    this.ports = ports;
    this.progress = progress;
  }

  /** Returns once two TaskManagers are registered and the topics exist. */
  void run() throws IOException {
    FlinkRest rest = new FlinkRest(ports.webUi());
    if (!isRunning(LocalCluster.BROKER)) {
      requireFree(ports.broker(), "--broker-port");
      requireFree(ports.controller(), "--broker-port");
      Files.copy(jars.jobJar(), folder.brokerJar(), StandardCopyOption.REPLACE_EXISTING);
      launch(
          LocalCluster.BROKER,
          jars.brokerClassPath(folder.brokerJar()),
          ClusterConfiguration.BROKER_FLAGS,
          List.of(
              LocalBroker.class.getName(),
              folder.broker().toString(),
              Integer.toString(ports.broker()),
              Integer.toString(ports.controller())));
    }
    if (!isRunning(LocalCluster.ZOO_KEEPER)) {
      requireFree(ports.zooKeeper(), "--rest-port");
      launch(
          LocalCluster.ZOO_KEEPER,
          jars.flinkClassPath(),
          ClusterConfiguration.ZOO_KEEPER_FLAGS,
          List.of(
              "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
              "--zkConfigFile",
              folder.zooKeeperConfiguration().toString(),
              "--peerId",
              "1"));
    }
    await(LocalCluster.ZOO_KEEPER, () -> !Ports.isFree(ports.zooKeeper()));
    if (!isRunning(LocalCluster.JOB_MANAGER)) {
      requireFree(ports.rest(), "--rest-port");
      requireFree(ports.rpc(), "--rest-port");
      launchFlink(
          LocalCluster.JOB_MANAGER,
          ClusterConfiguration.JOB_MANAGER_FLAGS,
          "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
          "--executionMode",
          "cluster");
    }
    await(LocalCluster.BROKER, this::brokerAnswers);
    BrokerTopics.create(
        ports.bootstrapServers(), LocalTopics.all(), LocalTopics.PARTITIONS, TIMEOUT);
    // A TaskManager that finds no JobManager waits ten seconds before it asks again.
    await(LocalCluster.JOB_MANAGER, rest::answers);
    for (String manager : LocalCluster.TASK_MANAGERS) {
      if (!isRunning(manager)) {
        launchFlink(
            manager,
            ClusterConfiguration.TASK_MANAGER_FLAGS,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "-D",
            "taskmanager.resource-id=" + manager);
      }
    }
    for (String manager : LocalCluster.TASK_MANAGERS) {
      await(manager, () -> isRegistered(rest, manager));
    }
  }

  // A dead TaskManager stays in the list until its heartbeat times out: its successor has spoken
  // since it was started.
  private boolean isRegistered(FlinkRest rest, String manager) {
    long started = process(manager).startedAt().toEpochMilli();
    return rest.taskManagers().stream()
        .anyMatch(found -> found.id().equals(manager) && found.lastHeartbeat() >= started);
  }

  private static void requireFree(int port, String option) {
    if (!Ports.isFree(port)) {
      throw LocalClusterException.usage(
          "Port "
              + port
              + " is in use by another program; choose another one with "
              + option
              + ", or end the cluster with: cluster down");
    }
  }

  /** A process of Flink's, with the metrics that are asked for. */
  private void launchFlink(String name, List<String> flags, String mainClass, String... own) {
    List<String> arguments = new ArrayList<>();
    arguments.add(mainClass);
    arguments.add("--configDir");
    arguments.add(folder.configuration().toString());
    Integer metrics = ports.metricsOfEach().get(name);
    if (metrics != null) {
      requireFree(metrics, "--metrics-port");
      PrometheusReporting.settings(metrics)
          .forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    }
    // The JobManager ignores settings behind its own arguments.
    arguments.addAll(List.of(own));
    launch(name, jars.flinkClassPath(), flags, arguments);
  }

  private void launch(String name, String classPath, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ClusterConfiguration.java());
    command.addAll(flags);
    command.addAll(ClusterConfiguration.commonFlags(folder, name));
    command.addAll(arguments);
    ProcessHandle handle = process(name).start(command, Map.of("CLASSPATH", classPath));
    progress.accept("started " + name + " (pid " + handle.pid() + ")");
  }

  private void await(String name, BooleanSupplier ready) {
    boolean done =
        Patience.until(
            () -> {
              if (!isRunning(name)) {
                throw LocalClusterException.failure(
                    "The process "
                        + name
                        + " ended by itself; its log is "
                        + folder.log(name)
                        + ":"
                        + process(name).lastWords());
              }
              return ready.getAsBoolean();
            },
            TIMEOUT);
    if (!done) {
      throw LocalClusterException.failure(
          "The process "
              + name
              + " is not ready after "
              + TIMEOUT.toSeconds()
              + " s; its log is "
              + folder.log(name)
              + ":"
              + process(name).lastWords());
    }
  }

  private boolean brokerAnswers() {
    if (Ports.isFree(ports.broker())) {
      return false;
    }
    try {
      BrokerTopics.awaitReady(ports.bootstrapServers(), Duration.ofSeconds(5));
      return true;
    } catch (KafkaException e) {
      return false;
    }
  }

  private boolean isRunning(String name) {
    return process(name).running().isPresent();
  }

  private ManagedProcess process(String name) {
    return new ManagedProcess(name, folder);
  }
}
