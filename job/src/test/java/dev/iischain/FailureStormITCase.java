package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.chain.CoreDetections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken module, which IIS reports with every start of a worker process. */
class FailureStormITCase {

  private static final int EVENTS = 10_000;
  private static final String MODULE =
      "C:\\Program Files\\Common Files\\Microsoft Shared\\Web Server"
          + " Extensions\\16\\isapi\\owssvr.dll";

  @ParameterizedTest
  @ValueSource(strings = {"batch", "stream"})
  void isOneAlertWithItsCountHoweverOftenItsRecordsArrive(String mode, @TempDir Path folder)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(CoreDetections.module(2282, MODULE, i));
    }
    Path once = Files.write(folder.resolve("once.jsonl"), lines);
    lines.addAll(List.copyOf(lines));
    Collections.shuffle(lines, new Random(5));
    Path twice = Files.write(folder.resolve("twice.jsonl"), lines);
    for (Path input : Set.of(once, twice)) {
      Path out = folder.resolve("out-" + input.getFileName());
      CommandRun ran = CommandRun.of("replay", "--mode", mode, "--out", out, input);
      assertThat(ran.status()).as(ran.err()).isZero();
      List<String> alerts = Files.readAllLines(out.resolve("alerts.ndjson"));
      assertThat(alerts).hasSize(1);
      JsonNode alert = new ObjectMapper().readTree(alerts.get(0));
      assertThat(alert.path("count").asInt()).isEqualTo(EVENTS);
      assertThat(alert.path("level").asText()).isEqualTo("medium");
      assertThat(alert.path("stage").asText()).isEqualTo("load-failure");
      assertThat(alert.path("score").asInt()).isEqualTo(12);
      assertThat(alert.path("dll").path("path").asText()).endsWith("\\16\\isapi\\owssvr.dll");
      assertThat(Files.readString(out.resolve("cases.ndjson"))).isEmpty();
      assertThat(Files.readString(out.resolve("dead-letters.ndjson"))).isEmpty();
    }
  }
}
