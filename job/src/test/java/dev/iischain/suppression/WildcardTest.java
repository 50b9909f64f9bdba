package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WildcardTest {

  @Test
  void aStarStandsForAnythingAndAQuestionMarkForOneCharacter() {
    assertThat(new Wildcard("C:\\Windows\\*.DLL").matches("c:\\windows\\system32\\x.dll")).isTrue();
    assertThat(new Wildcard("web0?").matches("web01")).isTrue();
    assertThat(new Wildcard("web0?").matches("web0")).isFalse();
    assertThat(new Wildcard("web0?").matches("web012")).isFalse();
    assertThat(new Wildcard("a*b").matches("ab")).isTrue();
    assertThat(new Wildcard("a*b").matches("abc")).isFalse();
    assertThat(new Wildcard("*").matches("")).isTrue();
    assertThat(new Wildcard("").matches("x")).isFalse();
  }

  @Property(tries = 2_000)
  void fitsWhatTheRegularExpressionFits(
      @ForAll @StringLength(max = 8) @Chars({'a', 'b', '*', '?'}) String pattern,
      @ForAll @StringLength(max = 10) @CharRange(from = 'a', to = 'b') String value) {
    String expression = pattern.replace("*", ".*").replace("?", ".");
    assertThat(new Wildcard(pattern).matches(value)).isEqualTo(Pattern.matches(expression, value));
  }

  @Test
  void aHostileValueTakesNoLongerThanItsLengthTimesThePattern() {
    Wildcard pattern = new Wildcard("*a".repeat(256) + "b");
    String value = "a".repeat(4_096);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 50; i++) {
            assertThat(pattern.matches(value)).isFalse();
          }
        });
  }
}
