package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.operator.Pace;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which rules a configuration leaves switched on. */
class RulePacksTest {

  @TempDir private Path folder;

  @Test
  void everyPackIsOnUnlessSaidOtherwise() throws IOException {
    assertThat(names("")).isEqualTo(namesOf(RuleLibrary.builtIn().orThrow()));
    assertThat(packs("")).contains("core", "falcon-logscale", "defender-kql", "qradar-aql");
  }

  @Test
  void aDisabledPackIsOff() throws IOException {
    Set<String> expected = new TreeSet<>(packs(""));
    expected.remove("qradar-aql");
    expected.remove("defender-kql");
    assertThat(packs("rules: {disabled-packs: [qradar-aql, defender-kql]}")).isEqualTo(expected);
  }

  @Test
  void onlyEnabledPacksAreOn() throws IOException {
    assertThat(packs("rules: {enabled-packs: [falcon-logscale]}"))
        .containsExactly("falcon-logscale");
  }

  @Test
  void everyUnknownPackIsNamedWithTheOneThatWasMeant() {
    assertThatThrownBy(
            () -> packs("rules: {enabled-packs: [cor, core], disabled-packs: [quadar-aql, x]}"))
        .isInstanceOf(UsageProblems.class)
        .hasMessageContainingAll(
            "rules.enabled-packs: There is no rule pack 'cor'. (did you mean 'core'?)",
            "rules.disabled-packs: There is no rule pack 'quadar-aql'. (did you mean"
                + " 'qradar-aql'?)",
            "rules.disabled-packs: There is no rule pack 'x'. (write core, ");
  }

  @Test
  void anUnknownPackEndsReplayAndRunBeforeTheyStart() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "kafka: {bootstrap-servers: 'broker.example:9092'}\nrules: {disabled-packs: [qradar]}");
    Path input = Files.writeString(folder.resolve("input.jsonl"), "{}");
    Path out = folder.resolve("out");
    StringWriter err = new StringWriter();
    CommandLine cli = Cli.commandLine().setErr(new PrintWriter(err, true));
    int status =
        cli.execute(
            "replay", "--config", config.toString(), "--out", out.toString(), input.toString());
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("'qradar'", "did you mean 'qradar-aql'?");
    assertThat(out).doesNotExist();
    err.getBuffer().setLength(0);
    assertThat(cli.execute("run", "--config", config.toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("'qradar'", "did you mean 'qradar-aql'?");
  }

  @Test
  void noRuleAtAllIsAMistake() throws IOException {
    Path mine = rule("mine", "my_rule");
    assertThatThrownBy(
            () ->
                load(
                    "rules: {enabled-packs: [core, mine], disabled-packs: [core, mine]}",
                    List.of(mine)))
        .hasMessageContaining("enabled and disabled");
    assertThatThrownBy(
            () ->
                packs(
                    "rules: {disabled-packs: ["
                        + String.join(", ", new TreeSet<>(packs("")))
                        + "]}"))
        .isInstanceOf(UsageProblems.class)
        .hasMessageContaining("leave no rule; the packs are core, ");
  }

  @Test
  void aFolderOfOnesOwnIsAPackToo() throws IOException {
    Path mine = rule("mine", "my_rule");
    assertThat(load("rules: {enabled-packs: [mine]}", List.of(mine)))
        .extracting(Rule::name)
        .containsExactly("my_rule");
    assertThat(load("rules: {disabled-packs: [mine]}", List.of(mine)))
        .extracting(Rule::name)
        .isNotEmpty()
        .doesNotContain("my_rule");
  }

  @Test
  void aRuleMayTakeTheNameOfOneThatIsSwitchedOff() throws IOException {
    Path mine = rule("mine", "aql_iis_dll_write");
    assertThatThrownBy(() -> load("", List.of(mine)))
        .hasMessageContaining("The name 'aql_iis_dll_write' already belongs to");
    assertThat(load("rules: {disabled-packs: [qradar-aql]}", List.of(mine)))
        .filteredOn(rule -> rule.name().equals("aql_iis_dll_write"))
        .extracting(rule -> rule.reference().pack())
        .containsExactly("mine");
  }

  private Path rule(String pack, String name) throws IOException {
    Path rules = Files.createDirectories(folder.resolve(pack));
    Files.writeString(
        rules.resolve(name + ".yml"),
        """
        title: Mine
        name: %s
        logsource: {product: windows, category: file_event}
        detection: {sel: {TargetFilename|endswith: '.dll'}, condition: sel}
        """
            .formatted(name));
    return rules;
  }

  private Set<String> packs(String config) throws IOException {
    return load(config, List.of()).stream()
        .map(rule -> rule.reference().pack())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> names(String config) throws IOException {
    return namesOf(load(config, List.of()));
  }

  private static Set<String> namesOf(List<Rule> rules) {
    return rules.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Rule> load(String config, List<Path> rules) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), config);
    return new SettingsLoader(file, rules, List.of()).load(Pace.EVENT_TIME).rules().rules();
  }
}
