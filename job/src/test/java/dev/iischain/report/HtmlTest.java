package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HtmlTest {

  private static final String OPEN = "<span class=\"hidden-character\">";

  @Test
  void markupCharactersAreEscapedInTextAndAttributes() {
    String escaped = "&lt;a href=&#39;x&#39; b=&quot;&#96;y&#96;&quot;&gt;&amp;amp;";
    assertThat(text("<a href='x' b=\"`y`\">&amp;")).isEqualTo(escaped);
    assertThat(attribute("<a href='x' b=\"`y`\">&amp;")).isEqualTo(escaped);
  }

  @Test
  void hiddenCharactersAreSpelledOut() {
    assertThat(text("a\u202eb")).isEqualTo("a" + OPEN + "U+202E</span>b");
    assertThat(attribute("a\u202eb")).isEqualTo("a[U+202E]b");
    assertThat(text("\n\u0000\u001b\u007f\u009b"))
        .contains("U+000A", "U+0000", "U+001B", "U+007F", "U+009B");
    assertThat(text("\u200b\u2066\ufeff\u00a0\u00ad\u3164\u2800"))
        .contains("U+200B", "U+2066", "U+FEFF", "U+00A0", "U+00AD", "U+3164", "U+2800");
    assertThat(text("\udb40\udc41")).isEqualTo(OPEN + "U+E0041</span>");
    assertThat(text("x\ud800y")).isEqualTo("x" + OPEN + "U+D800</span>y");
  }

  @Test
  void ordinaryTextOfAnyLanguageStays() {
    String ordinary = "C:\\Windows\\t\u00e9l\u00e9 \u0434\u0430 \u4e2d\u6587 \ud83d\ude00 (x86)";
    assertThat(text(ordinary)).isEqualTo(ordinary);
  }

  @Test
  void longTextIsCutAndSaysSo() {
    String page = text("x".repeat(Html.LONGEST + 7));
    assertThat(page)
        .startsWith("x".repeat(Html.LONGEST) + "<span")
        .contains("and 7 more characters")
        .hasSizeLessThan(Html.LONGEST + 100);
    assertThat(text("x".repeat(Html.LONGEST))).hasSize(Html.LONGEST);
  }

  @Property
  void nothingEverLeavesTextOrAttribute(@ForAll @StringLength(max = 60) String any) {
    assertThat(text(any).replace(OPEN, "").replace("</span>", "")).doesNotContain("<", ">", "\"");
    assertThat(attribute(any)).doesNotContain("<", ">", "\"", "'", "\n");
  }

  @Property
  void differentTextsLookDifferent(
      @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
    assertThat(text(one).equals(text(other))).isEqualTo(one.equals(other));
  }

  private static String text(String text) {
    StringBuilder page = new StringBuilder();
    Html.text(page, text);
    return page.toString();
  }

  private static String attribute(String text) {
    StringBuilder page = new StringBuilder();
    Html.attribute(page, text);
    return page.toString();
  }
}
