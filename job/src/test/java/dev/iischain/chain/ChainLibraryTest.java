package dev.iischain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.RuleReading;
import dev.iischain.event.Stage;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainLibraryTest {

  private static final String GOOD =
      """
      title: Registered, then loaded
      id: 6f1c2d1a-0000-4000-8000-000000000001
      name: mine
      completes: false
      correlation:
          type: temporal_ordered
          rules: [registration, load]
          group-by: [Host, Dll]
          timespan: 3d
      """;

  @TempDir private Path folder;

  @Test
  void theIndexNamesEveryBuiltInChain() throws IOException, URISyntaxException {
    Path built = Path.of(ChainLibrary.class.getResource("/chains/index.txt").toURI()).getParent();
    try (InputStream in = ChainLibrary.class.getResourceAsStream("/chains/index.txt");
        Stream<Path> files = Files.list(built)) {
      List<String> index = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(index)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yml"))
                  .toList());
    }
  }

  @Test
  void builtInChainsHaveTheWindowsOfTheDesign() {
    List<Chain> chains = ChainLibrary.load(List.of());
    assertThat(chains)
        .extracting(Chain::name)
        .containsExactly(
            "iis_module_loaded_registered",
            "iis_module_registered_loaded",
            "iis_module_registered_refused",
            "iis_module_registered_written",
            "iis_module_registered_written_loaded",
            "iis_module_written_loaded",
            "iis_module_written_loaded_registered",
            "iis_module_written_refused",
            "iis_module_written_registered",
            "iis_module_written_registered_loaded",
            "iis_module_written_registered_refused");
    Chain classic = chains.get(9);
    assertThat(classic.complete()).isTrue();
    assertThat(classic.steps().get(1).within()).isEqualTo(Duration.ofDays(7));
    assertThat(classic.steps().get(2).within()).isEqualTo(Duration.ofDays(35));
    assertThat(classic.timespan()).isEqualTo(Duration.ofDays(42));
  }

  @Test
  void aUsersChainIsAddedToTheBuiltInOnes() throws IOException {
    Files.writeString(folder.resolve("mine.yml"), GOOD);
    assertThat(ChainLibrary.load(List.of(folder))).extracting(Chain::name).contains("mine");
  }

  @Test
  void everyMistakeOfEveryFileIsReportedAtOnce() throws IOException {
    Files.writeString(
        folder.resolve("a.yml"),
        GOOD.replace("temporal_ordered", "temporal").replace("3d", "3 days"));
    Files.writeString(
        folder.resolve("b.yml"),
        GOOD.replace("name: mine", "name: theirs")
            .replace("load]", "explode]")
            .replace("title:", "titel:"));
    Files.writeString(folder.resolve("c.yml"), "a: [");
    Files.writeString(
        folder.resolve("d.yml"),
        GOOD.replace("name: mine", "name: loop")
            .replace("[registration, load]", "[loop, iis_module_written_loaded, load]")
            .replace("[Host, Dll]", "[User]"));
    Files.writeString(
        folder.resolve("e.yml"),
        GOOD.replace("name: mine", "name: shells\nlevel: huge")
            .replace("[registration, load]", "[behaviour, behaviour]"));
    Files.writeString(
        folder.resolve("f.yml"),
        GOOD.replace("name: mine", "name: bold")
            .replace("completes: false", "completes: true")
            .replace("[registration, load]", "[registration, behaviour]"));
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder, folder.resolve("missing"))))
        .isInstanceOfSatisfying(
            ChainLoadException.class,
            e ->
                assertThat(e.problems())
                    .extracting(
                        each ->
                            Path.of(each.file()).getFileName()
                                + " "
                                + each.key()
                                + " "
                                + each.message())
                    .satisfiesExactlyInAnyOrder(
                        says("a.yml correlation.type must be temporal_ordered"),
                        says("a.yml correlation.timespan '3 days' is not a Sigma timespan"),
                        says("b.yml titel is not a key"),
                        says("b.yml title is missing"),
                        says("b.yml correlation.rules stage 'explode' is not one of"),
                        says("c.yml file is not YAML"),
                        says("d.yml correlation.group-by must be [Host, Dll]"),
                        says("d.yml correlation.rules names the chain itself, which is a cycle"),
                        says("d.yml correlation.rules names the chain 'iis_module_written_loaded'"),
                        says("e.yml correlation.rules names behaviour only and can never fire"),
                        says("e.yml level 'huge' is not one of"),
                        says("f.yml completes must be false"),
                        says("missing file there is no such chain file")));
  }

  private static ThrowingConsumer<String> says(String start) {
    return text -> assertThat(text).startsWith(start);
  }

  @Test
  void aChainTakesThePlaceOfTheBuiltInOneOfItsName() throws IOException {
    Files.writeString(
        folder.resolve("mine.yml"), GOOD.replace("mine", "iis_module_registered_loaded"));
    List<Chain> chains = ChainLibrary.load(List.of(folder));
    assertThat(chains).hasSize(11);
    assertThat(chains.get(1).name()).isEqualTo("iis_module_registered_loaded");
    assertThat(chains.get(1).timespan()).isEqualTo(Duration.ofDays(3));
  }

  private static final String BY_RULE =
      """
      title: A write that one rule saw, then a load
      id: 6f1c2d1a-0000-4000-8000-000000000002
      name: by_rule
      completes: false
      correlation:
          type: temporal_ordered
          rules: [evidence_module_write, load]
          aliases:
            Module: {evidence_module_write: TargetFilename, load: ImageLoaded}
          group-by: [Computer, Module]
          timespan: 3d
      """;

  @Test
  void aStepMayNameARuleByItsNameOrItsId() throws IOException {
    List<Rule> rules = RuleLibrary.builtIn(RuleReading.INTENDED).rules();
    Rule write = RuleSet.compile(rules).named("evidence_module_write");
    for (String reference : List.of(write.name(), write.reference().id())) {
      Files.writeString(
          folder.resolve("mine.yml"), BY_RULE.replace("evidence_module_write", reference));
      Chain chain =
          ChainLibrary.load(List.of(folder), rules).stream()
              .filter(each -> each.name().equals("by_rule"))
              .findFirst()
              .orElseThrow();
      assertThat(chain.steps())
          .containsExactly(
              new Chain.Step(Stage.WRITE, write.name(), Duration.ofDays(3)),
              new Chain.Step(Stage.LOAD, Duration.ofDays(3)));
    }
  }

  @Test
  void aStepOrAGroupingThatNeverResolvesIsAMistake() throws IOException {
    List<Rule> rules = RuleLibrary.builtIn(RuleReading.INTENDED).rules();
    Files.writeString(
        folder.resolve("a.yml"), BY_RULE.replace("evidence_module_write", "evidence_module_writ"));
    Files.writeString(
        folder.resolve("b.yml"),
        BY_RULE
            .replace("by_rule", "b")
            .replace("load: ImageLoaded", "lod: ImageLoaded")
            .replace("[Computer, Module]", "[Computer, Modul]"));
    Files.writeString(
        folder.resolve("c.yml"),
        BY_RULE.replace("by_rule", "c").replace("ImageLoaded", "CommandLine"));
    Files.writeString(
        folder.resolve("d.yml"),
        BY_RULE.replace("by_rule", "d").replace("[Computer, Module]", "[Computer]"));
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder), rules))
        .isInstanceOfSatisfying(
            ChainLoadException.class,
            e ->
                assertThat(e.problems())
                    .extracting(each -> Path.of(each.file()).getFileName() + " " + each.message())
                    .satisfiesExactlyInAnyOrder(
                        text ->
                            assertThat(text)
                                .startsWith("a.yml stage 'evidence_module_writ' is not one of")
                                .endsWith("did you mean 'evidence_module_write'?"),
                        says("b.yml has an alias 'Module' for 'lod', which is no step."),
                        says("b.yml has an alias 'Module' without a field for the step [load]."),
                        says("c.yml has an alias 'Module' of fields that name neither the host"),
                        says("d.yml must be [Host, Dll]")));
  }

  @Test
  void aRuleThatPlaysNoStageCanBeNoStep() throws IOException {
    List<Rule> rules = RuleLibrary.builtIn(RuleReading.INTENDED).rules();
    Rule without = rules.stream().filter(each -> each.stage() == null).findFirst().orElseThrow();
    Files.writeString(
        folder.resolve("a.yml"), BY_RULE.replace("evidence_module_write", without.name()));
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder), rules))
        .hasMessageContaining("which plays no stage and can never be a step");
  }

  @Test
  void aGapLongerThanTheTimespanCanNeverHold() throws IOException {
    Files.writeString(folder.resolve("a.yml"), GOOD + "gaps: [4d]\n");
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder)))
        .hasMessageContaining("a.yml: gaps: 4d is longer than the timespan");
  }

  @Test
  void aChainThatContainsItselfIsAMistake() throws IOException {
    Files.writeString(
        folder.resolve("mine.yml"),
        GOOD.replace("rules: [registration, load]", "rules: &again [[*again], load]"));
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder)))
        .isInstanceOf(ChainLoadException.class)
        .hasMessageContaining("mine.yml")
        .hasMessageContaining("contains itself");
  }

  @Test
  void twoChainsOfOneNameAreAMistake() throws IOException {
    Files.writeString(folder.resolve("a.yml"), GOOD);
    Files.writeString(folder.resolve("b.yml"), GOOD);
    assertThatThrownBy(() -> ChainLibrary.load(List.of(folder)))
        .hasMessageContaining("two chains have this name");
  }
}
