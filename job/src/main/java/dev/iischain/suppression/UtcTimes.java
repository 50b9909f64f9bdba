package dev.iischain.suppression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times as people write them into entries. */
final class UtcTimes {

  private UtcTimes() {}

  /** Epoch milliseconds of a day's start in UTC, or of a time with its zone; null for neither. */
  static @Nullable Long parse(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The time in RFC 3339. */
  static String print(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
