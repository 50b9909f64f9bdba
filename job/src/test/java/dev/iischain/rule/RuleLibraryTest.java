package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.RuleReading;
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
        .hasSize(
            Math.toIntExact(RuleLibrary.index().stream().filter(f -> !isReplacing(f)).count()));
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
  void filesAsPublishedReplaceThoseOfTheirNameWhenAskedFor() throws IOException {
    String id = "id: 3a7cf1f1-0001-4b5e-8a3e-2f6b0c1d2e3f\n";
    write("team/a.yml", id + SampleRules.process("sel: {Image: meant}\ncondition: sel"));
    write("team/b.yml", SampleRules.process("sel: {Image: x}\ncondition: sel"));
    write(
        "team/as-published/a.yml",
        id + "version: 2\n" + SampleRules.process("sel: {Image: said}\ncondition: sel"));
    LoadedRules intended = RuleLibrary.folder(folder, LoadMode.LENIENT);
    LoadedRules published = RuleLibrary.folder(folder, LoadMode.LENIENT, RuleReading.AS_PUBLISHED);
    assertThat(intended.problems()).isEmpty();
    assertThat(published.problems()).isEmpty();
    assertThat(intended.rules()).extracting(Rule::name).containsExactly("a", "b");
    assertThat(published.rules()).extracting(Rule::name).containsExactly("a", "b");
    assertThat(intended.rules().get(0).selections().get(0).lines().toString()).contains("meant");
    assertThat(published.rules().get(0).selections().get(0).lines().toString()).contains("said");
    assertThat(published.rules().get(0).reference().pack()).isEqualTo("team");
  }

  @Test
  void aFileAsPublishedThatReplacesNothingOrSomethingElseIsAProblem() throws IOException {
    String id = "id: 3a7cf1f1-0001-4b5e-8a3e-2f6b0c1d2e3f\n";
    String rule = SampleRules.process("sel: {Image: x}\ncondition: sel");
    write("team/a.yml", id + rule);
    write("team/b.yml", rule);
    write("team/as-published/a.yml", id + rule);
    write("team/as-published/b.yml", id.replace('3', '4') + "version: 2\n" + rule);
    write("team/as-published/c.yml", "version: 2\n" + rule);
    assertThat(RuleLibrary.folder(folder, LoadMode.LENIENT).problems()).isEmpty();
    assertThat(RuleLibrary.folder(folder, LoadMode.LENIENT, RuleReading.AS_PUBLISHED).problems())
        .extracting(RuleProblem::message)
        .anyMatch(message -> message.startsWith("The rule 'a' has the same version as "))
        .anyMatch(message -> message.startsWith("The rule 'b' has another id or pack than "))
        .contains("There is no rule 'c' that this file could replace.");
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
