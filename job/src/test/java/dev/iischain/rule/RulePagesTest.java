package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages generated from the built-in rules; {@code -Dgolden.update=true} writes them anew. */
class RulePagesTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");
  private static final Path LAYER = Path.of("..", "docs", "attack-navigator-layer.json");
  private static final List<Rule> RULES = RuleLibrary.builtIn().orThrow();

  @Test
  void thePageIsCurrent() throws IOException {
    isCurrent(PAGE, RulesMarkdown.render(RULES));
  }

  @Test
  void theLayerIsCurrent() throws IOException {
    isCurrent(LAYER, NavigatorLayer.render("iis-chain", RULES));
  }

  @Test
  void thePageHasASectionForEveryRule() {
    List<String> headings =
        RulesMarkdown.render(RULES).lines().filter(line -> line.startsWith("### ")).toList();
    assertThat(headings)
        .containsAll(RULES.stream().map(rule -> "### " + rule.name()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void thePageSaysWhatARuleMissesAndWhatElseItFinds() {
    String page = RulesMarkdown.render(RULES);
    for (Rule rule : RULES) {
      int start = page.indexOf("\n### " + rule.name() + "\n");
      int end = page.indexOf("\n### ", start + 1);
      String section = page.substring(start, end < 0 ? page.length() : end);
      assertThat(section).contains("Matches when `" + rule.conditionText() + "`");
      assertThat(section.contains("Known gaps:")).isEqualTo(!rule.knownGaps().isEmpty());
      assertThat(section.contains("Known false positives:"))
          .isEqualTo(!rule.falsePositives().isEmpty());
    }
  }

  @Test
  void theLayerIsOfFormatFourFive() throws IOException {
    JsonNode layer = new ObjectMapper().readTree(NavigatorLayer.render("sample", RULES));
    assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
    assertThat(layer.at("/domain").asText()).isEqualTo("enterprise-attack");
    assertThat(layer.at("/name").asText()).isEqualTo("sample");
    Map<String, JsonNode> techniques = new HashMap<>();
    for (JsonNode technique : layer.get("techniques")) {
      assertThat(technique.get("techniqueID").asText()).matches("T\\d{4}(\\.\\d{3})?");
      assertThat(technique.get("score").asInt()).isBetween(1, 100);
      assertThat(techniques.put(technique.get("techniqueID").asText(), technique)).isNull();
    }
    assertThat(techniques.keySet())
        .containsExactlyInAnyOrderElementsOf(
            RULES.stream().flatMap(rule -> rule.techniques().stream()).distinct().toList());
  }

  @Test
  void aTechniqueScoresByNumberAndLevelOfItsRules() throws IOException {
    List<Rule> rules =
        List.of(tagged("a", Level.LOW, "t1059.001"), tagged("b", Level.HIGH, "t1059.001"));
    JsonNode layer = new ObjectMapper().readTree(NavigatorLayer.render("sample", rules));
    assertThat(layer.get("techniques")).hasSize(1);
    JsonNode technique = layer.get("techniques").get(0);
    assertThat(technique.get("score").asInt()).isEqualTo(25);
    assertThat(technique.get("comment").asText()).isEqualTo("2 rules: 1 high, 1 low");
    assertThat(technique.at("/metadata/0/name").asText()).isEqualTo("b");
  }

  @Test
  void aRuleCannotBreakThePage() {
    Rule rule =
        SampleRules.rule(
            """
            name: sample
            title: 'A | <b> *x* [y](z)'
            logsource: {product: windows, category: file_event}
            detection: {sel: {Image|contains: '```'}, condition: sel}
            """);
    assertThat(RulesMarkdown.render(List.of(rule)))
        .contains("A \\| &lt;b> \\*x\\* \\[y](z)", "Image|contains: '''''")
        .doesNotContain("contains: '```'");
  }

  private static Rule tagged(String name, Level level, String technique) {
    return SampleRules.rule(
        "name: "
            + name
            + "\ntitle: Sample\nlevel: "
            + level.label()
            + "\ntags: [attack.persistence, attack."
            + technique
            + "]\nlogsource: {product: windows, category: file_event}\n"
            + "detection: {sel: {Image: x}, condition: sel}\n");
  }

  private static void isCurrent(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, expected);
    }
    assertThat(file).as("run with -Dgolden.update=true to write it").exists();
    assertThat(Files.readString(file))
        .as(file + "; run RulePagesTest with -Dgolden.update=true to rewrite it")
        .isEqualTo(expected);
  }
}
