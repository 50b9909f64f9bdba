package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoldTest {

  @Property
  void foldedPartIsAPartOfTheFoldedText(
      @ForAll String before, @ForAll String part, @ForAll String after) {
    String whole = Fold.of(before + part + after);
    assertThat(whole).isEqualTo(Fold.of(before) + Fold.of(part) + Fold.of(after));
  }

  @Property
  void regionComparisonAgreesWithTheFoldedCopy(@ForAll String text, @ForAll String other) {
    String folded = Fold.of(other);
    assertThat(Fold.regionEquals(text, 0, folded)).isEqualTo(Fold.of(text).startsWith(folded));
    assertThat(Fold.regionEquals(text, text.length() - folded.length(), folded))
        .isEqualTo(Fold.of(text).endsWith(folded));
  }

  @Test
  void foldsWithoutALocale() {
    assertThat(Fold.of("TITLE \u00c4\u0391\u03a3")).isEqualTo("title \u00e4\u03b1\u03c3");
    assertThat(Fold.of("I")).isEqualTo("i");
  }

  @Test
  void givesBackWhatIsFoldedAlready() {
    String text = "c:\\windows";
    assertThat(Fold.of(text)).isSameAs(text);
  }
}
