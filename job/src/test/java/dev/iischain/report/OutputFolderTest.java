package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.RecordJson;
import dev.iischain.event.SampleRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir private Path folder;

  @Test
  void casesAndAlertsComeBack() throws IOException {
    write(folder, "cases.ndjson", SampleRecords.partialCase(), SampleRecords.completeCase());
    write(folder, "alerts.ndjson", SampleRecords.writeAlert());
    OutputFolder output = OutputFolder.open(folder);
    assertThat(output.cases())
        .containsExactly(SampleRecords.partialCase(), SampleRecords.completeCase());
    assertThat(output.alerts()).containsExactly(SampleRecords.writeAlert());
    assertThat(output.casesNamed("ch-k7")).containsExactly(SampleRecords.completeCase());
    assertThat(output.casesNamed("ch-zz")).isEmpty();
  }

  @Test
  void folderWithoutAlertsHasNone() throws IOException {
    write(folder, "cases.ndjson");
    assertThat(OutputFolder.open(folder).cases()).isEmpty();
    assertThat(OutputFolder.open(folder).alerts()).isEmpty();
  }

  @Test
  void missingFileAndForeignFoldersAreExplained() throws IOException {
    assertThatThrownBy(() -> OutputFolder.open(folder.resolve("absent")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no folder")
        .hasMessageContaining("replay --out");
    assertThatThrownBy(() -> OutputFolder.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no cases.ndjson");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OutputFolder.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void foreignLinesAreNamedByFileAndNumber() throws IOException {
    write(folder, "cases.ndjson", SampleRecords.completeCase(), SampleRecords.writeAlert());
    assertThatThrownBy(() -> OutputFolder.open(folder).cases())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cases.ndjson, line 2,");
    Files.write(folder.resolve("cases.ndjson"), new byte[] {'{', (byte) 0xff, '}'});
    assertThatThrownBy(() -> OutputFolder.open(folder).cases())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("not UTF-8");
  }

  /** Writes records as a replay does. */
  static void write(Path folder, String name, Object... records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Object one : records) {
      lines.append(new String(RecordJson.write(one), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(folder.resolve(name), lines);
  }
}
