package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "absent",
      value = {
        // A line of a selection with ! for the bar | a value | whether it matches
        "CommandLine: 'Abc' | aBC | true",
        "CommandLine: 'Abc' | abcd | false",
        "CommandLine: 'abc' | absent | false",
        "CommandLine: [a, b] | B | true",
        "CommandLine: [a, b] | c | false",
        "CommandLine: 29 | 29 | true",
        "CommandLine: 29 | 290 | false",
        "CommandLine: true | TRUE | true",
        "CommandLine: null | absent | true",
        "CommandLine: null | x | false",
        "CommandLine: '' | absent | true",
        "CommandLine: '-' | absent | true",
        "CommandLine: '' | x | false",
        "CommandLine: [null, x] | absent | true",
        "CommandLine: [null, x] | X | true",
        "CommandLine: [null, x] | y | false",
        "CommandLine: '*' | x | true",
        "CommandLine: '*' | absent | false",
        "CommandLine: 'a*c' | aXXc | true",
        "CommandLine: 'a*c' | ac | true",
        "CommandLine: 'a*c' | acd | false",
        "CommandLine: 'a?c' | aXc | true",
        "CommandLine: 'a?c' | ac | false",
        "CommandLine: '*b*' | abc | true",
        "CommandLine: 'a*b*c' | a1b2c | true",
        "CommandLine: 'a*b*c' | acb | false",
        "CommandLine: 'ab*ba' | aba | false",
        "CommandLine!contains: 'B' | abc | true",
        "CommandLine!contains: 'B' | ac | false",
        "CommandLine!contains: 'a*c' | xaYcz | true",
        "CommandLine!contains: 'a*c' | xcYaz | false",
        "CommandLine!contains: [x, y] | ayb | true",
        "CommandLine!contains!all: [x, y] | ayb | false",
        "CommandLine!contains!all: [x, y] | yax | true",
        "CommandLine!startswith: 'AB' | abc | true",
        "CommandLine!startswith: 'ab' | xab | false",
        "CommandLine!startswith: 'ab' | a | false",
        "CommandLine!endswith: 'BC' | abc | true",
        "CommandLine!endswith: 'bc' | bcx | false",
        "CommandLine!endswith: 'bc' | c | false",
        "CommandLine!cased: 'aBc' | aBc | true",
        "CommandLine!cased: 'aBc' | abc | false",
        "CommandLine!contains!cased: 'B' | aBc | true",
        "CommandLine!contains!cased: 'B' | abc | false",
        "CommandLine!startswith!cased: 'A' | ab | false",
        "CommandLine!endswith!cased: 'B' | ab | false",
        "CommandLine!cased: 'a*B' | axB | true",
        "CommandLine!cased: 'a*B' | axb | false",
        "CommandLine!exists: true | x | true",
        "CommandLine!exists: true | absent | false",
        "CommandLine!exists: false | absent | true",
        "CommandLine!exists: false | x | false",
        "CommandLine!neq: a | b | true",
        "CommandLine!neq: a | A | false",
        "CommandLine!neq: a | absent | true",
        "CommandLine!neq: [a, b] | b | false",
        "CommandLine!contains!neq: a | xax | false",
        "CommandLine!has: 'dll' | filter DLL | true",
        "CommandLine!has: 'dll' | filter dlls | false",
        "CommandLine!has: 'dll' | mydll | false",
        "CommandLine!has: 'dll' | mydll dll | true",
        "CommandLine!has: 'dll' | my_dll-x | true",
        "CommandLine!has: 'dll' | dll | true",
        "CommandLine!has: 'dll' | dll2 | false",
        "CommandLine!has: 'dll' | \u00e9dll | false",
        "CommandLine!has: 'dll' | \ud835\udc00dll | false",
        "CommandLine!has: 'dll' | \ud83d\ude00dll | true",
        "CommandLine!has: '.dll' | x.dll,y | true",
        "CommandLine!has: '.dll' | x.dllx | false",
        "CommandLine!has: '.dll' | x.dllx x.dll | true",
        "CommandLine!has: '\\iis\\' | d:\\IIS\\x | true",
        "CommandLine!has: '\\iis\\' | d:\\iisx\\x | false",
        "CommandLine!has: 'a b' | xa b | false",
        "CommandLine!has: 'a b' | x a b x | true",
        "CommandLine!has: 'a b' | a  b | false",
        "CommandLine!has: 'aa' | aaa | false",
        "CommandLine!has: '--' | a---b | true",
        "CommandLine!has: [x, y] | a y | true",
        "CommandLine!has!all: [x, y] | a y | false",
        "CommandLine!has!all: [x, y] | y x | true",
        "CommandLine!has!cased: 'Dll' | a.Dll | true",
        "CommandLine!has!cased: 'Dll' | a.dll | false",
        "CommandLine!has!neq: 'dll' | dlls | true",
        "CommandLine!has: 'dll' | absent | false",
        "CommandLine!re: 'a.c' | xabcx | true",
        "CommandLine!re: 'a.c' | xABCx | false",
        "CommandLine!re: '^a.c$' | xabcx | false",
        "CommandLine!re!i: 'a.c' | xABCx | true",
        "CommandLine!re: ['x+', 'y+'] | zyy | true",
        "CommandLine!re!all: ['x+', 'y+'] | zyy | false",
        "CommandLine!lt: 10 | 9 | true",
        "CommandLine!lt: 10 | 10 | false",
        "CommandLine!lte: 10 | 10 | true",
        "CommandLine!gt: 10 | 10 | false",
        "CommandLine!gt: 10 | 0x0b | true",
        "CommandLine!gte: 0x10 | 16 | true",
        "CommandLine!gt: -1.5 | -1.25 | true",
        "CommandLine!gt: 1 | ten | false",
        "CommandLine!gt: 1 | absent | false",
        "CommandLine!cidr: 10.0.0.0/8 | 10.200.3.4 | true",
        "CommandLine!cidr: 10.0.0.0/8 | 11.0.0.1 | false",
        "CommandLine!cidr: 10.0.0.0/8 | 10.0.0 | false",
        "CommandLine!cidr: 192.168.1.7 | 192.168.1.7 | true",
        "CommandLine!cidr: 0.0.0.0/0 | 8.8.8.8 | true",
        "CommandLine!cidr: fe80::/10 | fe80::1 | true",
        "CommandLine!cidr: fe80::/10 | fec0::1 | false",
        "CommandLine!cidr: '::1/128' | 0:0:0:0:0:0:0:1 | true",
        "CommandLine!cidr: '::ffff:10.0.0.0/104' | 10.1.2.3 | true",
        "CommandLine!cidr: 10.0.0.0/8 | fe80:::1 | false",
        "CommandLine!windash!contains: ' -enc ' | x /Enc y | true",
        "CommandLine!contains!windash: ' -enc ' | x \u2013enc y | true",
        "CommandLine!contains!windash: ' -enc ' | x \u2014enc y | true",
        "CommandLine!contains!windash: ' -enc ' | x \u2015enc y | true",
        "CommandLine!contains!windash: ' /enc ' | x -enc y | true",
        "CommandLine!contains!windash: ' -enc ' | x +enc y | false",
        "CommandLine!contains!windash: 'a-b' | a/b | false",
        "CommandLine!contains!windash!all: [' -a', ' -b'] | x /b /a | true",
        "CommandLine!contains!windash!all: [' -a', ' -b'] | x /b /c | false",
        "CommandLine!base64!contains: 'foobar' | xxZm9vYmFyxx | true",
        "CommandLine!base64!contains: 'foobar' | foobar | false",
        "CommandLine!wide!base64offset!contains: 'iex ' | xxaQBlAHgAIAxx | true",
        "CommandLine!utf16le!base64offset!contains: 'ping' | JABwAGkAbgBnACAA | true",
        "CommandLine!utf16be!base64!contains: 'A' | AEE= | true",
        "CommandLine!utf16!base64!contains: 'A' | //5BAA== | true",
        "CommandLine!fieldref: Image | X.EXE | true",
        "CommandLine!fieldref: Image | y.exe | false",
        "CommandLine!fieldref!cased: Image | X.EXE | false",
        "CommandLine!fieldref!startswith: Image | x.exe -a | true",
        "CommandLine!fieldref!endswith: Image | run x.exe | true",
        "CommandLine!fieldref!endswith: Image | x.exe run | false",
        "CommandLine!fieldref!contains: Image | a x.exe b | true",
        "commandline: x | X | true",
      })
  void lineMatches(String line, @Nullable String value, boolean expected) {
    Rule rule = SampleRules.detecting("sel: {" + line.replace('!', '|') + "}\ncondition: sel");
    assertThat(matches(rule, value)).isEqualTo(expected);
  }

  @Test
  void expressionFlagsChangeLines() {
    String value = "one\ntwo";
    assertThat(matches(expression("re", "^two$"), value)).isFalse();
    assertThat(matches(expression("re|m", "^two$"), value)).isTrue();
    assertThat(matches(expression("re", "one.two"), value)).isFalse();
    assertThat(matches(expression("re|s", "one.two"), value)).isTrue();
    assertThat(matches(expression("re|i|s", "ONE.TWO"), value)).isTrue();
  }

  @Test
  void keywordsLookIntoEveryField() {
    Rule either = SampleRules.detecting("keywords: [alpha, 'b?ta']\ncondition: keywords");
    assertThat(matches(either, "xx ALPHA xx")).isTrue();
    assertThat(matches(either, "xx Beta xx")).isTrue();
    assertThat(matches(either, "gamma")).isFalse();
    Rule both = SampleRules.detecting("keywords: {'|all': [alpha, beta]}\ncondition: keywords");
    assertThat(matches(both, "alpha")).isFalse();
    assertThat(matches(both, "beta alpha")).isTrue();
  }

  @Test
  void listOfMapsIsAnAlternativeOfAllLines() {
    Rule rule =
        SampleRules.detecting(
            """
            sel:
              - {CommandLine|contains: a, Image|endswith: '\\X.EXE'}
              - {CommandLine|contains: b, Image: 'x.exe'}
              - keyword
            condition: sel
            """);
    assertThat(matches(rule, "a")).isFalse();
    assertThat(matches(rule, "b")).isTrue();
    assertThat(matches(rule, "the Keyword")).isTrue();
  }

  @Test
  void anyLineOfTheModulePathsMayMatch() {
    Rule rule =
        SampleRules.detecting(
            """
            sel: {DllPath|startswith: 'c:\\a', DllPath|endswith: 'two.dll'}
            condition: sel
            """);
    RuleSet rules = RuleSet.compile(List.of(rule));
    String paths = "c:\\a\\one.dll\nd:\\b\\two.dll";
    assertThat(
            rules.matchesFullScan(SampleEvents.event(EventKind.PROCESS_CREATION, "DllPath", paths)))
        .hasSize(1);
    assertThat(
            rules.matchesFullScan(
                SampleEvents.event(EventKind.PROCESS_CREATION, "DllPath", paths + ".bak")))
        .isEmpty();
  }

  private static Rule expression(String modifiers, String expression) {
    return SampleRules.detecting(
        "sel: {CommandLine|" + modifiers + ": '" + expression + "'}\ncondition: sel");
  }

  private static boolean matches(Rule rule, @Nullable String commandLine) {
    return !RuleSet.compile(List.of(rule))
        .matchesFullScan(
            SampleEvents.event(
                EventKind.PROCESS_CREATION, "CommandLine", commandLine, "Image", "x.exe"))
        .isEmpty();
  }
}
