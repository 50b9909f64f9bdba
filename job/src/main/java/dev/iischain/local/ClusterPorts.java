package dev.iischain.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The ports of the local cluster, all on loopback.
 *
 * @param rest Flink's web UI and REST interface
 * @param rpc the JobManager
 * @param broker Kafka clients
 * @param controller the broker's controller
 * @param zooKeeper where the JobManager and the TaskManagers find each other
 * @param metrics where Prometheus may ask the JobManager, and from the next port on the
 *     TaskManagers; or {@link #NONE}
 */
record ClusterPorts(int rest, int rpc, int broker, int controller, int zooKeeper, int metrics) {
  /** Not wanted, or nothing in particular. */
  static final int NONE = 0;

  private static final int REST = 8081;
  private static final int RPC = 6123;
  private static final int BROKER = 9092;
  private static final int CONTROLLER = 9093;
  private static final int ZOO_KEEPER = 2181;

  /** The customary ports where they are free, any free ones elsewhere. */
  static ClusterPorts choose(WantedPorts wanted) {
    return new ClusterPorts(REST, RPC, BROKER, CONTROLLER, ZOO_KEEPER, NONE).renew(wanted);
  }

  /** The same ports where they are free and nothing else is asked for. */
  ClusterPorts renew(WantedPorts wanted) {
    return new ClusterPorts(
        wanted.rest() == NONE ? Ports.freeNear(rest) : wanted.rest(),
        Ports.freeNear(rpc),
        wanted.broker() == NONE ? Ports.freeNear(broker) : wanted.broker(),
        Ports.freeNear(controller),
        Ports.freeNear(zooKeeper),
        wanted.metrics());
  }

  /** Whether these are the ports that are asked for. */
  boolean meet(WantedPorts wanted) {
    return isMet(wanted.rest(), rest)
        && isMet(wanted.broker(), broker)
        && isMet(wanted.metrics(), metrics);
  }

  private static boolean isMet(int wanted, int port) {
    return wanted == NONE || wanted == port;
  }

  /** Where each of Flink's processes answers Prometheus; empty where none does. */
  Map<String, Integer> metricsOfEach() {
    Map<String, Integer> each = new LinkedHashMap<>();
    if (metrics != NONE) {
      each.put(LocalCluster.JOB_MANAGER, metrics);
      for (String manager : LocalCluster.TASK_MANAGERS) {
        each.put(manager, metrics + each.size());
      }
    }
    return each;
  }

  /** What the web UI answers to. */
  String webUi() {
    return "http://localhost:" + rest;
  }

  /** What Flink's processes ask for each other. */
  String quorum() {
    return "localhost:" + zooKeeper;
  }

  /** What Kafka clients connect to. */
  String bootstrapServers() {
    return BrokerSettings.HOST + ":" + broker;
  }

  /** The ports of a cluster that was set up before; the file must exist. */
  static ClusterPorts read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return new ClusterPorts(
          port(properties, "rest"),
          port(properties, "rpc"),
          port(properties, "broker"),
          port(properties, "controller"),
          Integer.parseInt(properties.getProperty("zookeeper", "" + ZOO_KEEPER)),
          Integer.parseInt(properties.getProperty("metrics", "" + NONE)));
    } catch (IOException | NumberFormatException e) {
      throw LocalClusterException.failure(
          "Cannot read the cluster's ports from " + file + "; delete the file to choose new ones.",
          e);
    }
  }

  private static int port(Properties properties, String name) {
    return Integer.parseInt(properties.getProperty(name, ""));
  }

  /** Writes the file that {@link #read} reads. */
  void write(Path file) {
    // Plain lines, so that a shell script can read them too.
    List<String> lines =
        List.of(
            "rest=" + rest,
            "rpc=" + rpc,
            "broker=" + broker,
            "controller=" + controller,
            "zookeeper=" + zooKeeper,
            "metrics=" + metrics,
            "web-ui=" + webUi(),
            "bootstrap-servers=" + bootstrapServers());
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot write " + file + ".", e);
    }
  }
}
