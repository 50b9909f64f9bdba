package dev.iischain.config;

import java.util.Locale;
import java.util.Set;

/** Text as a YAML scalar. */
final class YamlText {
  /** Plain words that YAML reads as something else than text, here or in older tools. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** The text as it is where that is safe, otherwise in quotes. */
  static String quote(String text) {
    if (isPlain(text)) {
      return text;
    }
    if (text.chars().allMatch(YamlText::isPrintable)) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c >= 0x7F) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** A number without needless decimals. */
  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** What YAML lets stand in quotes as it is; control characters of both blocks it does not. */
  private static boolean isPrintable(int c) {
    return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c < 0x2028);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && isLetter(text.charAt(0))
        && !RESERVED.contains(text.toLowerCase(Locale.ROOT))
        && text.chars()
            .allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || "._/-".indexOf(c) >= 0);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
