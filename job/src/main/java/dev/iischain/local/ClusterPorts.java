package dev.iischain.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The ports of the local cluster, all on loopback.
 *
 * @param rest Flink's web UI and REST interface
 * @param rpc the JobManager
 * @param broker Kafka clients
 * @param controller the broker's controller
 * @param zooKeeper where the JobManager and the TaskManagers find each other
 */
record ClusterPorts(int rest, int rpc, int broker, int controller, int zooKeeper) {
  private static final int REST = 8081;
  private static final int RPC = 6123;
  private static final int BROKER = 9092;
  private static final int CONTROLLER = 9093;
  private static final int ZOO_KEEPER = 2181;

  /** The customary ports where they are free, any free ones elsewhere; 0 is not chosen yet. */
  static ClusterPorts choose(int rest, int broker) {
    return new ClusterPorts(REST, RPC, BROKER, CONTROLLER, ZOO_KEEPER).renew(rest, broker);
  }

  /** The same ports where they are free and nothing else is asked for. */
  ClusterPorts renew(int wantedRest, int wantedBroker) {
    return new ClusterPorts(
        wantedRest == 0 ? Ports.freeNear(rest) : wantedRest,
        Ports.freeNear(rpc),
        wantedBroker == 0 ? Ports.freeNear(broker) : wantedBroker,
        Ports.freeNear(controller),
        Ports.freeNear(zooKeeper));
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
          Integer.parseInt(properties.getProperty("zookeeper", "" + ZOO_KEEPER)));
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
            "web-ui=" + webUi(),
            "bootstrap-servers=" + bootstrapServers());
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot write " + file + ".", e);
    }
  }
}
