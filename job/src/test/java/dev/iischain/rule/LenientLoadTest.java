package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class LenientLoadTest {

  @Test
  void thirdPartyFileNeedsNoneOfOurKeys() {
    LoadedRules loaded =
        SampleRules.load(
            LoadMode.LENIENT,
            "theirs/Proc Creation-Win_x.yml",
            """
            title: Theirs
            custom_key: {a: [1, 2]}
            logsource:
                category: process_creation
                product: windows
                definition: needs auditing
            detection:
                selection:
                    Image|endswith:
                        - '\\a.exe'
                        - '\\b.exe'
                    COMMANDLINE|contains: ''
                unused:
                    Image: x
                condition: selection
            """);
    Rule rule = loaded.orThrow().get(0);
    assertThat(rule.name()).isEqualTo("proc_creation_win_x");
    assertThat(rule.reference().pack()).isEqualTo("core");
    assertThat(rule.level()).isEqualTo(Level.MEDIUM);
    assertThat(rule.reference().version()).isEqualTo(1);
    assertThat(loaded.unsupported()).isEmpty();
  }

  @Test
  void ruleThatCannotFireIsSetAsideAndTheRestLoads() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: One
            logsource: {product: windows, category: dns_query}
            detection: {sel: {QueryName: x}, condition: sel}
            ---
            title: Two
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Image: x}, condition: sel}
            ---
            title: Three
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Initiated: x}, condition: sel}
            ---
            title: Four
            correlation: {type: temporal_ordered, rules: [a, b]}
            ---
            title: Five
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Image: x}, condition: selection}
            """);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules()).extracting(Rule::name).containsExactly("sample_2");
    assertThat(loaded.unsupported())
        .extracting(UnsupportedRule::title)
        .containsExactly("Five", "Four", "One", "Three");
    assertThat(loaded.unsupported().get(2).reasons())
        .extracting(RuleProblem::message)
        .containsExactly(
            "There are no events of the category 'dns_query'.", "There is no field 'QueryName'.");
  }

  @Test
  void mistakesStayProblems() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: Doubled
            logsource: {product: windows, category: process_creation}
            detection:
              sel:
                CommandLine|contains: [install, add]
                CommandLine|contains: module
              condition: sel
            """);
    assertThat(loaded.rules()).isEmpty();
    assertThat(loaded.problems().stream().map(RuleProblem::toString))
        .containsExactly(
            "rules/sample.yml:6:5: The key 'CommandLine|contains' is already there in line 5."
                + " (join the two, since only one of them could count)");
  }

  @Test
  void whatIsNoRuleIsAProblem() {
    assertThat(problems("")).containsExactly("The file holds no rule.");
    assertThat(problems("- a")).containsExactly("A rule is a map that begins with its title.");
    assertThat(problems("a: [")).singleElement().asString().startsWith("This is not YAML: ");
    assertThat(problems("[a]: b\ntitle: x")).contains("A key has to be text, not a list or a map.");
    assertThat(problems("[".repeat(100)))
        .containsExactly("The file is nested deeper than 64 levels.");
  }

  @Test
  void aliasesAreFollowedWithinBounds() {
    LoadedRules loaded =
        SampleRules.lenient(
            """
            title: Shared
            logsource: {product: windows, category: process_creation}
            detection:
              sel: {Image: &names [a, b]}
              other: {ParentImage: *names}
              condition: sel or other
            """);
    assertThat(loaded.orThrow()).hasSize(1);
    assertThat(problems(laughs(2, 20)))
        .containsExactly(
            "The document grows beyond 100000 nodes or contains itself once its aliases are"
                + " followed.");
    assertThat(problems(laughs(10, 10)))
        .containsExactly(
            "The YAML cannot be read: Number of aliases for non-scalar nodes exceeds the specified"
                + " max=50.");
    assertThat(problems("a: &a [*a]"))
        .containsExactly(
            "The document grows beyond 100000 nodes or contains itself once its aliases are"
                + " followed.");
  }

  /** Lists of lists of lists, each by an alias of the one before. */
  private static String laughs(int wide, int deep) {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= deep; i++) {
      String aliases = ("*a" + (i - 1) + ", ").repeat(wide);
      text.append("a" + i + ": &a" + i + " [" + aliases + "x]\n");
    }
    return text.toString();
  }

  private static List<String> problems(String text) {
    return SampleRules.lenient(text).problems().stream().map(RuleProblem::message).toList();
  }
}
