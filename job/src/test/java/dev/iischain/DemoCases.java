package dev.iischain;

import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.local.DemoRecord;
import dev.iischain.local.DemoTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What detection makes of the attack that the command demo plays. */
public final class DemoCases {

  private DemoCases() {}

  /** Every revision of its case, in order. */
  public static List<Case> revisions() throws IOException {
    Path folder = Files.createTempDirectory("demo-cases-");
    List<String> lines = new ArrayList<>();
    for (DemoRecord record : DemoTelemetry.records(Instant.parse("2026-03-02T09:00:00Z"))) {
      lines.add(new String(record.value(), StandardCharsets.UTF_8));
    }
    Path input = Files.write(folder.resolve("demo.jsonl"), lines);
    Path out = folder.resolve("out");
    CommandRun ran = CommandRun.of("replay", "--out", out, input);
    if (ran.status() != 0) {
      throw new AssertionError(ran.err());
    }
    List<Case> revisions = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("case-revisions.ndjson"))) {
      revisions.add(RecordJson.read(line.getBytes(StandardCharsets.UTF_8), Case.class));
    }
    return revisions;
  }
}
