package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C:\\Windows\\cmd.exe | C:\\Windows\\cmd.exe | true",
        "C:\\\\Windows | C:\\Windows | true",
        "\\\\server\\share | \\server\\share | true",
        "\\\\\\\\server\\share | \\\\server\\share | true",
        "a\\*b | a*b | true",
        "a\\*b | axb | false",
        "a\\?b | a?b | true",
        "a\\?b | axb | false",
        "C:\\dir\\\\*.exe | C:\\dir\\x.exe | true",
        "C:\\dir\\\\*.exe | C:\\dir*.exe | false",
        "C:\\dir\\*.exe | C:\\dir\\x.exe | false",
        "C:\\dir\\*.exe | C:\\dir*.exe | true",
        "a\\\\\\*b | a\\*b | true",
        "ends\\ | ends\\ | true",
        "\\d | \\d | true",
      })
  void readsBackslashesAsTheSpecificationSays(String text, String value, boolean expected) {
    ValueTest test = SigmaText.parse(text).toTest(true);
    assertThat(test.test(value)).isEqualTo(expected);
  }

  @Test
  void choosesTheCheapestTestThatSaysTheSame() {
    assertThat(test("Ab")).isEqualTo(new ValueTest.Is("ab", false));
    assertThat(test("Ab*")).isEqualTo(new ValueTest.StartsWith("ab", false));
    assertThat(test("*Ab")).isEqualTo(new ValueTest.EndsWith("ab", false));
    assertThat(test("**Ab**")).isEqualTo(new ValueTest.Contains("ab", false));
    assertThat(test("A*b")).isInstanceOf(ValueTest.Like.class);
    assertThat(SigmaText.parse("a-b").withDashes().toTest(false))
        .isEqualTo(new ValueTest.Is("a-b", false));
  }

  @Property
  void agreesWithARegularExpression(
      @ForAll("patterns") String pattern, @ForAll("values") String value) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    SigmaText text = SigmaText.parse(pattern);
    boolean expected =
        Pattern.compile(expression.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
            .matcher(value)
            .matches();
    ValueTest test = text.isAnything() ? null : text.toTest(false);
    boolean actual =
        test == null
            ? !pattern.isEmpty() || value.isEmpty()
            : test.test(test.wantsFolded() ? Fold.of(value) : value);
    assertThat(actual).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?B").ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withChars("abAB").ofMaxLength(10);
  }

  private static ValueTest test(String text) {
    return SigmaText.parse(text).toTest(false);
  }
}
