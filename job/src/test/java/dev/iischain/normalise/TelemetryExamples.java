package dev.iischain.normalise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example records beside their golden outcomes. */
final class TelemetryExamples {

  /** Where they are, from the module's folder. */
  static final Path FOLDER = Path.of("src", "test", "resources", "telemetry");

  private static final String GOLDEN = ".golden.json";

  private TelemetryExamples() {}

  /** Every record file, sorted. */
  static List<Path> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(GOLDEN))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The examples under " + FOLDER + " cannot be listed.", e);
    }
  }

  /** The golden file beside a record file. */
  static Path golden(Path record) {
    String name = record.getFileName().toString();
    return record.resolveSibling(name.substring(0, name.lastIndexOf('.')) + GOLDEN);
  }

  /** The bytes of one example, named by folder and file. */
  static byte[] read(String name) {
    return read(FOLDER.resolve(name));
  }

  /** The bytes of a file. */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The example " + file + " cannot be read.", e);
    }
  }
}
