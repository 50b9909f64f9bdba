package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user hears who asks {@code replay} or {@code rules} for what cannot be. */
class ReplayUsageTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("input.jsonl"), "{}\n");
  }

  private int run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    CommandLine cli = Cli.commandLine().setErr(new PrintWriter(err, true));
    return cli.execute(words);
  }

  @Test
  void timeWithoutZoneIsRefusedWithAnExample() {
    assertThat(run("replay", "--out", folder.resolve("out"), "--since", "2026-03-04", input))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("'2026-03-04' is no time in UTC", "2026-11-20T00:00:00Z");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void outputIntoAFileIsRefused() throws IOException {
    assertThat(run("replay", "--out", input, input)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--out " + input + ": this is a file");
    assertThat(input).hasContent("{}");
  }

  @Test
  void missingRuleFolderIsWrongUsage() {
    Path missing = folder.resolve("missing");
    assertThat(run("replay", "--out", folder.resolve("out"), "--rules", missing, input))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("rules", "test", missing)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("rules", "list", "--rules", missing)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString().lines())
        .filteredOn(line -> line.startsWith("The rule folder " + missing))
        .hasSize(3);
    assertThat(err.toString()).doesNotContain("Failed");
  }

  @Test
  void missingInputIsNamed() {
    assertThat(run("replay", "--out", folder.resolve("out"), folder.resolve("missing.jsonl")))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("missing.jsonl: there is no such file or folder");
  }
}
