package dev.iischain.normalise;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Times as sensors write them, in epoch milliseconds; {@link #NO_TIME} where none can be read. */
public final class EventTimes {

  /** No time could be read. */
  public static final long NO_TIME = EventBuilder.NO_TIME;

  /** 2000-01-01T00:00:00Z: an earlier time is a broken clock. */
  static final long EARLIEST = 946_684_800_000L;

  /** 2100-01-01T00:00:00Z: a later time is a broken field. */
  static final long LATEST = 4_102_444_800_000L;

  private static final int MAX_LENGTH = 64;

  private EventTimes() {}

  /**
   * The time a text names: ISO 8601 with or without fraction and zone, {@code yyyy-MM-dd
   * HH:mm:ss.SSS}, or epoch seconds, milliseconds, microseconds or {@code seconds.fraction}. A time
   * without a zone is in {@code zoneOfBareTimes}.
   */
  public static long parse(@Nullable String text, ZoneId zoneOfBareTimes) {
    if (text == null) {
      return NO_TIME;
    }
    String time = text.trim();
    int length = time.length();
    if (length == 0 || length > MAX_LENGTH) {
      return NO_TIME;
    }
    if (length >= 10 && isDateMark(time.charAt(4))) {
      return parseDateTime(time, zoneOfBareTimes);
    }
    return parseNumber(time);
  }

  /** The time a text names; one without a zone is UTC. */
  public static long parse(@Nullable String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /**
   * The time a number names, in seconds, milliseconds, microseconds, Windows file time or
   * nanoseconds by its size.
   */
  public static long ofNumber(long number) {
    if (number < 0) {
      return NO_TIME;
    }
    if (number < 100_000_000_000L) {
      return number * 1000;
    }
    if (number < 100_000_000_000_000L) {
      return number;
    }
    if (number < 100_000_000_000_000_000L) {
      return number / 1000;
    }
    if (number < 1_000_000_000_000_000_000L) {
      return number / 10_000 - 11_644_473_600_000L;
    }
    return number / 1_000_000;
  }

  /** The time a number of seconds, milliseconds or microseconds with a fraction names. */
  public static long ofNumber(double number) {
    if (!(number >= 0) || number > 9.0e18) {
      return NO_TIME;
    }
    return number < 100_000_000_000.0 ? Math.round(number * 1000) : ofNumber((long) number);
  }

  private static long parseNumber(String text) {
    int dot = -1;
    long whole = 0;
    long fraction = 0;
    int fractionDigits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && dot < 0 && i > 0) {
        dot = i;
      } else if (c < '0' || c > '9') {
        return NO_TIME;
      } else if (dot < 0) {
        if (i >= 18 && (i > 18 || whole > 900_000_000_000_000_000L)) {
          return NO_TIME;
        }
        whole = whole * 10 + (c - '0');
      } else if (fractionDigits < 3) {
        fraction = fraction * 10 + (c - '0');
        fractionDigits++;
      }
    }
    for (int i = fractionDigits; i < 3; i++) {
      fraction *= 10;
    }
    long millis = ofNumber(whole);
    boolean seconds = whole < 100_000_000_000L;
    return seconds && dot >= 0 ? millis + fraction : millis;
  }

  private static long parseDateTime(String text, ZoneId zone) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || text.charAt(7) != text.charAt(4)) {
      return NO_TIME;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return NO_TIME;
    }
    int at = 10;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millis = 0;
    if (text.length() > at) {
      char separator = text.charAt(at);
      if (separator != 'T' && separator != 't' && separator != ' ') {
        return NO_TIME;
      }
      hour = digits(text, 11, 2);
      minute = digits(text, 14, 2);
      if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charAt(13) != ':') {
        return NO_TIME;
      }
      at = 16;
      if (at < text.length() && text.charAt(at) == ':') {
        second = digits(text, 17, 2);
        if (second < 0 || second > 60) {
          return NO_TIME;
        }
        at = 19;
      }
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        int scale = 100;
        int first = ++at;
        while (at < text.length() && isDigit(text.charAt(at))) {
          millis += (text.charAt(at) - '0') * scale;
          scale /= 10;
          at++;
        }
        if (at == first || at - first > 9) {
          return NO_TIME;
        }
      }
    }
    LocalDateTime local =
        LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), millis * 1_000_000);
    return withZone(local, text, at, zone);
  }

  private static long withZone(LocalDateTime local, String text, int from, ZoneId zone) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length()) {
      return zone instanceof ZoneOffset offset
          ? toMillis(local, offset.getTotalSeconds())
          : local.atZone(zone).toInstant().toEpochMilli();
    }
    String rest = text.substring(at);
    if (rest.equalsIgnoreCase("Z")
        || rest.equalsIgnoreCase("UTC")
        || rest.equalsIgnoreCase("GMT")) {
      return toMillis(local, 0);
    }
    int sign = rest.charAt(0) == '+' ? 1 : rest.charAt(0) == '-' ? -1 : 0;
    int hours = digits(rest, 1, 2);
    if (sign == 0 || hours < 0 || hours > 18) {
      return NO_TIME;
    }
    int minutes = 0;
    if (rest.length() > 3) {
      int start = rest.charAt(3) == ':' ? 4 : 3;
      minutes = digits(rest, start, 2);
      if (minutes < 0 || minutes > 59 || rest.length() != start + 2) {
        return NO_TIME;
      }
    }
    return toMillis(local, sign * (hours * 3600 + minutes * 60));
  }

  private static long toMillis(LocalDateTime local, int offsetSeconds) {
    long seconds = local.toLocalDate().toEpochDay() * 86_400 + local.toLocalTime().toSecondOfDay();
    return (seconds - offsetSeconds) * 1000 + local.get(ChronoField.MILLI_OF_SECOND);
  }

  /** The number in this many digits, or -1. */
  private static int digits(String text, int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isDateMark(char c) {
    return c == '-' || c == '/';
  }
}
