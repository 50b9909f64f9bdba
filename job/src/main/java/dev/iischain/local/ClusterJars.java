package dev.iischain.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The jars that the build leaves in its target folder.
 *
 * @param target the build's target folder
 * @param jobJar the shaded job jar
 */
record ClusterJars(Path target, Path jobJar) {
  private static final String FLINK = "flink-lib";
  private static final String BROKER = "broker-lib";
  private static final String WHOLE_FOLDER = File.separator + "*";
  private static final String BUILD = "Build it with: mvn -DskipTests package";

  /** The jars beside the code that runs now, or a clear error that names the missing one. */
  static ClusterJars find(Path ownCode) {
    // Either the job jar itself or the folder of compiled classes, both in target.
    Path target = ownCode.toAbsolutePath().normalize().getParent();
    if (target == null) {
      throw LocalClusterException.usage("There is no build beside " + ownCode + ". " + BUILD);
    }
    Path jobJar = Files.isRegularFile(ownCode) ? ownCode.toAbsolutePath() : jobJarIn(target);
    ClusterJars jars = new ClusterJars(target, jobJar);
    jars.requireFolder(BROKER);
    jars.requireFolder(FLINK);
    return jars;
  }

  private static Path jobJarIn(Path target) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "iis-chain-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw LocalClusterException.failure("Cannot look for the job jar in " + target + ".", e);
    }
    throw LocalClusterException.usage("There is no job jar in " + target + ". " + BUILD);
  }

  private void requireFolder(String name) {
    if (!Files.isDirectory(target.resolve(name))) {
      throw LocalClusterException.usage(
          "The jars of the cluster are missing: " + target.resolve(name) + ". " + BUILD);
    }
  }

  /** The class path of Flink's own processes. */
  String flinkClassPath() {
    return target.resolve(FLINK) + WHOLE_FOLDER;
  }

  /** The class path of the broker's process, which starts from a copy of the job jar. */
  String brokerClassPath(Path brokerJar) {
    return brokerJar + File.pathSeparator + target.resolve(BROKER) + WHOLE_FOLDER;
  }
}
