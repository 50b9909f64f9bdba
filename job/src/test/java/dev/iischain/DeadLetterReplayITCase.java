package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.Scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bound refused is not lost: its dead letters replay like the records themselves. */
class DeadLetterReplayITCase {

  @TempDir private Path folder;

  @Test
  void aReplayOfDeadLettersWithAHigherBoundIsTheReplayOfTheRecords() throws IOException {
    List<String> records = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      for (String record : scenario.records()) {
        records.add(pad(record));
      }
    }
    Path input = Files.write(folder.resolve("input.jsonl"), records);
    Path tight =
        Files.writeString(folder.resolve("tight.yaml"), "normalise: {max-record-size: 1KiB}\n");
    Path direct = replay("direct", null, input);
    Path refused = replay("refused", tight, input);

    List<String> letters = Files.readAllLines(refused.resolve("dead-letters.ndjson"));
    assertThat(letters).hasSameSizeAs(records).allMatch(line -> line.contains("\"too-large\""));
    assertThat(refused.resolve("alerts.ndjson")).isEmptyFile();

    Path again = replay("again", null, refused.resolve("dead-letters.ndjson"));

    assertThat(direct.resolve("alerts.ndjson")).isNotEmptyFile();
    for (String name :
        List.of("alerts.ndjson", "cases.ndjson", "case-revisions.ndjson", "dead-letters.ndjson")) {
      assertThat(again.resolve(name)).as(name).hasSameBinaryContentAs(direct.resolve(name));
    }
    // With the bound as it was, the letters come back as they are: replaying is not lossy.
    Path still = replay("still", tight, refused.resolve("dead-letters.ndjson"));
    assertThat(still.resolve("dead-letters.ndjson"))
        .hasSameBinaryContentAs(refused.resolve("dead-letters.ndjson"));
  }

  private Path replay(String name, Path config, Path input) {
    Path out = folder.resolve(name);
    CommandRun ran =
        config == null
            ? CommandRun.of("replay", "--out", out, input)
            : CommandRun.of("replay", "--config", config, "--out", out, input);
    assertThat(ran.status()).as(ran.err()).isZero();
    return out;
  }

  /** Blanks at the end, as some shippers leave them. */
  private static String pad(String record) {
    return record + " ".repeat(2_000);
  }
}
