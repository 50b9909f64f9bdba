package dev.iischain.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A one-node Kafka broker in this process, on loopback only: for the demo, the local cluster and
 * tests. The first start in a JVM takes some seconds, each later one about one.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;

  private final KafkaRaftServer server;
  private final Path dataDirectory;
  private final boolean temporary;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalBroker(
      KafkaRaftServer server, Path dataDirectory, boolean temporary, String bootstrapServers) {
    this.server = server;
    this.dataDirectory = dataDirectory;
    this.temporary = temporary;
    this.bootstrapServers = bootstrapServers;
  }

  /** A broker on free ports with data of its own, deleted on {@link #close}. */
  public static LocalBroker startTemporary() {
    Path directory;
    try {
      directory = Files.createTempDirectory("iis-chain-broker-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for the broker.", e);
    }
    try {
      return start(directory, 0, 0, true);
    } catch (RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  /** A broker on free ports; the folder is created, or continued when it holds a broker's data. */
  public static LocalBroker start(Path dataDirectory) {
    return start(dataDirectory, 0, 0);
  }

  /** The same on the given ports; 0 is any free one. */
  public static LocalBroker start(Path dataDirectory, int brokerPort, int controllerPort) {
    return start(dataDirectory, brokerPort, controllerPort, false);
  }

  private static LocalBroker start(
      Path dataDirectory, int brokerPort, int controllerPort, boolean temporary) {
    boolean chosenPorts = brokerPort != 0 && controllerPort != 0;
    for (int attempt = 1; ; attempt++) {
      int broker = brokerPort == 0 ? Ports.anyFree() : brokerPort;
      int controller = controllerPort == 0 ? Ports.anyFree() : controllerPort;
      try {
        return startOn(dataDirectory, broker, controller, temporary);
      } catch (KafkaException e) {
        // A free port can be taken by another process between choosing and binding it.
        if (chosenPorts || attempt == ATTEMPTS || !Ports.isPortTaken(e)) {
          throw e;
        }
        LOG.info("Ports {} and {} were taken meanwhile; trying others.", broker, controller);
      }
    }
  }

  private static LocalBroker startOn(
      Path dataDirectory, int brokerPort, int controllerPort, boolean temporary) {
    Map<String, String> settings = BrokerSettings.of(dataDirectory, brokerPort, controllerPort);
    BrokerStorage.formatIfNew(dataDirectory, settings);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    try {
      server.startup();
      String bootstrapServers = BrokerSettings.HOST + ":" + brokerPort;
      BrokerTopics.awaitReady(bootstrapServers, READY_TIMEOUT);
      return new LocalBroker(server, dataDirectory, temporary, bootstrapServers);
    } catch (RuntimeException e) {
      stop(server);
      throw e;
    }
  }

  /** Where clients connect, {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where the broker keeps its log. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /**
   * Creates the topics that do not exist yet and waits until each can be written to.
   *
   * @param topicConfigs topic name to its configuration, such as {@code cleanup.policy}
   */
  public void createTopics(Map<String, Map<String, String>> topicConfigs, int partitions) {
    BrokerTopics.create(bootstrapServers, topicConfigs, partitions, READY_TIMEOUT);
  }

  /** Stops the broker, waits for its threads, and deletes the data that it made for itself. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stop(server);
    if (temporary) {
      delete(dataDirectory);
    }
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void delete(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      LOG.warn("Cannot delete the broker's temporary folder {}.", directory, e);
    }
  }

  /**
   * Runs a broker until the process is told to end: {@code <data folder> <broker port> <controller
   * port>}.
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("Expected three arguments: data folder, broker port, controller port.");
      System.exit(2);
    }
    LocalBroker broker =
        start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    System.out.println("Broker ready on " + broker.bootstrapServers());
    new CountDownLatch(1).await();
  }
}
