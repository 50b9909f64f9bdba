package dev.iischain.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Durations as people write them: {@code 500ms}, {@code 10s}, {@code 1h}, {@code 7d}, {@code PT1H}.
 */
final class DurationText {
  private static final Map<String, Duration> UNITS = units();

  private DurationText() {}

  /** The duration that a text stands for. */
  static Duration parse(String text) throws InvalidValue {
    String trimmed = text.strip();
    try {
      if (trimmed.toUpperCase(Locale.ROOT).startsWith("P")) {
        return Duration.parse(trimmed);
      }
      int digits = leadingDigits(trimmed);
      Duration unit = UNITS.get(trimmed.substring(digits).strip());
      if (digits > 0 && unit != null) {
        return unit.multipliedBy(Long.parseLong(trimmed.substring(0, digits)));
      }
      throw invalid(text, digits > 0 && digits == trimmed.length());
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw invalid(text, false);
    }
  }

  /** The shortest text for a duration, such as {@code 7d}; below a millisecond in ISO form. */
  static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long count = duration.dividedBy(unit.getValue());
      if (count > 0 && unit.getValue().multipliedBy(count).equals(duration)) {
        return count + unit.getKey();
      }
    }
    return duration.toString();
  }

  private static InvalidValue invalid(String text, boolean unitMissing) {
    return new InvalidValue(
        unitMissing ? "'" + text + "' has no unit of time." : "'" + text + "' is not a duration.",
        "Write a whole number with ms, s, m, h or d, such as "
            + (unitMissing ? text.strip() + "s" : "500ms, 10s or 7d")
            + ".");
  }

  private static int leadingDigits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static Map<String, Duration> units() {
    Map<String, Duration> units = new LinkedHashMap<>();
    units.put("d", Duration.ofDays(1));
    units.put("h", Duration.ofHours(1));
    units.put("m", Duration.ofMinutes(1));
    units.put("s", Duration.ofSeconds(1));
    units.put("ms", Duration.ofMillis(1));
    return units;
  }
}
