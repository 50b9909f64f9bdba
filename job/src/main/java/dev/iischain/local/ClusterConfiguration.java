package dev.iischain.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files and flags that the cluster's processes start with. */
final class ClusterConfiguration {
  /** What Flink needs to reach into the JDK; the build passes the same list to tests. */
  private static final List<String> JDK_ACCESS =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  /** The heap of a JobManager of 1 GB. */
  static final List<String> JOB_MANAGER_FLAGS = List.of("-Xmx448m", "-XX:MaxMetaspaceSize=256m");

  /** The flags that Flink's scripts would compute from the memory sizes below. */
  static final List<String> TASK_MANAGER_FLAGS =
      List.of("-Xmx640m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=256m");

  /** The one ZooKeeper. */
  static final List<String> ZOO_KEEPER_FLAGS = List.of("-Xmx96m");

  /** A short-lived client. */
  static final List<String> CLIENT_FLAGS = List.of("-Xmx256m");

  /** The broker. */
  static final List<String> BROKER_FLAGS = List.of("-Xmx512m");

  // Slots for everything on one TaskManager, so that the job survives the loss of the other.
  private static final String FLINK =
      """
      jobmanager:
        bind-host: localhost
        rpc:
          address: localhost
          port: @RPC@
        memory:
          process:
            size: 1024m
      taskmanager:
        bind-host: localhost
        host: localhost
        numberOfTaskSlots: 4
        load-balance:
          mode: SLOTS
        cpu:
          cores: 1
        memory:
          framework:
            heap:
              size: 128m
            off-heap:
              size: 128m
          task:
            heap:
              size: 512m
            off-heap:
              size: 0m
          managed:
            size: 64m
          network:
            min: 64m
            max: 64m
          jvm-metaspace:
            size: 256m
          jvm-overhead:
            min: 192m
            max: 192m
      parallelism:
        default: 2
      rest:
        address: localhost
        bind-address: localhost
        port: @REST@
      io:
        tmp:
          dirs: "@ROOT@/tmp"
      execution:
        checkpointing:
          interval: 1s
          mode: EXACTLY_ONCE
          timeout: 60s
          tolerable-failed-checkpoints: 10
          dir: "@ROOT_URI@checkpoints"
          savepoint-dir: "@ROOT_URI@savepoints"
          externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
      state:
        backend:
          type: hashmap
      restart-strategy:
        type: fixed-delay
        fixed-delay:
          attempts: 1000
          delay: 1s
      heartbeat:
        interval: 2000
        timeout: 20000
      high-availability:
        type: zookeeper
        storageDir: "@TAKEOVER_URI@"
        cluster-id: /iis-chain
        jobmanager:
          port: @RPC@
        zookeeper:
          quorum: @QUORUM@
          path:
            root: /flink
          client:
            # A pause of ZooKeeper alone is no reason to start jobs again.
            tolerate-suspended-connections: true
      """;

  private static final String ZOO_KEEPER =
      """
      tickTime=2000
      initLimit=10
      syncLimit=5
      dataDir=@DATA@
      clientPort=@PORT@
      clientPortAddress=localhost
      admin.enableServer=false
      server.1=localhost:2888:3888
      """;

  private static final String LOG =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = File
      logger.kafka.name = org.apache.kafka
      logger.kafka.level = WARN
      logger.broker.name = kafka
      logger.broker.level = WARN
      appender.file.name = File
      appender.file.type = RollingFile
      appender.file.fileName = ${sys:log.file}
      appender.file.filePattern = ${sys:log.file}.%i
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c - %m%n
      appender.file.policies.type = Policies
      appender.file.policies.size.type = SizeBasedTriggeringPolicy
      appender.file.policies.size.size = 20MB
      appender.file.strategy.type = DefaultRolloverStrategy
      appender.file.strategy.max = 2
      """;

  private static final String JOB =
      """
      # Written by every "cluster up" for the local broker; copy it before you change it.
      kafka:
        bootstrap-servers: ["@BROKER@"]
        # Records show with each checkpoint, to consumers with isolation.level=read_committed,
        # and none shows twice, whichever process is killed.
        guarantee: exactly-once
      checkpointing:
        interval: 1s
        min-pause: 0s
      """;

  private ClusterConfiguration() {}

  /** Writes the files for these ports; an older version is replaced. */
  static void write(ClusterFolder folder, ClusterPorts ports) {
    Path configuration = folder.configuration();
    String flink =
        FLINK
            .replace("@RPC@", Integer.toString(ports.rpc()))
            .replace("@REST@", Integer.toString(ports.rest()))
            .replace("@QUORUM@", ports.quorum())
            .replace("@TAKEOVER_URI@", folder.takeover().toUri().toString())
            .replace("@ROOT@", folder.root().toString())
            .replace("@ROOT_URI@", folder.root().toUri().toString());
    try {
      Files.writeString(configuration.resolve("config.yaml"), flink);
      Files.writeString(configuration.resolve("log4j2.properties"), LOG);
      Files.writeString(
          folder.zooKeeperConfiguration(),
          ZOO_KEEPER
              .replace("@DATA@", folder.zooKeeper().toString())
              .replace("@PORT@", Integer.toString(ports.zooKeeper())));
      Files.writeString(
          folder.jobConfiguration(), JOB.replace("@BROKER@", ports.bootstrapServers()));
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot write into " + configuration + ".", e);
    }
  }

  /** What every process is started with: access to the JDK and a log of its own. */
  static List<String> commonFlags(ClusterFolder folder, String process) {
    List<String> flags = new ArrayList<>(JDK_ACCESS);
    flags.add("-Dlog4j2.configurationFile=" + folder.configuration().resolve("log4j2.properties"));
    flags.add("-Dlog.file=" + folder.log(process));
    return flags;
  }

  /** The program that runs Java here. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
