package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class RuleSetLawsTest {

  private static final List<String> FIELDS =
      List.of("Image", "CommandLine", "ScriptBlockText", "DllPath");

  @Property(tries = 500)
  void fastEvaluationEqualsTheFullScan(
      @ForAll("ruleLists") List<String> texts, @ForAll("eventLists") List<EndpointEvent> events) {
    RuleSet rules = compile(texts);
    // One evaluator sees all events, so that nothing may stick from one to the next.
    RuleEvaluator evaluator = new RuleEvaluator(rules);
    RuleEvaluator indexed = new RuleEvaluator(rules, 1);
    for (EndpointEvent event : events) {
      List<Rule> expected = rules.matchesFullScan(event);
      Statistics.label("rules that match").collect(expected.isEmpty() ? "none" : "some");
      assertThat(evaluator.matches(event)).isEqualTo(expected);
      assertThat(indexed.matches(event)).isEqualTo(expected);
      for (Rule rule : rules.rules()) {
        assertThat(Explanation.of(rule, event).held()).isEqualTo(expected.contains(rule));
      }
    }
    Statistics.label("rules that match")
        .coverage(
            coverage -> {
              coverage.check("none").percentage(share -> share > 5);
              coverage.check("some").percentage(share -> share > 5);
            });
  }

  @Property(tries = 300)
  void noTextMakesTheLoaderThrow(@ForAll("scraps") String text) {
    assertThat(SampleRules.lenient(text)).isNotNull();
    assertThat(SampleRules.strict(text).unsupported()).isEmpty();
  }

  @Property(tries = 300)
  void noValueMakesARuleThrow(@ForAll String value, @ForAll("rules") String text) {
    RuleSet rules = compile(List.of(text));
    EndpointEvent event =
        SampleEvents.event(
            EventKind.PROCESS_CREATION, "Image", value, "CommandLine", value, "DllPath", value);
    assertThat(new RuleEvaluator(rules).matches(event)).isEqualTo(rules.matchesFullScan(event));
    assertThat(new RuleEvaluator(rules, 1).matches(event)).isEqualTo(rules.matchesFullScan(event));
  }

  @Property(tries = 400)
  void lookingUpTextsLeavesNoRuleOut(
      @ForAll("longRuleLists") List<String> texts,
      @ForAll("longEventLists") List<EndpointEvent> events) {
    RuleSet rules = compile(texts);
    RuleEvaluator indexed = new RuleEvaluator(rules, 1);
    for (EndpointEvent event : events) {
      List<Rule> expected = rules.matchesFullScan(event);
      Statistics.label("rules that match").collect(expected.isEmpty() ? "none" : "some");
      assertThat(indexed.matches(event)).isEqualTo(expected);
    }
    Statistics.label("rules that match")
        .coverage(
            coverage -> {
              coverage.check("none").percentage(share -> share > 5);
              coverage.check("some").percentage(share -> share > 5);
            });
  }

  @Property(tries = 1_000)
  void whatAnExpressionMatchesHoldsItsPlainText(
      @ForAll("expressions") String expression,
      @ForAll boolean ignoreCase,
      @ForAll("scripts") String value) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      return;
    }
    boolean matches = pattern.matcher(value).find();
    Statistics.collect(matches);
    if (matches) {
      assertThat(Fold.of(value)).contains(Fold.of(RegexLiteral.in(pattern)));
    }
  }

  private static RuleSet compile(List<String> texts) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = "name: rule_" + i + "\n" + texts.get(i);
      rules.add(SampleRules.rule(text));
    }
    return RuleSet.compile(rules);
  }

  /** Words that overlap, so that a text which is looked up is often there in part. */
  private static final List<String> WORDS =
      List.of(
          "power",
          "powershell",
          "shell.exe",
          "\\",
          "\\power",
          ".exe",
          "-enc",
          " ",
          "Shell",
          "ell.",
          "\u017F",
          "\u212A",
          "download",
          "load",
          "C:\\");

  @Provide
  Arbitrary<List<String>> longRuleLists() {
    return longRules().list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<EndpointEvent>> longEventLists() {
    Arbitrary<String> value =
        Arbitraries.of(WORDS).list().ofMaxSize(6).map(words -> String.join("", words));
    Arbitrary<String> line = Combinators.combine(value, value).as((a, b) -> a + "\n" + b);
    return Combinators.combine(value, value, Arbitraries.oneOf(value, line))
        .as(
            (image, command, dll) ->
                SampleEvents.event(
                    EventKind.PROCESS_CREATION,
                    "Image",
                    image,
                    "CommandLine",
                    command,
                    "DllPath",
                    dll))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Arbitrary<String> longRules() {
    Arbitrary<String> text =
        Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3).map(words -> String.join("", words));
    Arbitrary<String> line =
        Combinators.combine(
                Arbitraries.of("Image", "CommandLine", "DllPath"),
                Arbitraries.of(
                    "",
                    "|contains",
                    "|startswith",
                    "|endswith",
                    "|contains|all",
                    "|contains|cased",
                    "|has",
                    "|neq"),
                text,
                text,
                Arbitraries.of("", "*", "?"))
            .as(
                (field, modifiers, one, other, wild) ->
                    modifiers.equals("|has")
                        ? "{" + field + "|has: ['" + other + "power', 'shell.exe']}"
                        : "{" + field + modifiers + ": ['" + one + wild + other + "', '" + other
                            + "']}");
    Arbitrary<String> expression =
        Combinators.combine(Arbitraries.of("Image|re", "CommandLine|re|i"), expressions())
            .as((field, asked) -> "{" + field + ": '" + asked + "'}");
    Arbitrary<String> condition =
        Arbitraries.of("s1", "s1 and s2", "s1 and not s2", "s1 or s2", "2 of s*", "1 of them");
    Arbitrary<String> selection =
        Arbitraries.frequencyOf(Tuple.of(4, line), Tuple.of(1, expression));
    return Combinators.combine(condition, selection, selection)
        .as(
            (asked, one, two) ->
                SampleRules.process("s1: " + one + "\ns2: " + two + "\ncondition: " + asked));
  }

  @Provide
  static Arbitrary<String> expressions() {
    return Arbitraries.of(
            "power", "shell", "\\.exe", "\\\\", "-enc", "x?", "l+", "e*", "(a|b)?", "(?:ell)",
            "[a-z]", ".", "^", "$", "\\s", "s{1,2}", "K", "|")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts))
        .filter(expression -> compiles(expression));
  }

  private static boolean compiles(String expression) {
    try {
      Pattern.compile(expression);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(WORDS).list().ofMaxSize(6).map(words -> String.join("", words));
  }

  @Provide
  Arbitrary<List<String>> ruleLists() {
    return rules().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<EndpointEvent>> eventLists() {
    return events().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> logSource =
        Arbitraries.of(
            "{product: windows}",
            "{product: windows, category: process_creation}",
            "{product: windows, category: image_load}",
            "{product: windows, service: sysmon}",
            "{product: windows, service: security}");
    Arbitrary<String> condition =
        Arbitraries.of(
            "s1",
            "s1 and s2",
            "s1 or s2 and not s3",
            "not (s1 or s2)",
            "1 of s*",
            "2 of s*",
            "all of them",
            "s1 and not 1 of s*",
            "not 2 of them",
            "[s1, s2 and s3]");
    Arbitrary<List<String>> selections = selection().list().ofSize(3);
    return Combinators.combine(logSource, condition, selections)
        .as(
            (source, asked, three) ->
                "title: Sample\nlogsource: "
                    + source
                    + "\ndetection:\n  s1: "
                    + three.get(0)
                    + "\n  s2: "
                    + three.get(1)
                    + "\n  s3: "
                    + three.get(2)
                    + "\n  condition: "
                    + asked
                    + "\n");
  }

  private static Arbitrary<String> selection() {
    Arbitrary<String> line =
        Combinators.combine(
                Arbitraries.of(FIELDS),
                Arbitraries.of(
                    "",
                    "|contains",
                    "|startswith",
                    "|endswith",
                    "|contains|all",
                    "|cased",
                    "|contains|cased",
                    "|neq",
                    "|contains|windash",
                    "|re",
                    "|re|i"),
                Arbitraries.strings().withChars("abAB-").ofMinLength(1).ofMaxLength(3),
                Arbitraries.of("a", "*a", "b?", "A*b", "\\*", "-a"))
            .as(
                (field, modifiers, one, other) -> {
                  String second = modifiers.startsWith("|re") ? "a.b" : other;
                  return "{" + field + modifiers + ": ['" + one + "', '" + second + "']}";
                });
    Arbitrary<String> other =
        Arbitraries.of(
            "{Image: null}",
            "{Image|exists: true}",
            "{Image|fieldref|startswith: CommandLine}",
            "{CommandLine|lt: 5}",
            "[ab, 'b*a']",
            "[{Image: a}, {CommandLine|contains: b, DllPath|endswith: a}]");
    return Arbitraries.frequencyOf(Tuple.of(4, line), Tuple.of(1, other));
  }

  private static Arbitrary<EndpointEvent> events() {
    Arbitrary<String> value =
        Arbitraries.strings().withChars("abAB-/1\n").ofMaxLength(6).injectNull(0.2);
    return Combinators.combine(
            Arbitraries.of(EventKind.PROCESS_CREATION, EventKind.IMAGE_LOAD, EventKind.FILE_EVENT),
            Arbitraries.of(Vendor.SYSMON, Vendor.WINDOWS),
            Arbitraries.of("Security", "System"),
            value.list().ofSize(FIELDS.size()))
        .as(
            (kind, vendor, channel, values) -> {
              String[] pairs = new String[2 * FIELDS.size()];
              for (int i = 0; i < FIELDS.size(); i++) {
                pairs[2 * i] = FIELDS.get(i);
                pairs[2 * i + 1] = values.get(i);
              }
              return SampleEvents.event(kind, vendor, channel, pairs);
            });
  }

  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.of(
            "title: x\n",
            "detection:\n",
            "  condition: ",
            "a",
            "1 of ",
            "all of them",
            "not ",
            "(",
            ")",
            "and ",
            "logsource: {product: windows}\n",
            "  sel: ",
            "{Image: b}",
            "[",
            "]",
            "{",
            "}",
            "|",
            "re",
            "|contains",
            "null",
            ": ",
            "\n",
            "\n  ",
            "- ",
            "&a ",
            "*a ",
            "'",
            "\"",
            "---\n",
            "examples: ",
            "level: high\n",
            "\u0000",
            "\t",
            "#",
            "!!x ",
            "<<: ")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }
}
