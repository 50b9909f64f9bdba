package dev.iischain.normalise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that Windows shippers spell differently, in the one spelling that events carry. */
final class WindowsValues {

  private static final int GUID_LENGTH = 36;

  private WindowsValues() {}

  /** A GUID in lower case with braces, as Sysmon has it; other text as it is. */
  static @Nullable String guid(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.length() == GUID_LENGTH && lower.charAt(0) != '{' ? "{" + lower + "}" : lower;
  }

  /** A process id in decimal; Security events have it in hexadecimal. */
  static @Nullable String processId(@Nullable String text) {
    if (text == null
        || text.length() < 3
        || text.length() > 18
        || text.charAt(0) != '0'
        || (text.charAt(1) != 'x' && text.charAt(1) != 'X')) {
      return text;
    }
    long number = 0;
    for (int i = 2; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return text;
      }
      number = number << 4 | digit;
    }
    return Long.toString(number);
  }

  /** {@code yyyy-MM-dd HH:mm:ss.SSS}, as Sysmon has it, of a time with a {@code T} and a zone Z. */
  static @Nullable String utcTime(@Nullable String text) {
    return text != null && text.length() >= 24 && text.charAt(10) == 'T' && text.endsWith("Z")
        ? text.substring(0, 10) + " " + text.substring(11, 23)
        : text;
  }

  /** {@code DOMAIN\name}, or what is known of it. */
  static @Nullable String account(@Nullable String domain, @Nullable String name) {
    return domain == null || name == null || name.indexOf('\\') >= 0 ? name : domain + "\\" + name;
  }

  /** Sysmon's word for a mandatory label's SID. */
  static @Nullable String integrity(@Nullable String label) {
    if (label == null) {
      return null;
    }
    return switch (label) {
      case "S-1-16-4096", "4096" -> "Low";
      case "S-1-16-8192", "S-1-16-8448", "8192", "8448" -> "Medium";
      case "S-1-16-12288", "12288" -> "High";
      case "S-1-16-16384", "16384" -> "System";
      default -> label;
    };
  }

  /** The number of an event level, whether it came as number or word. */
  static @Nullable String level(@Nullable String level) {
    if (level == null || level.length() < 4) {
      return level;
    }
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "critical" -> "1";
      case "error" -> "2";
      case "warning" -> "3";
      case "info", "information", "informational" -> "4";
      case "debug", "verbose" -> "5";
      default -> level;
    };
  }

  /** What follows a label up to the end of its line, or null where there is no such label. */
  static @Nullable String line(String text, String label) {
    int at = text.indexOf(label);
    while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
      at = text.indexOf(label, at + 1);
    }
    if (at < 0) {
      return null;
    }
    int start = at + label.length();
    int end = text.indexOf('\n', start);
    return Blanks.orNull(text.substring(start, end < 0 ? text.length() : end).strip());
  }
}
