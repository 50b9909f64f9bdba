package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class Base64TextTest {

  @Test
  void hasTheOffsetsOfTheSpecification() {
    assertThat(Base64Text.encodeAtEveryOffset("foobar", null))
        .containsExactly("Zm9vYmFy", "Zvb2Jhc", "mb29iYX");
    assertThat(Base64Text.encodeAtEveryOffset("http://", null))
        .containsExactly("aHR0cDovL", "h0dHA6Ly", "odHRwOi8v");
  }

  @Test
  void encodesInTheNamedEncoding() {
    assertThat(Base64Text.encode("ping", Modifier.WIDE)).isEqualTo("cABpAG4AZwA=");
    assertThat(Base64Text.encode("ping", Modifier.UTF16LE)).isEqualTo("cABpAG4AZwA=");
    assertThat(Base64Text.encode("ping", Modifier.UTF16BE)).isEqualTo("AHAAaQBuAGc=");
    assertThat(Base64Text.encode("ping", Modifier.UTF16)).isEqualTo("//5wAGkAbgBnAA==");
  }

  @Property
  void findsTheTextWhereverItStands(
      @ForAll @StringLength(min = 3, max = 20) String text,
      @ForAll @StringLength(max = 5) String before,
      @ForAll @StringLength(max = 5) String after) {
    String encoded =
        Base64.getEncoder()
            .encodeToString((before + text + after).getBytes(StandardCharsets.UTF_8));
    assertThat(Base64Text.encodeAtEveryOffset(text, null)).anyMatch(encoded::contains);
  }
}
