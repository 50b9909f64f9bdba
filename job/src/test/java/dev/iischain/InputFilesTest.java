package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir private Path folder;
  private Path scratch;

  @BeforeEach
  void createScratch() throws IOException {
    scratch = Files.createDirectory(folder.resolve("scratch"));
  }

  @Test
  void aFolderGivesItsTelemetryFilesAtAnyDepth() throws IOException {
    Path input = folder.resolve("input");
    for (String name :
        List.of(
            "a.jsonl", "b.NDJSON", "c.json", "d.log", "e.xml", "f.json.gz", "deep/er/g.Log.GZ")) {
      touch(input.resolve(name));
    }
    for (String name : List.of("notes.txt", "json", "h.gz", "i.json.bak", "deep/j.csv")) {
      touch(input.resolve(name));
    }
    assertThat(find(input.toString()))
        .extracting(path -> input.relativize(path).toString())
        .containsExactly(
            "a.jsonl", "b.NDJSON", "c.json", "d.log", "deep/er/g.Log.GZ", "e.xml", "f.json.gz");
  }

  @Test
  void aFileThatIsNamedNeedsNoEnding() throws IOException {
    Path file = touch(folder.resolve("telemetry"));
    assertThat(find(file.toString())).containsExactly(file);
  }

  @Test
  void filesNamedTwiceAreReadOnceAndInOrder() throws IOException {
    Path second = touch(folder.resolve("input/b.json"));
    Path first = touch(folder.resolve("input/a.json"));
    String detour = folder.resolve("input/../input/b.json").toString();
    assertThat(find(detour, second.toString(), folder.resolve("input").toString()))
        .containsExactly(first, second);
  }

  @Test
  void standardInputIsKeptInTheScratchFolder() throws IOException {
    List<Path> files = find("-", "-");
    assertThat(files).containsExactly(scratch.resolve("stdin"));
    assertThat(files.get(0)).hasContent("from stdin");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    Path good = touch(folder.resolve("good.json"));
    Path missing = folder.resolve("missing.json");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> find(good.toString(), missing.toString(), empty.toString()))
        .isInstanceOf(UsageProblems.class)
        .hasMessage(
            missing
                + ": there is no such file or folder; check the spelling.\n"
                + empty
                + ": the folder holds no .jsonl, .ndjson, .json, .log or .xml file (or .gz of"
                + " one).");
  }

  private List<Path> find(String... names) {
    InputStream stdin = new ByteArrayInputStream("from stdin".getBytes(StandardCharsets.UTF_8));
    return InputFiles.find(List.of(names), scratch, stdin);
  }

  private static Path touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}\n");
  }
}
