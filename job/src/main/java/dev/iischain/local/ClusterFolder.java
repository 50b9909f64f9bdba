package dev.iischain.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the local cluster keeps everything it writes.
 *
 * @param root the folder, absolute
 */
record ClusterFolder(Path root) {

  /** Flink's configuration, the log configuration and the generated job configuration. */
  Path configuration() {
    return root.resolve("conf");
  }

  /** One log and one file of standard output per process. */
  Path logs() {
    return root.resolve("logs");
  }

  /** One file per process that was started. */
  Path processes() {
    return root.resolve("pids");
  }

  /** The broker's data. */
  Path broker() {
    return root.resolve("broker");
  }

  /** What ZooKeeper stores. */
  Path zooKeeper() {
    return root.resolve("zookeeper");
  }

  /** What a new JobManager needs to take over the jobs of a lost one. */
  Path takeover() {
    return root.resolve("ha");
  }

  /** ZooKeeper's configuration. */
  Path zooKeeperConfiguration() {
    return configuration().resolve("zoo.cfg");
  }

  /** The broker's own copy of the job jar, which a build may replace at any time. */
  Path brokerJar() {
    return root.resolve("lib").resolve("broker.jar");
  }

  /** The ports in use. */
  Path ports() {
    return root.resolve("ports.properties");
  }

  /** The id of the job submitted last. */
  Path job() {
    return root.resolve("job.id");
  }

  /** The job configuration that is generated for the local broker. */
  Path jobConfiguration() {
    return configuration().resolve("job.yaml");
  }

  /** A process's log. */
  Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** What a process wrote to its standard output and error. */
  Path output(String process) {
    return logs().resolve(process + ".out");
  }

  /** Makes the folders. */
  void create() {
    try {
      for (String folder :
          new String[] {"conf", "logs", "pids", "lib", "checkpoints", "savepoints", "tmp"}) {
        Files.createDirectories(root.resolve(folder));
      }
    } catch (IOException e) {
      throw LocalClusterException.failure(
          "Cannot create the cluster's folder " + root + "; choose another one with" + " --folder.",
          e);
    }
  }
}
