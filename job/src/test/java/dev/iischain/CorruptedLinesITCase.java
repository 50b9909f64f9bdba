package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of every format in which one line of a hundred is broken: what is lost is just that. */
class CorruptedLinesITCase {

  private static final int LINES = 200_000;
  private static final int ONE_OF = 100;
  private static final Path TELEMETRY = Path.of("src", "test", "resources", "telemetry");

  @TempDir private Path folder;

  @Test
  void deadLettersAreExactlyTheCorruptedLines() throws IOException {
    List<String> examples = soundLines();
    Random random = new Random(20_261_121);
    Map<Integer, String> corrupted = new TreeMap<>();
    Counts expected = new Counts();
    Path input = folder.resolve("mixed.log");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(input), 1 << 20)) {
      for (int line = 1; line <= LINES; line++) {
        String example = examples.get(random.nextInt(examples.size()));
        byte[] record = example.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(ONE_OF) == 0) {
          record = corrupt(example, random);
          corrupted.put(line, new String(record, StandardCharsets.ISO_8859_1));
        } else {
          expected.add(counts(example));
        }
        file.write(record);
        file.write('\n');
      }
    }
    assertThat(corrupted).hasSizeBetween(LINES / ONE_OF / 2, 2 * LINES / ONE_OF);

    Path out = folder.resolve("out");
    CommandRun ran = CommandRun.of("replay", "--out", out, input);

    assertThat(ran.status()).as(ran.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    assertThat(summary.path("read").asInt()).isEqualTo(LINES);
    assertThat(events(summary)).isEqualTo(expected.events);
    assertThat(summary.path("irrelevant").asInt()).isEqualTo(expected.irrelevant);
    Map<Integer, String> letters = deadLetters(out.resolve("dead-letters.ndjson"));
    assertThat(letters.keySet()).isEqualTo(corrupted.keySet());
    corrupted.forEach((line, record) -> assertThat(letters.get(line)).isEqualTo(record));
  }

  /**
   * The examples that are one line and one event each. A broken envelope of several events still
   * yields those before the break.
   */
  private static List<String> soundLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TELEMETRY)) {
      for (Path file : files.filter(CorruptedLinesITCase::isRecord).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
          continue; // compressed, or in another encoding
        }
        for (String line : text.split("[\\r\\n]+")) {
          Counts counts = counts(line);
          if (counts.events + counts.irrelevant == 1 && counts.deadLetters == 0 && !nests(line)) {
            lines.add(line);
          }
        }
      }
    }
    assertThat(lines.size()).isGreaterThan(150);
    return lines;
  }

  /**
   * Whether an event's text holds what looks like another event, which the broken line would be.
   */
  private static boolean nests(String line) {
    return line.indexOf("<Event>") > 0 && line.indexOf("<Event ") >= 0;
  }

  private static boolean isRecord(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".golden.json");
  }

  /** What becomes of one line by itself. */
  private static Counts counts(String line) {
    Counts counts = new Counts();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(
                line.getBytes(StandardCharsets.UTF_8), "mixed.log", 0, 1, RawRecord.NO_TIME),
            counts);
    return counts;
  }

  /** A line that no reader could take for a record: cut, mistyped or scrambled. */
  private static byte[] corrupt(String line, Random random) {
    boolean hasBrackets = line.startsWith("{") || line.startsWith("[") || line.endsWith("</Event>");
    if (!hasBrackets) {
      return scrambled(line); // half a line of plain text is a record of its own
    }
    return switch (random.nextInt(3)) {
      case 0 ->
          line.substring(0, 1 + random.nextInt(line.length() - 2)).getBytes(StandardCharsets.UTF_8);
      case 1 -> line.substring(0, line.length() - 1).getBytes(StandardCharsets.UTF_8);
      default -> scrambled(line);
    };
  }

  private static byte[] scrambled(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] |= (byte) 0x80;
    }
    return bytes;
  }

  private static int events(JsonNode summary) {
    int events = 0;
    for (JsonNode count : summary.path("events").path("byKind")) {
      events += count.asInt();
    }
    return events;
  }

  private static Map<Integer, String> deadLetters(Path file) throws IOException {
    Map<Integer, String> letters = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(file)) {
      JsonNode letter = json.readTree(line);
      assertThat(letter.path("truncated").asBoolean()).isFalse();
      byte[] value = Base64.getDecoder().decode(letter.path("value").asText());
      String before =
          letters.put(
              letter.path("position").asInt(), new String(value, StandardCharsets.ISO_8859_1));
      assertThat(before).as("a second dead letter of one line").isNull();
    }
    return letters;
  }

  /** Counts what a decoder says. */
  private static final class Counts implements TelemetryDecoder.Output {

    private int events;
    private int irrelevant;
    private int deadLetters;

    void add(Counts other) {
      events += other.events;
      irrelevant += other.irrelevant;
      deadLetters += other.deadLetters;
    }

    @Override
    public void event(EndpointEvent event) {
      events++;
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      irrelevant++;
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      deadLetters++;
    }
  }
}
