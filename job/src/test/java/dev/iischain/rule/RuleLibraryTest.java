package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleLibraryTest {

  private static final Path RESOURCES = Path.of("src", "main", "resources", "rules");

  @TempDir Path folder;

  @Test
  void indexNamesEveryRuleFileInOrder() throws IOException {
    List<String> onDisk;
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      onDisk =
          files
              .filter(Files::isRegularFile)
              .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !file.equals("index.txt"))
              .sorted()
              .toList();
    }
    assertThat(Files.readAllLines(RESOURCES.resolve("index.txt"))).isEqualTo(onDisk);
    assertThat(RuleLibrary.index()).isEqualTo(onDisk);
  }

  @Test
  void builtInRulesLoadStrictlyAndByName() {
    LoadedRules loaded = RuleLibrary.builtIn();
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.unsupported()).isEmpty();
    assertThat(loaded.rules())
        .hasSize(Math.toIntExact(RuleLibrary.index().stream().filter(f -> !isReplacing(f)).count()));
    assertThat(loaded.rules()).extracting(Rule::name).isSorted();
  }

  @Test
  void packsCanBeSwitchedOff() {
    LoadedRules loaded = RuleLibrary.builtIn();
    assertThat(loaded.withPacks(Set.of("core")).rules())
        .isNotEmpty()
        .allMatch(rule -> rule.reference().pack().equals("core"));
    assertThat(loaded.withPacks(Set.of()).rules()).isEmpty();
  }

  @Test
  void folderIsReadWithAllThatLiesBelowIt() throws IOException {
    write("team/second.yml", SampleRules.process("sel: {Image: x}\ncondition: sel"));
    write("first.yaml", SampleRules.process("sel: {Image: x}\ncondition: sel"));
    write("notes.txt", "no rule");
    LoadedRules loaded = RuleLibrary.folder(folder, LoadMode.LENIENT);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules()).extracting(Rule::name).containsExactly("first", "second");
    assertThat(loaded.rules().get(1).reference().pack()).isEqualTo("team");
    assertThat(RuleLibrary.folder(folder.resolve("first.yaml"), LoadMode.LENIENT).rules())
        .extracting(Rule::name)
        .containsExactly("first");
  }

  @Test
  void fileThatIsNoTextIsAProblem() throws IOException {
    Files.write(folder.resolve("a.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(RuleLibrary.folder(folder, LoadMode.LENIENT).problems())
        .extracting(RuleProblem::message)
        .containsExactly("The file is not UTF-8.");
  }

  @Test
  void folderThatIsNotThereIsAnError() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> RuleLibrary.folder(missing, LoadMode.LENIENT))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("The rule folder " + missing + " cannot be read; is the path right?");
  }

  private static boolean isReplacing(String file) {
    return file.contains("/as-published/");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
