package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.Alert.Observable;
import dev.iischain.event.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledRecordsTest {

  /** Values are a time, a number and any text. */
  private static final SpooledRecords.Order<Observable> ORDER =
      new SpooledRecords.Order<>(each -> part(each, 0), Observable::type, each -> part(each, 1));

  @TempDir private Path folder;
  private Path spool;
  private final List<Observable> shown = new ArrayList<>();

  @BeforeEach
  void createSpool() throws IOException {
    spool = Files.createDirectory(folder.resolve("spool"));
  }

  @Test
  void recordsOfAllFilesAreSortedByTimeThenKeyThenNumber() throws IOException {
    spool("0", record("b", "2 1"), record("a", "2 2"), record("c", "1 9"));
    spool("1", record("a", "2 1"), record("z", "-5 0"));
    assertThat(all())
        .containsExactly(
            record("z", "-5 0"),
            record("c", "1 9"),
            record("a", "2 1"),
            record("a", "2 2"),
            record("b", "2 1"));
    assertThat(shown).isEqualTo(read());
  }

  @Test
  void ofEachKeyTheLastRecordIsTheLatest() throws IOException {
    spool("0", record("a", "9 1 old"), record("b", "2 1"), record("a", "1 1 new"));
    assertThat(latest()).containsExactly(record("a", "1 1 new"), record("b", "2 1"));
    assertThat(shown).isEqualTo(read());
  }

  @Test
  void itDoesNotMatterWhichFileARecordLiesIn() throws IOException {
    spool("0", record("a", "1 1 left"));
    spool("1", record("a", "1 1 right"));
    List<Observable> one = all();
    spool("0", record("a", "1 1 right"));
    spool("1", record("a", "1 1 left"));
    assertThat(all()).isEqualTo(one).hasSize(2);
  }

  @Test
  void recordsLongerThanTheBufferAreReadWhole() throws IOException {
    Observable longer = record("a", "1 1 " + "é".repeat(100_000));
    spool("0", record("b", "0 0"), longer, record("c", "2 2"));
    assertThat(all()).containsExactly(record("b", "0 0"), longer, record("c", "2 2"));
  }

  @Test
  void textThatNeedsEscapesComesBack() throws IOException {
    Observable odd = record("a\n\"", "1 1 \r\n\t\u0000 \ud83d\ude00");
    spool("0", odd);
    assertThat(latest()).containsExactly(odd);
    assertThat(Files.readAllLines(folder.resolve("out"))).hasSize(1);
  }

  @Test
  void nothingSpooledWritesAnEmptyFile() throws IOException {
    assertThat(all()).isEmpty();
    spool("0");
    assertThat(latest()).isEmpty();
    assertThat(folder.resolve("out")).isEmptyFile();
    assertThat(shown).isEmpty();
  }

  @Test
  void aBrokenRecordIsNotPassedOn() throws IOException {
    Files.writeString(spool.resolve("0.ndjson"), "{\"type\":\n");
    assertThatThrownBy(this::all)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("a record that this run wrote cannot be read back");
  }

  private void spool(String name, Observable... records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Observable each : records) {
      lines.append(new String(RecordJson.write(each), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(spool.resolve(name + ".ndjson"), lines);
  }

  private List<Observable> all() throws IOException {
    new SpooledRecords<>(spool, Observable.class)
        .writeAll(folder.resolve("out"), ORDER, shown::add);
    return read();
  }

  private List<Observable> latest() throws IOException {
    new SpooledRecords<>(spool, Observable.class)
        .writeLatest(folder.resolve("out"), ORDER, shown::add);
    return read();
  }

  private List<Observable> read() throws IOException {
    List<Observable> records = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out"))) {
      records.add(RecordJson.read(line.getBytes(StandardCharsets.UTF_8), Observable.class));
    }
    return records;
  }

  private static Observable record(String key, String value) {
    return new Observable(key, value);
  }

  private static long part(Observable each, int index) {
    return Long.parseLong(each.value().split(" ", 3)[index]);
  }
}
