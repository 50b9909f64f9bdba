package dev.iischain.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the files are that are delivered beside the jar, and what the build says of versions. */
final class Repository {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path DEPLOY = ROOT.resolve("deploy");

  private Repository() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version of Flink that the jar is built for, whatever this run tests against. */
  static String flinkVersion() {
    return inPom("<flink.version>([^<]+)<");
  }

  /** The version of the release that this build leads to. */
  static String releaseVersion() {
    return inPom("<artifactId>iis-chain-parent</artifactId>\\s*<version>([^<]+)<")
        .replace("-SNAPSHOT", "");
  }

  private static String inPom(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text(ROOT.resolve("pom.xml")));
    if (!matcher.find()) {
      throw new IllegalStateException("The pom does not say " + pattern + ".");
    }
    return matcher.group(1);
  }
}
