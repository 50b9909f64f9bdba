package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.Signature;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a format's decoder knows about one event before canonicalisation. Reused from event to event
 * by its decoder; {@link #reset} forgets everything.
 */
public final class EventBuilder {

  /** No time is known yet. */
  public static final long NO_TIME = Long.MIN_VALUE;

  EventKind kind = EventKind.OTHER;
  Vendor vendor = Vendor.OTHER;
  TelemetryFormat format = TelemetryFormat.NXLOG;
  long eventTimeMillis = NO_TIME;
  long receivedMillis = NO_TIME;
  @Nullable String tenant;
  @Nullable String computer;
  final List<String> hostIds = new ArrayList<>(2);
  @Nullable String provider;
  @Nullable String channel;
  @Nullable String eventCode;
  @Nullable String recordId;
  @Nullable String naturalKey;
  Hashes hashes = Hashes.NONE;
  Signature signature = Signature.UNKNOWN;
  final @Nullable String[] values = new @Nullable String[Field.COUNT];
  final List<String> flags = new ArrayList<>(2);

  /** Forgets everything. */
  public void reset() {
    kind = EventKind.OTHER;
    vendor = Vendor.OTHER;
    format = TelemetryFormat.NXLOG;
    eventTimeMillis = NO_TIME;
    receivedMillis = NO_TIME;
    tenant = null;
    computer = null;
    hostIds.clear();
    provider = null;
    channel = null;
    eventCode = null;
    recordId = null;
    naturalKey = null;
    hashes = Hashes.NONE;
    signature = Signature.UNKNOWN;
    Arrays.fill(values, null);
    flags.clear();
  }

  /** Sets a field; blank, {@code -} and null leave it absent. */
  public void set(Field field, @Nullable String value) {
    values[field.ordinal()] = value == null || value.isBlank() || value.equals("-") ? null : value;
  }

  /** The value of a field, or null. */
  public @Nullable String get(Field field) {
    return values[field.ordinal()];
  }
}
