package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.TelemetryFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One attack on one host, told in every format: the same chain, by itself and all together. */
class FormatsITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TELEMETRY = Path.of("src", "test", "resources", "telemetry");
  private static final String DLL = "c:\\programdata\\trace\\trace.dll";

  @TempDir private static Path folder;
  private static List<Path> tellings;

  @BeforeAll
  static void findTellings() throws IOException {
    try (Stream<Path> files = Files.walk(TELEMETRY)) {
      tellings =
          files
              .filter(file -> file.getFileName().toString().contains("attack."))
              .filter(file -> !file.toString().endsWith(".golden.json"))
              .sorted()
              .toList();
    }
    assertThat(tellings).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void everyFormatGivesOneCompleteCaseOfTheSameLibraryAndStages() throws IOException {
    Set<String> told = new TreeSet<>();
    Set<String> caseIds = new TreeSet<>();
    for (Path telling : tellings) {
      Map<String, String> written = replay(telling.getParent().getFileName().toString(), telling);
      JsonNode snapshot = onlyCase(written, telling.toString());
      assertThat(stages(snapshot))
          .as(telling.toString())
          .containsExactly("write 1", "registration 1", "load 1");
      caseIds.add(snapshot.path("caseId").asText());
      for (JsonNode entry : snapshot.path("timeline")) {
        told.add(entry.path("source").path("format").asText());
      }
    }
    assertThat(caseIds).hasSize(1);
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TelemetryFormat.values())
                .filter(format -> format != TelemetryFormat.INVENTORY)
                .map(TelemetryFormat::label)
                .toList());
  }

  @Test
  void allFormatsTogetherGiveThatCaseOnce() throws IOException {
    Map<String, String> written = replay("together", tellings.toArray());
    JsonNode snapshot = onlyCase(written, "all formats");
    assertThat(stages(snapshot)).hasSize(3);
    JsonNode alone = onlyCase(replay("alone", tellings.get(0)), tellings.get(0).toString());
    assertThat(snapshot.path("caseId")).isEqualTo(alone.path("caseId"));
  }

  private static Map<String, String> replay(String name, Object... input) throws IOException {
    Path out = folder.resolve(name + '-' + input.length);
    List<Object> arguments = new ArrayList<>(List.of("replay", "--out", out));
    arguments.addAll(List.of(input));
    CommandRun ran = CommandRun.of(arguments.toArray());
    assertThat(ran.status()).as(ran.err()).isZero();
    Map<String, String> written = CommandRun.written(out);
    assertThat(written.get("dead-letters.ndjson")).as(name).isEmpty();
    return written;
  }

  private static JsonNode onlyCase(Map<String, String> written, String which) throws IOException {
    List<String> cases = written.get("cases.ndjson").lines().toList();
    assertThat(cases).as(which).hasSize(1);
    JsonNode snapshot = JSON.readTree(cases.get(0));
    assertThat(snapshot.path("status").asText()).as(which).isEqualTo("complete");
    assertThat(snapshot.path("chain").asText())
        .as(which)
        .isEqualTo("iis_module_written_registered_loaded");
    assertThat(snapshot.path("dll").path("path").asText()).as(which).isEqualTo(DLL);
    return snapshot;
  }

  private static List<String> stages(JsonNode snapshot) {
    List<String> stages = new ArrayList<>();
    for (JsonNode stage : snapshot.path("stages")) {
      assertThat(stage.path("state").asText()).isEqualTo("seen");
      stages.add(stage.path("stage").asText() + ' ' + stage.path("count").asInt());
    }
    return stages;
  }
}
