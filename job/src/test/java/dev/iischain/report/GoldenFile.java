package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that is held against a file in the test resources; {@code -Dgolden.update=true} writes the
 * file anew. The style is left out of the file, and whole pages lie in {@code
 * target/report-samples} for a look at them.
 */
final class GoldenFile {

  private static final Path FOLDER = Path.of("src", "test", "resources", "dev/iischain/report");
  private static final Path SAMPLES = Path.of("target", "report-samples");

  private GoldenFile() {}

  /** Asserts that the file with this name holds this text. */
  static void assertMatches(String name, String text) throws IOException {
    Files.createDirectories(SAMPLES);
    Files.writeString(SAMPLES.resolve(name), text);
    String bare = withoutStyle(text);
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, bare);
    }
    assertThat(bare)
        .as("%s; if the change is meant, run the test again with -Dgolden.update=true", name)
        .isEqualTo(Files.readString(file));
  }

  private static String withoutStyle(String text) {
    int start = text.indexOf("<style>");
    int end = text.indexOf("</style>");
    return start < 0 ? text : text.substring(0, start + 7) + "\n" + text.substring(end);
  }
}
