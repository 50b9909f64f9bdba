package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.Scenarios.Scenario;
import dev.iischain.event.RecordSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code replay}, from files to files. */
class ReplayITCase {

  private static final List<String> GARBAGE =
      List.of("no record at all", "{\"half\": ", "<Event><System>");
  private static final List<String> FOUND =
      List.of("alerts.ndjson", "cases.ndjson", "case-revisions.ndjson");

  @TempDir private static Path folder;
  private static List<String> records;
  private static Map<String, String> reference;
  private static String referenceOutput;

  @BeforeAll
  static void replayInOrder() throws IOException {
    records = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      records.addAll(scenario.records());
    }
    List<String> lines = new ArrayList<>(records);
    lines.addAll(GARBAGE);
    Path input = Files.write(folder.resolve("input.jsonl"), lines);
    Path out = folder.resolve("reference");
    CommandRun ran = CommandRun.of("replay", "--json", "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    referenceOutput = ran.out();
    reference = CommandRun.written(out);
  }

  @Test
  void theFolderHoldsExactlyWhatIsPromised() {
    List<String> pages = reference.keySet().stream().filter(name -> name.contains("/")).toList();
    assertThat(pages).hasSameSizeAs(lines("cases.ndjson"));
    assertThat(pages).allMatch(name -> name.matches("cases/ch-[a-z2-7]{32}\\.html"));
    assertThat(reference.keySet())
        .filteredOn(name -> !name.contains("/"))
        .containsExactlyInAnyOrder(
            "alerts.ndjson",
            "cases.ndjson",
            "case-revisions.ndjson",
            "suppressed.ndjson",
            "dead-letters.ndjson",
            "near-misses.ndjson",
            "summary.json",
            "index.html");
    assertThat(referenceOutput).isEqualTo(reference.get("summary.json"));
  }

  @Test
  void everyRecordObeysItsSchema() {
    assertThat(lines("alerts.ndjson")).hasSizeGreaterThan(20);
    assertThat(lines("case-revisions.ndjson").size()).isGreaterThan(lines("cases.ndjson").size());
    assertThat(lines("dead-letters.ndjson")).hasSameSizeAs(GARBAGE);
    assertValid("alert", "alerts.ndjson");
    assertValid("case", "cases.ndjson");
    assertValid("case", "case-revisions.ndjson");
    assertValid("dead-letter", "dead-letters.ndjson");
    assertValid("near-miss", "near-misses.ndjson");
    assertValid("suppressed", "suppressed.ndjson");
    assertValid("summary", "summary.json");
  }

