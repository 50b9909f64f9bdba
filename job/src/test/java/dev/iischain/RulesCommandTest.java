package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class RulesCommandTest {

  private static final List<Rule> OURS = RuleLibrary.builtIn().orThrow();
  private static final Path RULES = Path.of("src", "main", "resources", "rules");
  private static final Path SAMPLE = RULES.resolve("core/iis_dll_write_iis_directory.yml");

  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  @Test
  void everyRuleIsListedWithPackLevelSourceAndTitle() {
    CommandRun run = CommandRun.of("rules", "list");
    assertThat(run.status()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(OURS.size() + 1);
    assertThat(lines.get(0)).matches("NAME +LEVEL +PACK +LOOKS AT +TITLE");
    for (Rule rule : OURS) {
      assertThat(lines)
          .anyMatch(
              line ->
                  line.startsWith(rule.name() + " ")
                      && line.contains(" " + rule.level().label() + " ")
                      && line.contains(" " + rule.reference().pack() + " ")
                      && line.endsWith("  " + rule.title()));
    }
    assertThat(run.err()).startsWith(OURS.size() + " rules in ");
  }

  @Test
  void aPackCanBeListedAlone() {
    CommandRun run = CommandRun.of("rules", "list", "--pack", "maxpatrol");
    assertThat(run.status()).isZero();
    assertThat(run.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.contains("maxpatrol"));
    CommandRun unknown = CommandRun.of("rules", "list", "--pack", "maxpatroll");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("--pack maxpatroll", "maxpatrol");
    assertThat(unknown.out()).isEmpty();
  }

  @Test
  void aMachineCanReadTheList() throws IOException {
    CommandRun run = CommandRun.of("rules", "list", "--json");
    assertThat(run.out().lines()).hasSameSizeAs(OURS);
    JsonNode first = new ObjectMapper().readTree(run.out().lines().findFirst().orElseThrow());
    assertThat(first.fieldNames())
        .toIterable()
        .contains("name", "id", "title", "pack", "level", "looksAt", "attack", "neverMatches");
  }

  @Test
  void everythingARuleSaysIsShown() {
    Map<String, Rule> onePerPack = new TreeMap<>();
    OURS.forEach(rule -> onePerPack.put(rule.reference().pack(), rule));
    assertThat(onePerPack).hasSizeGreaterThan(5);
    for (Rule rule : onePerPack.values()) {
      CommandRun run = CommandRun.of("rules", "show", rule.name());
      assertThat(run.status()).isZero();
      assertThat(run.out())
          .contains(rule.title(), rule.reference().id(), rule.conditionText(), rule.file())
          .contains(rule.techniques());
      rule.selections().forEach(part -> assertThat(run.out()).contains(part.name()));
      rule.examples().forEach(example -> assertThat(run.out()).contains(example.name()));
    }
    assertThat(CommandRun.of("rules", "show", OURS.get(0).reference().id()).status()).isZero();
    assertThat(CommandRun.of("rules", "show", "no_such_rule").status()).isEqualTo(1);
  }

  @Test
  void ourExamplesAllPassAndAreCounted() {
    CommandRun run = CommandRun.of("rules", "test");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).matches("(?s)\\d{3,} examples of \\d+ rules: (\\d+) passed, 0 failed\n");
    int passed = Integer.parseInt(run.out().replaceAll("(?s).*: (\\d+) passed.*", "$1"));
    assertThat(passed).isGreaterThanOrEqualTo(200);
  }

  @Test
  void oneBrokenExampleFailsAndIsExplained() throws Exception {
    Path copy = copy(SAMPLE, "core");
    assertThat(CommandRun.of("rules", "test", copy.getParent()).status()).isZero();
    Files.writeString(
        copy, Files.readString(copy).replaceFirst("expect: match", "expect: no_match"));
    Path junit = folder.resolve("reports/examples.xml");
    CommandRun run = CommandRun.of("rules", "test", copy.getParent(), "--junit", junit);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsOnlyOnce("FAILED ")
        .contains(
            "iis_dll_write_iis_directory, example '",
            "The rule matches, and should not.",
            "iis_dll_write_iis_directory matches",
            "[x] DllPath|contains: ",
            "1 failed");
    Element suite = suite(junit);
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
        .isGreaterThan(10);
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutExamplesIsNoSuccess() throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(
        theirs.resolve("a.yml"),
        """
        title: A
        logsource: {product: windows, category: process_creation}
        detection: {sel: {Image: x}, condition: sel}
        """);
    CommandRun strict = CommandRun.of("rules", "test", theirs);
    assertThat(strict.status()).isEqualTo(2);
    assertThat(strict.err()).contains("does not say for which sensors it is proven");
    CommandRun lenient = CommandRun.of("rules", "test", "--lenient", theirs);
    assertThat(lenient.status()).isEqualTo(1);
    assertThat(lenient.err()).contains("No example was found, so nothing was tested.");
    CommandRun empty =
        CommandRun.of("rules", "test", Files.createDirectory(folder.resolve("none")));
    assertThat(empty.status()).isEqualTo(1);
    assertThat(empty.err()).contains("No example was found, so nothing was tested.");
    assertThat(CommandRun.of("rules", "test", folder.resolve("absent")).status()).isEqualTo(2);
  }

  @Test
  void junitXmlHoldsWhateverAnExampleIsCalled() throws Exception {
    Path copy = copy(SAMPLE, "core");
    Files.writeString(
        copy,
        Files.readString(copy)
            .replaceFirst("- name: .*", "- name: \"<a> & \\\\0 \\\\x01 \\\\uD83D\\\\uDE00\""));
    Path junit = folder.resolve("x.xml");
    assertThat(CommandRun.of("rules", "test", copy.getParent(), "--junit", junit).status())
        .isZero();
    Element first = (Element) suite(junit).getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).startsWith("<a> & \ufffd");
  }

  @Test
  void thirdPartyRulesAreListedWithWhatTheyCannotDoHere() throws IOException {
    Files.writeString(
        folder.resolve("theirs.yml"),
        """
        title: Matches here
        logsource: {product: windows, category: process_creation}
        detection: {sel: {Image|endswith: '\\x.exe'}, condition: sel}
        ---
        title: No such events
        logsource: {product: windows, category: dns_query}
        detection: {sel: {QueryName: x}, condition: sel}
        ---
        title: Look-around
        logsource: {product: windows, category: process_creation}
        detection: {sel: {CommandLine|re: 'a(?!b)'}, condition: sel}
        """);
    CommandRun run = CommandRun.of("rules", "list", "--rules", folder, "--json");
    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).hasSize(OURS.size() + 2);
    assertThat(run.err())
        .contains(
            "1 of them never matches here:",
            "    1  No events here: the category 'dns_query'.",
            "1 of " + (OURS.size() + 3) + " rules (",
            " is not supported:",
            "theirs.yml:11:35: The regular expression 'a(?!b)' cannot be matched in linear time");
    CommandRun replay =
        CommandRun.of(
            "replay",
            "--rules",
            folder,
            "--out",
            folder.resolve("out"),
            folder.resolve("absent.jsonl"));
    assertThat(replay.err())
        .contains("1 rule can never match here; 'rules list' says why.")
        .contains("is not supported; 'rules list' says why.");
  }

  @Test
  void everyMistakeIsNamedWithItsPlaceAtOnce() throws IOException {
    List<String> expected = new ArrayList<>();
    mistake("typo", "CommandLin|contains: a", "did you mean 'CommandLine'?", expected);
    mistake(
        "twice",
        "CommandLine|contains: a\n    CommandLine|contains: b",
        "is already there in line",
        expected);
    mistake("expression", "CommandLine|re: 'a(b'", "is wrong: missing closing )", expected);
    mistake("circle", "CommandLine: &a [*a]", "contains itself", expected);
    mistake("modifier", "CommandLine|contain: a", "did you mean 'contains'?", expected);
    Files.writeString(
        folder.resolve("correlation.yml"),
        """
        title: One
        name: one
        correlation: {type: temporal, rules: [two]}
        ---
        title: Two
        name: two
        correlation: {type: temporal, rules: [one]}
        """);
    expected.add("correlation.yml:3:");
    expected.add("one -> two -> one");
    Path config = elsewhere.resolve("config.yaml");
    Files.writeString(
        config,
        "kafka: {bootstrap-servers: [localhost:9092]}\nrules: {paths: ['" + folder + "']}\n");
    for (CommandRun run :
        List.of(
            CommandRun.of("rules", "list", "--rules", folder),
            CommandRun.of("rules", "test", "--lenient", folder),
            CommandRun.of("explain", "--rules", folder, "absent.jsonl"),
            CommandRun.of(
                "replay", "--rules", folder, "--out", folder.resolve("out"), "absent.jsonl"),
            CommandRun.of("run", "--config", config))) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains(expected).contains("There are 6 problems");
      assertThat(run.out()).isEmpty();
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void mistake(String name, String line, String message, List<String> expected)
      throws IOException {
    Files.writeString(
        folder.resolve(name + ".yml"),
        "title: x\nlogsource: {product: windows, category: process_creation}\n"
            + "detection:\n  sel:\n    "
            + line
            + "\n  condition: sel\n");
    expected.add(name + ".yml:");
    expected.add(message);
  }

  private Path copy(Path rule, String pack) throws IOException {
    Path target = Files.createDirectories(folder.resolve(pack)).resolve(rule.getFileName());
    return Files.copy(rule, target);
  }

  private static Element suite(Path junit) throws Exception {
    byte[] xml = Files.readString(junit).getBytes(StandardCharsets.UTF_8);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    return (Element) root.getElementsByTagName("testsuite").item(0);
  }
}
