package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One Windows event as every shipper tells it: the system part and the event data, under the names
 * that Windows itself uses. Reused from record to record.
 */
final class WindowsRecord {

  private static final NamedValues NO_DATA = new NamedValues();

  @Nullable String provider;
  @Nullable String eventSource;
  @Nullable String channel;
  @Nullable String eventCode;
  @Nullable String computer;
  @Nullable String recordId;
  @Nullable String level;
  @Nullable String userSid;
  @Nullable String executionProcessId;
  @Nullable String time;

  /** A time without a zone at which a collector says it received the event, and the same in UTC. */
  @Nullable String receivedLocalTime;

  @Nullable String receivedUtcTime;

  /** The message itself, from a shipper that has no passages. */
  @Nullable String messageText;

  /** Where {@link #message} is found, when the shipper sends one. */
  @Nullable Passage messagePassage;

  private RecordValues values = new RecordValues();
  NamedValues data = NO_DATA;

  /** Forgets everything and turns to the next record. */
  void reset(RecordValues recordValues, NamedValues eventData) {
    provider = null;
    eventSource = null;
    channel = null;
    eventCode = null;
    computer = null;
    recordId = null;
    level = null;
    userSid = null;
    executionProcessId = null;
    time = null;
    receivedLocalTime = null;
    receivedUtcTime = null;
    messagePassage = null;
    messageText = null;
    values = recordValues;
    data = eventData;
  }

  /** The event id without qualifiers, or -1 when it is no number. */
  int eventId() {
    String code = eventCode;
    if (code == null || code.length() > 10) {
      return -1;
    }
    long id = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      id = id * 10 + (c - '0');
    }
    return id <= 0xFFFF ? (int) id : (int) (id & 0xFFFF);
  }

  /** The rendered, perhaps localised, message, or null. */
  @Nullable String message() {
    if (messageText != null) {
      return messageText;
    }
    return messagePassage == null ? null : PassageText.read(values, messagePassage);
  }

  /** Whether any event data has a name or a place. */
  boolean hasData() {
    return !data.isEmpty();
  }

  /** When it happened, in epoch milliseconds, or {@link EventBuilder#NO_TIME}. */
  long eventTime(ZoneId localTimeZone) {
    if (receivedLocalTime != null && receivedUtcTime != null && time != null) {
      long asUtc = EventTimes.parse(time);
      long local = EventTimes.parse(receivedLocalTime);
      long utc = EventTimes.parse(receivedUtcTime);
      if (asUtc != EventBuilder.NO_TIME
          && local != EventBuilder.NO_TIME
          && utc != EventBuilder.NO_TIME
          && isBare(time)
          && isBare(receivedLocalTime)) {
        long offset = Math.round((local - utc) / (double) QUARTER_HOUR) * QUARTER_HOUR;
        if (Math.abs(offset) <= MAX_OFFSET && Math.abs(local - utc - offset) <= MAX_DELAY) {
          return asUtc - offset;
        }
      }
    }
    return EventTimes.parse(time, localTimeZone);
  }

  private static final long QUARTER_HOUR = 15 * 60_000L;
  private static final long MAX_OFFSET = 14 * 3_600_000L;
  private static final long MAX_DELAY = 2 * 60_000L;

  /** Whether a time is {@code yyyy-MM-dd HH:mm:ss} and no more. */
  private static boolean isBare(String text) {
    return text.length() == 19;
  }

  /** An unnamed value, or a field where it has a name. */
  @Nullable String named(Field field, int position) {
    String value = data.get(field);
    return value == null ? data.position(position) : value;
  }
}
