package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/** Wazuh alerts and archives of the Windows event channels. */
final class WazuhDecoder {

  private WazuhDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    SystemDecoder.read(values, event);
    // The agent's name is free text; it only stands in for a name that is missing.
    if (event.computer == null) {
      event.computer = values.get(Slot.AGENT_NAME);
    }
    if (event.time == null) {
      event.time = values.flat.get(ValueName.RECEIVED_TIMESTAMP);
    }
    values.data.replaceAll(WazuhDecoder::unescape);
  }

  /** The text without a second escaping, which some versions add; other text as it is. */
  static @Nullable String unescape(@Nullable String text) {
    if (text == null || text.indexOf('\\') < 0) {
      return text;
    }
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) == '\\') {
        i++;
        if (i == length || (text.charAt(i) != '\\' && text.charAt(i) != '"')) {
          return text;
        }
      }
    }
    StringBuilder plain = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      plain.append(c == '\\' ? text.charAt(++i) : c);
    }
    return plain.toString();
  }
}
