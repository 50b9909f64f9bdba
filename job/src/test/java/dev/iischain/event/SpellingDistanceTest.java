package dev.iischain.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpellingDistanceTest {

  @Test
  void eachMistakeCountsOnce() {
    assertThat(SpellingDistance.between("expiry", "expiry")).isZero();
    assertThat(SpellingDistance.between("expiry", "expirx")).isEqualTo(1);
    assertThat(SpellingDistance.between("expiry", "expry")).isEqualTo(1);
    assertThat(SpellingDistance.between("expiry", "exppiry")).isEqualTo(1);
    assertThat(SpellingDistance.between("expiry", "expriy")).isEqualTo(1);
    assertThat(SpellingDistance.between("", "host")).isEqualTo(4);
  }

  @Property
  void itIsSymmetricAndNoLongerThanTheLongerWord(
      @ForAll @AlphaChars @StringLength(max = 12) String one,
      @ForAll @AlphaChars @StringLength(max = 12) String other) {
    int distance = SpellingDistance.between(one, other);
    assertThat(distance).isEqualTo(SpellingDistance.between(other, one));
    assertThat(distance).isLessThanOrEqualTo(Math.max(one.length(), other.length()));
    assertThat(distance == 0).isEqualTo(one.equals(other));
  }
}
