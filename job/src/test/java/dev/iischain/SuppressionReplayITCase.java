package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.RecordJson;
import dev.iischain.event.RecordSchemas;
import dev.iischain.event.Suppressed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What suppressions do to a replay: nothing disappears, and order makes no difference. */
class SuppressionReplayITCase {

  private static final List<String> HOSTS = List.of("quiet", "loud", "window", "short");
  private static final String SUPPRESSIONS =
      """
      - id: known-module
        host: quiet
        path: 'C:\\Windows\\System32\\inetsrv\\diag.dll'
        reason: Rolled out by the web team
        owner: web-team@corp.example
        ticket: CHG-1001
        expiry: 2027-01-01
      - id: patch-night
        kind: change-window
        host: window
        from: 2026-11-20T00:00:00Z
        expiry: 2026-11-21
        reason: Patch night
        owner: web-team@corp.example
        ticket: CHG-1002
      - id: too-late
        host: loud
        reason: Ended before anything happened
        owner: web-team@corp.example
        expiry: 2026-11-20T13:10:06Z
      - id: half
        host: short
        reason: Ends between the write and the registration
        owner: web-team@corp.example
        expiry: 2026-11-20T13:30:00Z
      """;

  @TempDir private Path folder;

  private static List<String> records() {
    List<String> records = new ArrayList<>();
    for (String host : HOSTS) {
      records.addAll(Scenarios.completeOn(host));
    }
    return records;
  }

