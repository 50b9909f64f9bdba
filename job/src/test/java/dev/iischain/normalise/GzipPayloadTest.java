package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Gzip is opened within bounds. */
class GzipPayloadTest {

  @Test
  void everyLineOfAFileIsRead() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      lines.append(SiblingsTest.write(i)).append('\n');
    }
    Outcome outcome = Outcome.of(gzip(lines.toString()));
    assertThat(outcome.events).hasSize(5000);
    assertThat(outcome.all).hasSize(5000);
    assertThat(Outcome.of(gzip(SiblingsTest.write(1))).only().eventId())
        .isEqualTo(Outcome.of(SiblingsTest.write(1)).only().eventId());
  }

  @Test
  void moreThanTheBoundIsReadInPieces() throws IOException {
    String lines = (SiblingsTest.write(1) + "\n").repeat(100);
    Outcome outcome = Outcome.of(bounded(8192), gzip(lines), RawRecord.NO_TIME);
    assertThat(outcome.events).hasSize(100);
    assertThat(outcome.deadLetters).isEmpty();
  }

  @Test
  void aBombIsTooLarge() throws IOException {
    byte[] bomb = gzip("{\"a\":\"" + "x".repeat(4_000_000) + "\"}");
    assertThat(Outcome.of(bounded(65_536), bomb, RawRecord.NO_TIME).summary())
        .containsExactly("too-large");
    byte[] lines = gzip("\n".repeat(4_000_000));
    assertThat(Outcome.of(bounded(65_536), lines, RawRecord.NO_TIME).summary())
        .containsExactly("too-large");
  }

  @Test
  void whatWasCompleteBeforeADefectIsKept() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      lines.append(SiblingsTest.write(i)).append('\n');
    }
    byte[] whole = gzip(lines.toString());
    Outcome outcome = Outcome.of(Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(outcome.events).hasSizeBetween(1000, 4999);
    assertThat(outcome.summary()).endsWith("unknown-format").doesNotContain("malformed-json");
    assertThat(outcome.deadLetters).hasSize(1);
  }

  @Test
  void emptyAndBrokenGzipAreDeadLetters() throws IOException {
    assertThat(Outcome.of(gzip("")).summary()).containsExactly("empty");
    assertThat(Outcome.of(new byte[] {0x1F, (byte) 0x8B, 8, 1, 2}).summary())
        .containsExactly("unknown-format");
  }

  private static NormaliseOptions bounded(int bytes) {
    return new NormaliseOptions(
        "default",
        NormaliseOptions.HostKeyMode.SHORT,
        Map.of(),
        ZoneId.of("UTC"),
        bytes,
        64,
        Duration.ofMinutes(5));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
