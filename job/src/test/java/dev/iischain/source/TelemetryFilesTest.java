package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryFilesTest {

  @TempDir private Path folder;

  @Test
  void recordsCarryTheFilesNameAndTheirNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("a.log"), "one\n\ntwo\n");
    List<RawRecord> records = read(file);
    assertThat(records).extracting(RawRecord::source).containsOnly("a.log");
    assertThat(records).extracting(RawRecord::position).containsExactly(1L, 2L);
    assertThat(text(records)).containsExactly("one", "two");
  }

  @Test
  void gzipIsToldByItsBytesWhateverTheNameSays() throws IOException {
    Path file = Files.write(folder.resolve("a.log"), gzip("one\ntwo\n"));
    assertThat(text(read(file))).containsExactly("one", "two");
  }

  @Test
  void aDamagedStreamGivesWhatCanBeReadAndSaysThatTheRestIsLost() throws IOException {
    byte[] whole = gzip("line\n".repeat(1_000) + "x".repeat(5_000));
    List<String> cut =
        text(read(Files.write(folder.resolve("c.gz"), Arrays.copyOf(whole, whole.length - 12))));
    assertThat(cut).hasSizeGreaterThan(900).endsWith(GzipText.DAMAGE);
    assertThat(cut.subList(0, 900)).containsOnly("line");
    List<String> header = text(read(Files.write(folder.resolve("h.gz"), Arrays.copyOf(whole, 4))));
    assertThat(header).containsExactly(GzipText.DAMAGE);
    byte[] flipped = whole.clone();
    flipped[whole.length - 5] ^= 1;
    assertThat(text(read(Files.write(folder.resolve("f.gz"), flipped)))).endsWith(GzipText.DAMAGE);
  }

  @Test
  void anEmptyFileHoldsNoRecord() throws IOException {
    assertThat(read(Files.write(folder.resolve("e.log"), new byte[0]))).isEmpty();
  }

  private static List<RawRecord> read(Path file) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    TelemetryFiles.forEach(file, 1 << 20, records::add);
    return records;
  }

  private static List<String> text(List<RawRecord> records) {
    return records.stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