  @Test
  void whatIsSuppressedIsKeptApartAndNothingIsLost() throws IOException {
    Path out = replay("batch", records(), SUPPRESSIONS);
    List<JsonNode> cases = read(out, "cases.ndjson");
    assertThat(cases)
        .extracting(one -> one.at("/host/name").asText() + ' ' + one.path("level").asText())
        .containsExactlyInAnyOrder("loud critical", "window medium", "short high");
    assertThat(cases)
        .filteredOn(one -> one.at("/host/name").asText().equals("window"))
        .allSatisfy(
            one -> {
              assertThat(one.path("score").asInt()).isEqualTo(54);
              assertThat(one.path("status").asText()).isEqualTo("complete");
              assertThat(one.at("/suppressions/0/ticket").asText()).isEqualTo("CHG-1002");
              assertThat(one.path("why").toString()).contains("Patch night");
            });
    assertThat(cases)
        .filteredOn(one -> one.at("/host/name").asText().equals("short"))
        .allSatisfy(
            one -> {
              assertThat(one.path("chain").asText()).isEqualTo("iis_module_registered_loaded");
              assertThat(one.at("/timeline/0/suppressedBy").asText()).isEqualTo("half");
              assertThat(one.at("/timeline/1/suppressedBy").isNull()).isTrue();
            });
    assertThat(read(out, "alerts.ndjson"))
        .filteredOn(one -> !one.path("stage").asText().equals("load"))
        .extracting(one -> one.at("/host/name").asText() + ' ' + one.path("stage").asText())
        .containsExactlyInAnyOrder(
            "loud write",
            "loud registration",
            "window write",
            "window registration",
            "short registration");
    List<Suppressed> muted = muted(out);
    assertThat(muted)
        .filteredOn(one -> one.alert() == null || !"load".equals(one.alert().stage()))
        .extracting(one -> one.kind() + ' ' + one.suppressionId() + ' ' + one.reason())
        .containsExactlyInAnyOrder(
            "alert known-module Rolled out by the web team",
            "alert known-module Rolled out by the web team",
            "case known-module Rolled out by the web team",
            "alert half Ends between the write and the registration");
    assertThat(muted)
        .filteredOn(one -> one.snapshot() != null)
        .allSatisfy(
            one -> {
              assertThat(one.snapshot().status()).isEqualTo("complete");
              assertThat(one.snapshot().level()).isEqualTo("critical");
            });
    JsonNode summary = new ObjectMapper().readTree(Files.readString(out.resolve("summary.json")));
    assertThat(summary.at("/suppressed/total").asInt()).isEqualTo(muted.size());
    assertThat(summary.at("/suppressed/byKind/case").asInt()).isEqualTo(1);
    assertThat(summary.at("/suppressed/bySuppression/known-module").asInt())
        .isEqualTo(muted.size() - 1);
    assertThat(summary.at("/cases/total").asInt()).isEqualTo(3);
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("Suppressed", "known-module")
        .doesNotContain("Rolled out by the web team<script");
    for (String line : Files.readAllLines(out.resolve("suppressed.ndjson"))) {
      assertThat(RecordSchemas.violations("suppressed", line.getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
    }
  }

  @Test
  void alertsAndMutedRecordsTogetherAreThoseWithoutSuppressions() throws IOException {
    TreeSet<String> plain = new TreeSet<>();
    Path without = replay("batch", records(), null);
    read(without, "alerts.ndjson").forEach(one -> plain.add(one.path("alertId").asText()));
    read(without, "cases.ndjson").forEach(one -> plain.add(one.path("caseId").asText()));
    assertThat(plain).hasSizeGreaterThanOrEqualTo(12);
    Path out = replay("batch", records(), SUPPRESSIONS);
    List<String> found = new ArrayList<>();
    read(out, "alerts.ndjson").forEach(one -> found.add(one.path("alertId").asText()));
    read(out, "cases.ndjson").forEach(one -> found.add(one.path("caseId").asText()));
    muted(out).forEach(one -> found.add(one.recordId()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "stream"})
  void anyOrderAndRepetitionGivesTheSame(String mode) throws IOException {
    Path reference = replay("batch", records(), SUPPRESSIONS);
    List<String> shuffled = new ArrayList<>(records());
    shuffled.addAll(records());
    Collections.shuffle(shuffled, new Random(3));
    Path out = replay(mode, shuffled, SUPPRESSIONS);
    for (String file : List.of("alerts.ndjson", "cases.ndjson", "suppressed.ndjson")) {
      assertThat(withoutRevisions(out, file)).as(file).isEqualTo(withoutRevisions(reference, file));
      if (mode.equals("batch")) {
        assertThat(out.resolve(file)).hasSameTextualContentAs(reference.resolve(file));
      }
    }
  }

  @Test
  void theExampleOfTheDocumentsCanBeSuppressedAsTheDocumentsSay() throws IOException {
    Path example = MarkdownPage.ROOT.resolve("docs/examples/module-implant.jsonl");
    MarkdownPage page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/tuning.md"));
    List<String> entries =
        page.blocks("yaml").stream().filter(block -> block.contains("\nexpiry:")).toList();
    assertThat(entries).hasSize(3);
    String all = String.join("---\n", entries);
    Path out = replay("batch", Files.readAllLines(example), all);
    assertThat(read(out, "cases.ndjson")).as("none is about it").hasSize(1);
    assertThat(muted(out)).isEmpty();
    String window =
        entries.get(1).replace("2027-03-14", "2026-03-01").replace("2027-03-15", "2026-03-31");
    Path capped = replay("batch", Files.readAllLines(example), window);
    assertThat(read(capped, "cases.ndjson"))
        .extracting(one -> one.path("level").asText() + ' ' + one.path("score").asInt())
        .containsExactly("medium 54");
  }

  @Test
  void aModuleThatTheInventoryListsIsNoRegistration() throws IOException {
    List<String> history = new ArrayList<>(Scenarios.completeOn("listed"));
    history.remove(1);
    history.add(
        0,
        "{\"PSComputerName\":\"LISTED\",\"Name\":\"Diag\",\"Image\":"
            + "\"%windir%\\\\System32\\\\inetsrv\\\\diag.dll\",\"_time\":\"1795180000\"}");
    Path out = replay("batch", history, null);
    assertThat(read(out, "cases.ndjson"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("chain").asText()).isEqualTo("iis_module_written_loaded");
              assertThat(one.at("/stages/1/stage").asText()).isEqualTo("registration");
              assertThat(one.at("/stages/1/state").asText()).isEqualTo("missing");
            });
    JsonNode summary = new ObjectMapper().readTree(Files.readString(out.resolve("summary.json")));
    assertThat(summary.at("/events/byKind/module_inventory").asInt()).isEqualTo(1);
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNothingIsWritten() throws IOException {
    Path input = Files.write(folder.resolve("input.jsonl"), records());
    Path file =
        Files.writeString(
            folder.resolve("wrong.yml"),
            """
            - id: no-end
              host: web01
              reason: x
              owner: y
            - id: unknown-key
              hostname: web01
              path: 'c:\\windows\\x.dll'
              reason: x
              owner: y
              expiry: 2027-01-01
            """);
    Path out = folder.resolve("nothing");
    StringWriter err = new StringWriter();
    int status = run(err, "replay", "--suppressions", file, "--out", out, input);
    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .contains(file + ":1: expiry: A suppression needs an end.")
        .contains(file + ":6: hostname: There is no such key. Did you mean host?");
    assertThat(out).doesNotExist();
  }

  private Path replay(String mode, List<String> records, String suppressions) throws IOException {
    Path input = Files.write(Files.createTempFile(folder, "in", ".jsonl"), records);
    Path out = Files.createTempDirectory(folder, "out");
    List<Object> words = new ArrayList<>(List.of("replay", "--mode", mode, "--out", out));
    if (suppressions != null) {
      words.add("--suppressions");
      words.add(Files.writeString(Files.createTempFile(folder, "s", ".yml"), suppressions));
    }
    words.add(input);
    StringWriter err = new StringWriter();
    assertThat(run(err, words.toArray())).as(err.toString()).isZero();
    return out;
  }

  private static int run(StringWriter err, Object... words) {
    return Cli.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(java.util.Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
  }

  private static List<Suppressed> muted(Path out) throws IOException {
    List<Suppressed> muted = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("suppressed.ndjson"))) {
      muted.add(RecordJson.read(line.getBytes(StandardCharsets.UTF_8), Suppressed.class));
    }
    return muted;
  }

  private static List<JsonNode> read(Path out, String file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(file))) {
      records.add(new ObjectMapper().readTree(line));
    }
    return records;
  }

  private static String withoutRevisions(Path out, String file) throws IOException {
    return Files.readString(out.resolve(file)).replaceAll("\"revision\":\\d+", "\"revision\":0");
  }
}
