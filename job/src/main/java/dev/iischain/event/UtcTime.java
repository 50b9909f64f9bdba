package dev.iischain.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as records spell them: RFC 3339, UTC, exactly three fraction digits. */
public final class UtcTime {

  /** The first time RFC 3339 can spell. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  /** The last time RFC 3339 can spell. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /**
   * The time such as {@code 2026-01-31T23:59:59.000Z}, cut to the millisecond. A time outside of
   * the years 0000 to 9999 becomes the nearest one inside: one absurd clock must not stop a stream.
   */
  public static String format(Instant time) {
    Instant spelled = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    return FORMAT.format(spelled);
  }

  /** The time that this text spells in exactly this form, or null. */
  public static @Nullable Instant parse(String text) {
    try {
      return FORMAT.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
