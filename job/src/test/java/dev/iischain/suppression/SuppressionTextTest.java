package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Stage;
import dev.iischain.suppression.Suppression.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTextTest {

  private static final String GOOD =
      """
      id: agent
      kind: trust
      host: [web*, 'APP01.corp.example']
      path: '%ProgramFiles%\\Example\\agent.dll'
      hash: ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB
      signer: Example Corp*
      writer: 'C:/Program Files/Example/setup.exe'
      module: AgentModule
      rules: a_*
      stages: [write, load]
      from: 2026-01-01
      expiry: 2026-12-31T18:00:00+01:00
      reason: The agent of the example corporation
      owner: soc@corp.example
      ticket: CHG-7
      """;

  private static SuppressionText.Read read(String text) {
    return new SuppressionText(Set.of("a_rule", "b_rule")).read("s.yml", text, false);
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(SuppressionProblem::toString).toList();
  }

  @Test
  void everyKeyReachesItsComponent() {
    assertThat(problems(GOOD)).isEmpty();
    assertThat(read(GOOD).entries())
        .containsExactly(
            new Suppression(
                "agent",
                Kind.TRUST,
                List.of("web*", "app01.corp.example"),
                List.of("c:\\program files\\example\\agent.dll"),
                List.of("sha256:" + "ab".repeat(32)),
                List.of("example corp*"),
                List.of("c:\\program files\\example\\setup.exe"),
                List.of("agentmodule"),
                List.of("a_*"),
                List.of(Stage.WRITE, Stage.LOAD),
                1_767_225_600_000L,
                1_798_736_400_000L,
                "The agent of the example corporation",
                "soc@corp.example",
                "CHG-7"));
  }

  @Test
  void oneEntryAListAndJsonLinesAreTheSame() {
    String json =
        "{\"id\":\"x\",\"host\":\"web01\",\"expiry\":\"2027-01-01\",\"reason\":\"a"
            + " \\ud83d\\ude00\",\"owner\":\"o\"}";
    List<Suppression> one = read(json).entries();
    assertThat(one).hasSize(1);
    assertThat(one.get(0).reason()).isEqualTo("a 😀");
    assertThat(read("[" + json + "]").entries()).isEqualTo(one);
    assertThat(read("suppressions:\n  - " + json).entries()).isEqualTo(one);
    String lines = json + "\n\n" + json.replace("\"x\"", "\"y\"") + "\n";
    SuppressionText.Read read = new SuppressionText(Set.of()).read("s.jsonl", lines, true);
    assertThat(read.entries()).extracting(Suppression::id).containsExactly("x", "y");
    assertThat(read("").entries()).isEmpty();
    assertThat(problems("")).isEmpty();
  }

  @Test
  void aWrongLineIsNamedAndTheOthersAreRead() {
    String good =
        "{\"id\":\"x\",\"host\":\"web01\",\"expiry\":\"2027-01-01\",\"reason\":\"r\",\"owner\":\"o\"}";
    SuppressionText.Read read =
        new SuppressionText(Set.of()).read("s.jsonl", good + "\n{\"id\": [}\n" + good, true);
    assertThat(read.entries()).hasSize(2);
    assertThat(read.problems()).extracting(SuppressionProblem::line).containsExactly(2);
  }

  /** What is replaced in the good entry, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: agent | id: 'a b' | 1: id: 'a b' is no name of a suppression.",
        "id: agent | | id: It is missing.",
        "kind: trust | kind: mute | kind: 'mute' is no kind. Write one of suppress, change-window,"
            + " trust.",
        "owner: soc@corp.example | | owner: It is missing.",
        "reason: The agent of the example corporation | reason: '' | reason: It has to be a text.",
        "expiry: 2026-12-31T18:00:00+01:00 | | expiry: A suppression needs an end.",
        "expiry: 2026-12-31T18:00:00+01:00 | expiry: next year | expiry: 'next year' is no time.",
        "expiry: 2026-12-31T18:00:00+01:00 | expires: 2027-01-01 | expires: There is no such key."
            + " Did you mean expiry?",
        "from: 2026-01-01 | from: 2027-02-01 | expiry: It ends before it begins.",
        "stages: [write, load] | stages: [lode] | stages: stage 'lode' is not one of",
        "rules: a_* | rules: a_rul | rules: No rule 'a_rul' is loaded. Did you mean a_rule?",
        "rules: a_* | rule: a_* | rule: There is no such key. Did you mean rules?",
        "signer: Example Corp* | signer: '*' | signer: '*' fits everything.",
        "signer: Example Corp* | signer: [] | signer: It has 0 values.",
        "signer: Example Corp* | signer: {a: b} | signer: Every value has to be a text.",
        "module: AgentModule | module: '?*' | module: '?*' fits everything.",
        "host: [web*, 'APP01.corp.example'] | host: 'web 01' | host: 'web 01' can be no host.",
        "path: '%ProgramFiles%\\Example\\agent.dll' | path: agent.dll | path: 'agent.dll' is a"
            + " name, and any file may have it.",
        "path: '%ProgramFiles%\\Example\\agent.dll' | path: '%nowhere%\\agent.dll' | path:"
            + " '%nowhere%\\agent.dll' is no full path",
        "path: '%ProgramFiles%\\Example\\agent.dll' | path: 'Example\\agent.dll' | path:"
            + " 'Example\\agent.dll' is no full path",
        "path: '%ProgramFiles%\\Example\\agent.dll' | path: 'c:\\example\\' | path: 'c:\\example\\'"
            + " is a directory and no file.",
        "writer: 'C:/Program Files/Example/setup.exe' | writer: setup.exe | writer: 'setup.exe' is"
            + " a name, and any file may have it.",
        "ticket: CHG-7 | ticket: [a, b] | ticket: It has to be a text.",
        "ticket: CHG-7 | reason: twice | reason: The key is there twice.",
      })
  void everyMistakeIsNamedWithItsKey(String from, String to, String said) {
    assertThat(GOOD).contains(from);
    String text = GOOD.replace(from, to == null ? "" : to);
    assertThat(problems(text)).anyMatch(problem -> problem.contains(said));
    assertThat(read(text).entries()).isEmpty();
  }

  @Test
  void aHashHasAllOfItsDigits() {
    assertThat(problems(GOOD.replace("hash: ABAB", "hash: AB")))
        .containsExactly(
            "s.yml:5: hash: '"
                + "AB".repeat(31)
                + "' is no SHA-256, SHA-1 or MD5. Write its 64, 40 or 32 hexadecimal digits;"
                + " a hash has no wildcards.");
  }

  @Test
  void everythingWrongIsSaidAtOnceWithItsLine() {
    String text =
        """
        - id: first
          hots: web01
          writer: msiexec.exe
          reason: r
          owner: o
        - id: second
          host: web01
          expiry: never
          reason: r
        - just a text
        """;
    assertThat(problems(text))
        .containsExactly(
            "s.yml:2: hots: There is no such key. Did you mean host?",
            "s.yml:3: writer: 'msiexec.exe' is a name, and any file may have it. Write the full"
                + " path, such as c:\\program files\\example\\bin\\x.dll.",
            "s.yml:1: expiry: A suppression needs an end. Add a day such as 2026-12-31, or a time"
                + " in UTC.",
            "s.yml:1: Nothing says which file or host it is about; a process, module, rule or stage"
                + " alone would hide an intruder who uses it too. Add a path, a hash or a host.",
            "s.yml:8: expiry: 'never' is no time. Write 2026-12-31 or 2026-12-31T18:00:00Z, in"
                + " UTC.",
            "s.yml:6: owner: It is missing. Name who answers for it.",
            "s.yml:10: A suppression is a mapping of keys to values. Write id: ... and so on.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: a_rule | Nothing says which file or host it is about",
        "stages: load | Nothing says which file or host it is about",
        "writer: 'c:\\windows\\system32\\msiexec.exe' | Nothing says which file or host it is"
            + " about",
        "module: AgentModule | Nothing says which file or host it is about",
        "signer: Example Corp | A signature alone says nothing",
        "host: '*' | The pattern fits too many hosts",
        "host: 'w*' | The pattern fits too many hosts",
        "path: 'c:\\*' | names no directory before its first wildcard",
        "path: '*\\agent.dll' | names no directory before its first wildcard",
        "path: '\\\\server\\share\\*' | names no directory before its first wildcard",
        "path: 'c:\\programdata\\example\\*' | open to whatever is put where everybody may write",
        "path: 'c:\\users\\*' | open to whatever is put where everybody may write",
        "path: 'c:\\windows\\temp\\*.dll' | open to whatever is put where everybody may write",
      })
  void whatNobodyCanAnswerForIsRefused(String criterion, String said) {
    String rest = "\nid: x\nreason: r\nowner: o\nexpiry: 2027-01-01\n";
    assertThat(problems(criterion + rest)).singleElement().asString().contains(said);
    assertThat(read(criterion + rest).entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path: 'c:\\programdata\\example\\agent.dll'",
        "path: 'c:\\program files\\example\\*'",
        "host: web",
        "hash: 0123456789abcdef0123456789abcdef",
        "{path: 'c:\\programdata\\example\\*', signer: Example Corp}",
        "{host: 'web*', signer: Example Corp}",
      })
  void whatSaysEnoughIsRead(String criterion) {
    String rest = "id: x, reason: r, owner: o, expiry: 2027-01-01}";
    String text =
        criterion.startsWith("{")
            ? criterion.replace("}", ", " + rest)
            : "{" + criterion + ", " + rest;
    assertThat(problems(text)).isEmpty();
    assertThat(read(text).entries()).hasSize(1);
  }

  @Test
  void trustNeedsAPlaceAndAContentAndAWindowItsStartAndTicket() {
    String rest = "\nid: x\nreason: r\nowner: o\nexpiry: 2027-01-01\n";
    assertThat(problems("kind: trust\nsigner: Example Corp" + rest))
        .singleElement()
        .asString()
        .contains("path: Trust belongs to a file in its place.");
    assertThat(problems("kind: trust\npath: 'c:\\example\\x.dll'" + rest))
        .singleElement()
        .asString()
        .contains("signer: A path alone earns no trust");
    assertThat(problems("kind: change-window\nrules: a_rule" + rest))
        .hasSize(3)
        .anyMatch(said -> said.contains("from: A change window begins somewhere."))
        .anyMatch(said -> said.contains("ticket: A change window belongs to a change."))
        .anyMatch(said -> said.contains("host: Nothing says which hosts or files are changed."));
  }

  @Test
  void deepAndEndlessTextsAreRefusedWithoutHarm() {
    assertThat(problems("[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("nested deeper than an entry can be");
    assertThat(problems(" ".repeat(SuppressionText.MAX_CHARACTERS + 1)))
        .singleElement()
        .asString()
        .contains("more than " + SuppressionText.MAX_CHARACTERS);
    assertThat(problems("id: [unclosed")).singleElement().asString().contains("This is not YAML");
    assertThat(problems(GOOD.replace("CHG-7", "x".repeat(1_025))))
        .singleElement()
        .asString()
        .contains("ticket: It has 1025 characters.");
  }
}
