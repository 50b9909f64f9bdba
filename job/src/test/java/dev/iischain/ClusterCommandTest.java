package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClusterCommandTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir Path folder;

  @Test
  void withoutASubcommandItSaysWhichThereAre() {
    assertThat(run()).isEqualTo(2);
    assertThat(errors.toString()).contains("up, submit, status, stop, down");
  }

  @Test
  void aClusterThatWasNeverUpIsDown() {
    assertThat(run("status", "--folder", folder.toString())).isEqualTo(1);
    assertThat(output.toString()).contains("broker          down").contains("no jobs");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void statusAsJsonIsOneObject() {
    assertThat(run("status", "--json", "--folder", folder.toString())).isEqualTo(1);
    assertThat(output.toString())
        .startsWith("{")
        .contains("{\"name\":\"taskmanager-2\",\"pid\":null}")
        .contains("\"complete\":false");
  }

  @Test
  void takingDownWhatIsNotUpIsNoError() {
    assertThat(run("down", "--folder", folder.toString())).isZero();
    assertThat(errors.toString()).contains("nothing was running");
  }

  @Test
  void aPortThatIsNoNumberIsWrongUsage() {
    assertThat(run("up", "--rest-port", "http", "--folder", folder.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("--rest-port");
    assertThat(folder).isEmptyDirectory();
  }

  private int run(String... arguments) {
    return new CommandLine(new ClusterCommand())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