  @Test
  void theSummaryCountsWhatIsThere() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(reference.get("summary.json"));
    assertThat(summary.path("read").asInt()).isEqualTo(records.size() + GARBAGE.size());
    assertThat(summary.path("deadLetters").path("total").asInt()).isEqualTo(GARBAGE.size());
    assertThat(summary.path("alerts").path("total").asInt())
        .isEqualTo(lines("alerts.ndjson").size());
    assertThat(summary.path("cases").path("total").asInt()).isEqualTo(lines("cases.ndjson").size());
    assertThat(summary.path("mode").asText()).isEqualTo("batch");
  }

  @Test
  void linesAndFilesInAnyOrderGiveTheSameBytes() throws IOException {
    List<String> shuffled = new ArrayList<>(records);
    shuffled.addAll(GARBAGE);
    Collections.shuffle(shuffled, new Random(1));
    int half = shuffled.size() / 2;
    Path split = folder.resolve("split");
    Files.createDirectories(split.resolve("deep"));
    Files.write(split.resolve("first.log"), shuffled.subList(half, shuffled.size()));
    gzip(split.resolve("deep").resolve("second.ndjson.gz"), shuffled.subList(0, half));
    Files.writeString(split.resolve("notes.txt"), "not telemetry");
    Path out = folder.resolve("shuffled");
    CommandRun ran = CommandRun.of("replay", "--out", out, split);
    assertThat(ran.status()).as(ran.err()).isZero();
    Map<String, String> written = CommandRun.written(out);
    assertThat(written.keySet()).isEqualTo(reference.keySet());
    written.remove("dead-letters.ndjson"); // names files and lines, which differ
    assertThat(written).allSatisfy((name, text) -> assertThat(text).isEqualTo(reference.get(name)));
  }

  @Test
  void repetitionsAndAnEndlessLineChangeNothingThatWasFound() throws IOException {
    byte[] endless = new byte[20 << 20];
    Arrays.fill(endless, (byte) 'x');
    Path big = folder.resolve("big.log");
    try (OutputStream file = Files.newOutputStream(big)) {
      file.write("{\"half\":\"".getBytes(StandardCharsets.UTF_8));
      file.write(endless);
      file.write('\n');
      file.write(String.join("\n", records).getBytes(StandardCharsets.UTF_8));
    }
    Path out = folder.resolve("repeated");
    InputStream stdin = System.in;
    CommandRun ran;
    try {
      System.setIn(
          new ByteArrayInputStream(String.join("\r\n", records).getBytes(StandardCharsets.UTF_8)));
      ran = CommandRun.of("replay", "--out", out, "-", big, big);
    } finally {
      System.setIn(stdin);
    }
    assertThat(ran.status()).as(ran.err()).isZero();
    Map<String, String> written = CommandRun.written(out);
    for (String name : reference.keySet()) {
      if (FOUND.contains(name) || name.startsWith("cases/")) {
        assertThat(written.get(name)).as(name).isEqualTo(reference.get(name));
      }
    }
    assertThat(written.keySet()).isEqualTo(reference.keySet());
    JsonNode summary = new ObjectMapper().readTree(written.get("summary.json"));
    assertThat(summary.path("read").asInt()).isEqualTo(2 * records.size() + 1);
    assertThat(summary.path("deadLetters").path("byReason").path("too-large").asInt()).isEqualTo(1);
    assertThat(summary.path("deadLetters").path("total").asInt()).isEqualTo(1);
    assertThat(written.get("dead-letters.ndjson").length()).isLessThan(1 << 20);
  }

  @Test
  void theOrderOfArrivalGivesTheSameAlertsAndCases() throws IOException {
    List<String> shuffled = new ArrayList<>(records);
    shuffled.addAll(records);
    Collections.shuffle(shuffled, new Random(2));
    Path input = Files.write(folder.resolve("arrival.jsonl"), shuffled);
    Path out = folder.resolve("stream");
    CommandRun ran = CommandRun.of("replay", "--mode", "stream", "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    Map<String, String> written = CommandRun.written(out);
    assertThat(written.get("alerts.ndjson")).isEqualTo(reference.get("alerts.ndjson"));
    assertThat(withoutRevisions(written.get("cases.ndjson")))
        .isEqualTo(withoutRevisions(reference.get("cases.ndjson")));
    assertThat(written.get("summary.json")).contains("\"mode\":\"stream\"");
  }

  @Test
  void withoutAnyOneOfItsLinesNoCaseIsComplete() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String host : List.of("lacks-write", "lacks-register", "lacks-load")) {
      List<String> history = new ArrayList<>(Scenarios.completeOn(host));
      assertThat(history).hasSize(3);
      history.remove(lines.size() / 2);
      lines.addAll(history);
    }
    Path input = Files.write(folder.resolve("lacking.jsonl"), lines);
    Path out = folder.resolve("lacking");
    CommandRun ran = CommandRun.of("replay", "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    List<String> cases = CommandRun.written(out).get("cases.ndjson").lines().toList();
    assertThat(cases).hasSize(3).allMatch(line -> line.contains("\"status\":\"partial\""));
  }

  @Test
  void everyMissingInputIsNamedInALineOfItsOwn() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path missing = folder.resolve("missing.jsonl");
    Path out = folder.resolve("nothing");
    CommandRun ran =
        CommandRun.of("replay", "--out", out, missing, empty, folder.resolve("input.jsonl"));
    assertThat(ran.status()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(missing + ": there is no such file"))
        .anyMatch(line -> line.startsWith(empty + ": the folder holds no "));
    assertThat(out).doesNotExist();
  }

  private static List<String> lines(String name) {
    return reference.get(name).lines().toList();
  }

  private static void assertValid(String schema, String name) {
    assertThat(lines(name))
        .allSatisfy(
            line ->
                assertThat(RecordSchemas.violations(schema, line.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty());
  }

  private static List<JsonNode> withoutRevisions(String cases) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : cases.lines().toList()) {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(line);
      assertThat(node.remove("revision")).isNotNull();
      nodes.add(node);
    }
    return nodes;
  }

  private static void gzip(Path file, List<String> lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }
}
