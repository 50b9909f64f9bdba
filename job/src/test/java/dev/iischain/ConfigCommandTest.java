package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.OptionsYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  @TempDir Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("job.yaml");
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLine(new ConfigCommand(environment))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments);
  }

  @Test
  void printsEveryOption() {
    assertThat(run(Map.of(), "print")).isZero();
    assertThat(out.toString()).isEqualTo(OptionsYaml.render());
  }

  @Test
  void aFileThatCanBeUsedGivesZero() throws IOException {
    Files.writeString(file, "kafka: {bootstrap-servers: 'one:9092'}");

    assertThat(run(Map.of(), "check", file.toString())).isZero();
    assertThat(out.toString().lines()).containsExactly(file + ": 0 errors, 0 warnings.");
  }

  @Test
  void aFileThatCannotBeUsedGivesTwoAndEveryProblem() throws IOException {
    Files.writeString(file, "nmae: x\ncases: {min-score: 200}");

    assertThat(run(Map.of("IIS_CHAIN__ALERTS__MIN_LEVEL", "x"), "check", file.toString()))
        .isEqualTo(2);
    assertThat(out.toString())
        .contains(
            "job.yaml:1: error: nmae",
            "job.yaml:2: error: cases.min-score",
            "IIS_CHAIN__ALERTS__MIN_LEVEL: error: alerts.min-level",
            "job.yaml: error: kafka.bootstrap-servers",
            "job.yaml: 4 errors, 0 warnings.");
  }

  @Test
  void problemsAreAJsonArrayForMachines() throws IOException {
    Files.writeString(
        file, "kafka: {bootstrap-servers: 'one:9092', properties: {ssl.key.password: hunter2}}");

    assertThat(run(Map.of(), "check", "--json", file.toString())).isZero();
    assertThat(out.toString())
        .startsWith("[{\"severity\":\"warning\",\"source\":\"")
        .contains("\"line\":1,\"key\":\"kafka.properties.ssl.key.password\"")
        .doesNotContain("hunter2");
  }

  @Test
  void withoutASubcommandTheStatusIsThatOfWrongUsage() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(out.toString()).contains("config print or config check FILE");
  }
}
