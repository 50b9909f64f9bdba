package dev.iischain.report;

import dev.iischain.event.VisibleText;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The one way in which text enters a page. Markup characters are escaped; characters that hide,
 * reorder or break text are spelled as {@code U+XXXX}; very long text is cut, and says so.
 */
final class Html {

  /** The most characters of one value that a page shows. */
  static final int LONGEST = 4_000;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Html() {}

  /** Appends text as the content of an element. */
  static void text(StringBuilder page, String text) {
    append(page, text, "<span class=\"hidden-character\">", "</span>");
  }

  /** Appends text as the content of an attribute in double quotes. */
  static void attribute(StringBuilder page, String text) {
    append(page, text, "[", "]");
  }

  private static void append(StringBuilder page, String text, String open, String close) {
    int shown = 0;
    for (int i = 0; i < text.length(); shown++) {
      if (shown == LONGEST) {
        int rest = text.codePointCount(i, text.length());
        page.append(open).append("and ").append(rest).append(" more characters").append(close);
        return;
      }
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      switch (codePoint) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        case '`' -> page.append("&#96;");
        default -> {
          if (VisibleText.isHidden(codePoint)) {
            page.append(open).append(name(codePoint)).append(close);
          } else {
            page.appendCodePoint(codePoint);
          }
        }
      }
    }
  }

  /** The Unicode name of a code point in the form U+202E. */
  static String name(int codePoint) {
    return codePoint <= Character.MAX_VALUE
        ? "U+" + HEX.toHexDigits((char) codePoint)
        : "U+" + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
  }
}
