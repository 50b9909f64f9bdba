package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.RecordSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published queries within a replay: beside the rules of the core, without them, and alone. */
class VendorPacksITCase {

  private static final Instant START = Instant.parse("2026-11-20T13:10:06.158Z");
  private static final String SHA256 = "5d1c8f0e".repeat(8);
  private static final String DLL = "C:\\Users\\Public\\inetpub\\diag.dll";
  private static final String BACKUP = "C:\\inetpub_backup\\other.dll";

  @TempDir private static Path folder;
  private static Path input;
  private static List<JsonNode> alerts;

  @BeforeAll
  static void replayWithEveryPack() throws IOException {
    Telemetry.Sensor defender = Telemetry.defender("web01.corp.example");
    Telemetry.Sensor sysmon = Telemetry.sysmon("web01.corp.example");
    input =
        Files.write(
            folder.resolve("input.jsonl"),
            List.of(
                defender.write(START, DLL, SHA256),
                sysmon.write(START.plusSeconds(1), DLL, SHA256),
                sysmon.load(START.plusSeconds(60), DLL, SHA256),
                sysmon.write(START.plusSeconds(120), BACKUP, null)));
    alerts = replay("every", "");
  }

  @Test
  void anEventIsOneAlertThatListsEveryRule() {
    assertThat(alerts).hasSize(2);
    JsonNode write = alert(alerts, "write");
    assertThat(names(write))
        .contains("kql_iis_dll_write", "iis_dll_write_iis_directory", "logscale_iis_dll_write");
    JsonNode load = alert(alerts, "load");
    assertThat(names(load))
        .contains(
            "aql_iis_non_standard_dll_load",
            "kql_iis_non_standard_dll_load",
            "logscale_iis_non_standard_module_load",
            "w3wp_load_user_writable");
  }

  @Test
  void eventsThatFewerQueriesFindAreStillOneAlert() {
    JsonNode write = alert(alerts, "write");
    assertThat(write.path("count").asInt()).isEqualTo(2);
    assertThat(names(write))
        .as("Sysmon's event 29 is none of QRadar's")
        .contains("aql_iis_dll_write");
  }

  @Test
  void alertsKeepWhatThePublishersCallThem() {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.path("vendorSeverity").asText()).isEqualTo("critical");
              assertThat(alert.path("level").asText()).isEqualTo("high");
              for (JsonNode rule : alert.path("rules")) {
                assertThat(rule.path("vendorSeverity"))
                    .as(rule.path("name").asText())
                    .isEqualTo(severity(rule.path("pack").asText()));
              }
            });
  }

  @Test
  void withoutThePacksTheAlertsAreTheSameButForTheRules() throws IOException {
    List<JsonNode> core =
        replay("core", "rules: {disabled-packs: [falcon-logscale, defender-kql, qradar-aql]}");
    assertThat(core).extracting(alert -> alert.path("alertId")).isEqualTo(ids(alerts));
    assertThat(core)
        .allSatisfy(
            alert -> {
              assertThat(alert.path("vendorSeverity").isNull()).isTrue();
              assertThat(names(alert)).noneMatch(name -> name.matches("(aql|kql|logscale)_.*"));
            });
  }

  @Test
  void aloneThePacksRaiseNothingUntilTheThresholdIsLowered() throws IOException {
    String packs = "rules: {enabled-packs: [falcon-logscale, defender-kql, qradar-aql]}\n";
    assertThat(replay("alone", packs)).isEmpty();
    List<JsonNode> low = replay("low", packs + "alerts: {min-level: low}");
    assertThat(low).extracting(alert -> alert.path("stage").asText()).contains("write", "null");
    assertThat(low).allMatch(alert -> alert.path("level").asText().equals("low"));
    assertThat(low)
        .anySatisfy(
            alert -> {
              assertThat(alert.path("dll").path("path").asText()).endsWith("other.dll");
              assertThat(names(alert))
                  .containsExactlyInAnyOrder("aql_iis_dll_write", "logscale_iis_dll_write");
              assertThat(alert.path("vendorSeverity").asText()).isEqualTo("high");
            });
  }

  private static List<JsonNode> replay(String name, String config) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".yaml"), config);
    Path out = folder.resolve(name);
    CommandRun ran = CommandRun.of("replay", "--config", file, "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    Map<String, String> written = CommandRun.written(out);
    List<JsonNode> alerts = new ArrayList<>();
    for (String line : written.get("alerts.ndjson").lines().toList()) {
      assertThat(RecordSchemas.violations("alert", line.getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
      alerts.add(new ObjectMapper().readTree(line));
    }
    return alerts;
  }

  private static JsonNode alert(List<JsonNode> alerts, String stage) {
    return alerts.stream()
        .filter(alert -> alert.path("stage").asText().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(JsonNode alert) {
    Set<String> names = new TreeSet<>();
    alert.path("rules").forEach(rule -> names.add(rule.path("name").asText()));
    return names;
  }

  private static List<JsonNode> ids(List<JsonNode> alerts) {
    return alerts.stream().map(alert -> alert.path("alertId")).toList();
  }

  private static JsonNode severity(String pack) {
    return new ObjectMapper()
        .valueToTree(
            switch (pack) {
              case "defender-kql" -> "critical";
              case "qradar-aql" -> "high";
              default -> null;
            });
  }
}
