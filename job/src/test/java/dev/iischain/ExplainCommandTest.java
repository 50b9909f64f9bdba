package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir private Path folder;

  @Test
  void everyLineOfJsonIsAnObjectWhateverTheRecordIs() throws IOException {
    String load =
        Telemetry.sysmon("web01.corp.example")
            .load(Instant.parse("2026-11-20T13:10:06Z"), "C:\\Users\\Public\\diag.dll", null);
    String pipe =
        "{\"EventTime\":\"2026-11-20 13:10:06\",\"Hostname\":\"web01.corp.example\","
            + "\"EventID\":17,\"SourceName\":\"Microsoft-Windows-Sysmon\","
            + "\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"RecordNumber\":7}";
    Path input = Files.write(folder.resolve("input.jsonl"), List.of(load, pipe, "no record"));

    CommandRun ran = CommandRun.of("explain", "--json", "--rule", "w3wp_load_user_writable", input);

    assertThat(ran.status()).as(ran.err()).isZero();
    List<JsonNode> objects = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    assertThat(objects).hasSize(3).allMatch(JsonNode::isObject);
    assertThat(objects.get(0).path("rules").toString()).contains("w3wp_load_user_writable");
    assertThat(objects.get(0).path("explained").path("w3wp_load_user_writable")).isNotEmpty();
    assertThat(objects.get(1).path("irrelevant").asBoolean()).isTrue();
    assertThat(objects.get(2).path("deadLetter").asText()).isEqualTo("unknown-format");
  }
}
