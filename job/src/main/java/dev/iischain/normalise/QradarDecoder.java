package dev.iischain.normalise;

import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import org.jspecify.annotations.Nullable;

/** QRadar's JSON: the payload in it where it can be read, and else its custom properties. */
final class QradarDecoder {

  private final RecordValues payload = new RecordValues();

  /** Finds the names. */
  void read(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    String text = PassageText.read(values, Passage.PAYLOAD);
    int start = text == null ? -1 : KeyValueText.start(text);
    if (text != null && start >= 0) {
      payload.reset(values.bytes(), false, false);
      if (KeyValueText.read(text.substring(start), payload) == TelemetryFormat.LEEF) {
        KeyValueText.leef(payload, event);
      } else {
        KeyValueText.winCollect(payload, event);
      }
    } else {
      properties(flat, event);
      event.messageText = text;
    }
    properties(flat, event.data);
    if (event.eventCode == null) {
      event.eventCode = first(flat, Field.EVENT_ID, ValueName.SHOWN_EVENT_ID);
    }
    if (event.computer == null) {
      event.computer = first(flat, Field.COMPUTER, ValueName.LOG_SOURCE_IDENTIFIER);
    }
    if (event.time == null) {
      event.time = flat.first(ValueName.DEVICE_TIME_EPOCH, ValueName.START_TIME_EPOCH);
    }
    if (event.time == null) {
      event.time = flat.get(ValueName.START_TIME);
    }
  }

  /** Without a payload, custom properties are all that tells an event. */
  private void properties(NamedValues flat, WindowsRecord event) {
    payload.reset(new byte[0], false, false);
    event.reset(payload, payload.data);
    event.eventCode = first(flat, Field.EVENT_ID, ValueName.SHOWN_EVENT_ID);
    event.channel = flat.get(Field.CHANNEL);
    event.provider = flat.first(ValueName.SOURCE_NAME, ValueName.FLAT_PROVIDER_NAME);
    if (event.provider == null && event.channel == null && event.eventId() > 0) {
      // Security's ids are far above Sysmon's, and these are the only two that are told apart so.
      event.provider =
          event.eventId() < 256
              ? "Microsoft-Windows-Sysmon"
              : event.eventId() >= 4600 && event.eventId() < 5000
                  ? "Microsoft-Windows-Security-Auditing"
                  : null;
    }
  }

  private static void properties(NamedValues flat, NamedValues data) {
    for (Field field :
        new Field[] {
          Field.IMAGE,
          Field.TARGET_OBJECT,
          Field.DETAILS,
          Field.TARGET_FILENAME,
          Field.IMAGE_LOADED,
          Field.COMMAND_LINE,
          Field.PARENT_IMAGE,
          Field.PARENT_COMMAND_LINE,
          Field.PROCESS_GUID,
          Field.HASHES
        }) {
      data.putIfAbsent(field, flat.get(field));
    }
    data.putIfAbsent(Field.IMAGE, flat.get(ValueName.SHOWN_PROCESS_PATH));
    data.putIfAbsent(Field.COMMAND_LINE, flat.get(ValueName.SHOWN_COMMAND));
    data.putIfAbsent(Field.PARENT_IMAGE, flat.get(ValueName.SHOWN_PARENT_PATH));
    data.putIfAbsent(Field.PARENT_COMMAND_LINE, flat.get(ValueName.SHOWN_PARENT_COMMAND));
    data.putIfAbsent(Field.TARGET_OBJECT, flat.get(ValueName.SHOWN_OBJECT_NAME));
    data.putIfAbsent(
        Field.HASHES,
        EcsWindows.hashes(
            flat.get(ValueName.SHOWN_SHA1),
            flat.get(ValueName.SHOWN_MD5),
            flat.get(ValueName.SHOWN_SHA256),
            null));
    String folder = flat.get(ValueName.SHOWN_FILE_DIRECTORY);
    String name = flat.get(ValueName.SHOWN_FILE_NAME);
    if (name != null && (folder != null || name.indexOf('\\') >= 0)) {
      String path = name.indexOf('\\') >= 0 ? name : join(folder == null ? "" : folder, name);
      data.putIfAbsent(Field.TARGET_FILENAME, path);
      data.putIfAbsent(Field.IMAGE_LOADED, path);
    }
  }

  private static String join(String folder, String name) {
    return folder.endsWith("\\") ? folder + name : folder + "\\" + name;
  }

  private static @Nullable String first(NamedValues flat, Field field, ValueName name) {
    String value = flat.get(field);
    return value == null ? flat.get(name) : value;
  }
}
