package dev.iischain.normalise;

import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import org.jspecify.annotations.Nullable;

/** Records of keys and values in plain text: WinCollect's payload, and LEEF 1.0 and 2.0. */
final class KeyValueText {

  private static final String WIN_COLLECT = "AgentDevice=";
  private static final String LEEF = "LEEF:";
  private static final String MESSAGE = "Message=";

  /** Vendor, product, version and event id. */
  private static final int HEADER_PARTS = 4;

  private KeyValueText() {}

  /** Where a record starts in a part of a text, or -1. */
  static int start(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if ((b == 'A' && TextShapes.starts(bytes, at, to, WIN_COLLECT))
          || (b == 'L' && isLeef(bytes, at, to))) {
        return at;
      }
    }
    return -1;
  }

  /** Where the first record starts in a text, or -1. */
  static int start(String text) {
    int winCollect = text.indexOf(WIN_COLLECT);
    int leef = text.indexOf(LEEF);
    while (leef >= 0 && !isLeef(text, leef)) {
      leef = text.indexOf(LEEF, leef + 1);
    }
    return winCollect < 0 || (leef >= 0 && leef < winCollect) ? leef : winCollect;
  }

  /** Reads a record from its start into the flat values; its format. */
  static TelemetryFormat read(String record, RecordValues values) {
    if (record.startsWith(LEEF)) {
      leef(record, values.flat);
      return TelemetryFormat.LEEF;
    }
    int message = record.indexOf("\t" + MESSAGE);
    if (message >= 0) {
      String text = record.substring(message + 1 + MESSAGE.length());
      values.flat.putExact(ValueNames.indexOf(Field.MESSAGE), text.strip());
    }
    pairs(record, 0, message < 0 ? record.length() : message, '\t', values.flat);
    return TelemetryFormat.WINCOLLECT;
  }

  private static void leef(String record, NamedValues flat) {
    String[] header = new String[HEADER_PARTS];
    int at = record.indexOf('|') + 1;
    for (int i = 0; i < HEADER_PARTS; i++) {
      int end = record.indexOf('|', at);
      if (end < 0) {
        return;
      }
      header[i] = record.substring(at, end);
      at = end + 1;
    }
    char delimiter = '\t';
    if (record.startsWith("2", LEEF.length())) {
      int end = record.indexOf('|', at);
      if (end >= 0 && end - at <= 6 && record.substring(at, end).indexOf('=') < 0) {
        delimiter = delimiter(record.substring(at, end));
        at = end + 1;
      }
    }
    pairs(record, at, record.length(), delimiter, flat);
    flat.putIfAbsent(ValueName.SOURCE, header[1]);
    flat.putIfAbsent(Field.EVENT_ID, header[HEADER_PARTS - 1]);
  }

  /** The character itself, or its code in hexadecimal; a tab where it is not given. */
  private static char delimiter(String text) {
    if (text.length() == 1) {
      return text.charAt(0);
    }
    int x = Math.max(text.indexOf('x'), text.indexOf('X'));
    int code = 0;
    for (int i = x + 1; x >= 0 && i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return '\t';
      }
      code = code * 16 + digit;
    }
    return code == 0 ? '\t' : (char) code;
  }

  private static void pairs(String text, int from, int to, char delimiter, NamedValues flat) {
    int at = from;
    while (at < to) {
      int next = text.indexOf(delimiter, at);
      int end = next < 0 || next > to ? to : next;
      int equals = text.indexOf('=', at);
      if (equals > at && equals < end) {
        flat.putNamed(text.substring(at, equals).strip(), text.substring(equals + 1, end).strip());
      }
      at = end + 1;
    }
  }

  private static boolean isLeef(byte[] bytes, int at, int to) {
    return TextShapes.starts(bytes, at, to, "LEEF:1.0|")
        || TextShapes.starts(bytes, at, to, "LEEF:2.0|");
  }

  private static boolean isLeef(String text, int at) {
    return text.startsWith("LEEF:1.0|", at) || text.startsWith("LEEF:2.0|", at);
  }

  /** Finds the names that WinCollect uses. */
  static void winCollect(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, values.data);
    event.provider = flat.first(ValueName.SOURCE, ValueName.SOURCE_NAME);
    event.channel = flat.get(ValueName.AGENT_LOG_FILE);
    event.eventCode = flat.get(Field.EVENT_ID);
    event.computer = flat.get(Field.COMPUTER);
    event.recordId = flat.get(ValueName.RECORD_NUMBER);
    event.level = flat.get(Field.LEVEL);
    event.time = flat.get(ValueName.TIME_GENERATED);
    event.messageText = flat.get(Field.MESSAGE);
  }

  /** Finds the names in a LEEF record, whose own keys stand beside those of its source. */
  static void leef(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, flat);
    event.provider = flat.first(ValueName.SOURCE_NAME, ValueName.FLAT_PROVIDER_NAME);
    String product = flat.get(ValueName.SOURCE);
    if (event.provider == null && WindowsEvent.isProvider(product)) {
      event.provider = product;
    }
    event.channel = flat.get(Field.CHANNEL);
    event.eventCode = flat.get(Field.EVENT_ID);
    event.computer = flat.first(ValueName.HOSTNAME, ValueName.IDENTITY_HOST_NAME);
    if (event.computer == null) {
      event.computer = flat.get(Field.COMPUTER);
    }
    if (event.computer == null) {
      event.computer = flat.get(ValueName.RESOURCE);
    }
    event.recordId = flat.first(ValueName.RECORD_NUMBER, ValueName.EVENT_RECORD_ID);
    event.level = flat.get(Field.LEVEL);
    event.userSid = flat.get(ValueName.USER_ID);
    event.executionProcessId = flat.get(ValueName.EXECUTION_PROCESS_ID);
    event.time = flat.first(ValueName.EVENT_TIME, ValueName.DEVICE_TIME);
    event.messageText = flat.get(Field.MESSAGE);
  }

  /** The event id as a number where a heading is none, such as {@code Sysmon-11}; or as it is. */
  static @Nullable String number(@Nullable String code) {
    if (code == null) {
      return null;
    }
    int start = code.length();
    while (start > 0 && Character.isDigit(code.charAt(start - 1))) {
      start--;
    }
    return start == code.length() ? code : code.substring(start);
  }
}
