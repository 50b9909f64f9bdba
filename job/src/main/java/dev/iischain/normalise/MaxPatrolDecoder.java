package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** MaxPatrol's taxonomy, moved back under the names that Windows itself uses. */
final class MaxPatrolDecoder {

  private static final String SECURITY = "Microsoft-Windows-Security-Auditing";

  private MaxPatrolDecoder() {}

  /** Whether the original in the body tells what the taxonomy has no fields for. */
  static boolean isToldByBody(RecordValues values) {
    String subsystem = values.get(Slot.SOURCE_SUBSYSTEM);
    if (subsystem == null || isSysmon(values)) {
      return false;
    }
    String name = subsystem.toLowerCase(Locale.ROOT);
    return name.contains("powershell") || name.contains("iis") || name.equals("application");
  }

  private static boolean isSysmon(RecordValues values) {
    String title = values.get(Slot.SOURCE_TITLE);
    return title != null && title.equalsIgnoreCase("sysmon");
  }

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    event.reset(values, values.data);
    boolean sysmon = isSysmon(values);
    event.channel = sysmon ? FeedIdentity.SYSMON_CHANNEL : values.get(Slot.SOURCE_SUBSYSTEM);
    boolean security = "security".equalsIgnoreCase(event.channel);
    event.provider = sysmon ? FeedIdentity.SYSMON : security ? SECURITY : null;
    event.eventCode = values.flat.get(ValueName.MSGID);
    event.computer = values.get(Slot.SOURCE_FQDN);
    if (event.computer == null) {
      event.computer = values.get(Slot.SOURCE_HOSTNAME);
    }
    if (event.computer == null) {
      event.computer = values.get(Slot.SOURCE_HOST);
    }
    event.time = values.flat.get(ValueName.TIME);
    if (sysmon) {
      sysmon(values, event);
    } else if (security) {
      security(values, event.data, event.eventId());
    }
  }

  private static void sysmon(RecordValues values, WindowsRecord event) {
    NamedValues data = event.data;
    int id = event.eventId();
    boolean started = id == 1;
    data.putIfAbsent(ValueName.UTC_TIME, event.time);
    data.putIfAbsent(Field.IMAGE, values.get(started ? Slot.PROCESS_PATH : Slot.ACTOR_PATH));
    data.putIfAbsent(Field.PROCESS_ID, values.get(started ? Slot.PROCESS_PID : Slot.ACTOR_PID));
    data.putIfAbsent(
        Field.PROCESS_GUID, values.get(started ? Slot.PROCESS_ENTITY : Slot.ACTOR_ENTITY));
    data.putIfAbsent(
        Field.USER,
        WindowsValues.account(values.get(Slot.USER_DOMAIN), values.get(Slot.USER_NAME)));
    data.putIfAbsent(
        Field.HASHES,
        EcsWindows.hashes(
            values.get(Slot.PROCESS_SHA1),
            values.get(Slot.PROCESS_MD5),
            values.get(Slot.PROCESS_SHA256),
            values.get(Slot.PROCESS_IMPHASH)));
    if (started) {
      started(values, data);
    } else if (id == 7) {
      data.putIfAbsent(Field.IMAGE_LOADED, values.get(Slot.PROCESS_PATH));
      signature(data, values.get(Slot.OBJECT_VALUE));
    } else if (id == 12 || id == 13 || id == 14) {
      data.putIfAbsent(
          Field.TARGET_OBJECT, RegistryDialect.join(values.get(Slot.OBJECT_FULL_PATH), null));
      data.putIfAbsent(
          id == 14 ? Field.NEW_NAME : Field.DETAILS, values.get(Slot.OBJECT_NEW_VALUE));
      if (id == 12) {
        boolean removed = "remove".equals(values.get(Slot.ACTION));
        data.putIfAbsent(Field.EVENT_TYPE, removed ? "DeleteValue" : "CreateKey");
      }
    } else {
      data.putIfAbsent(Field.TARGET_FILENAME, values.get(Slot.OBJECT_FULL_PATH));
    }
  }

  private static void started(RecordValues values, NamedValues data) {
    data.putIfAbsent(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
    data.putIfAbsent(Field.CURRENT_DIRECTORY, values.get(Slot.PROCESS_DIRECTORY));
    data.putIfAbsent(Field.ORIGINAL_FILE_NAME, values.get(Slot.PROCESS_ORIGINAL_NAME));
    data.putIfAbsent(Field.PARENT_IMAGE, values.get(Slot.PARENT_PATH));
    data.putIfAbsent(Field.PARENT_COMMAND_LINE, values.get(Slot.PARENT_COMMAND));
    data.putIfAbsent(Field.PARENT_PROCESS_ID, values.get(Slot.PARENT_PID));
    data.putIfAbsent(Field.PARENT_PROCESS_GUID, values.get(Slot.PARENT_ENTITY));
  }

  /** {@code status | signer}. */
  private static void signature(NamedValues data, @Nullable String text) {
    int bar = text == null ? -1 : text.indexOf('|');
    if (text == null || bar < 0) {
      data.putIfAbsent(Field.SIGNATURE_STATUS, text);
      return;
    }
    data.putIfAbsent(Field.SIGNATURE_STATUS, text.substring(0, bar).strip());
    data.putIfAbsent(Field.SIGNATURE, Blanks.orNull(text.substring(bar + 1).strip()));
  }

  private static void security(RecordValues values, NamedValues data, int id) {
    data.putIfAbsent(Field.SUBJECT_USER_NAME, values.get(Slot.USER_NAME));
    data.putIfAbsent(Field.SUBJECT_DOMAIN_NAME, values.get(Slot.USER_DOMAIN));
    data.putIfAbsent(Field.SUBJECT_USER_SID, values.get(Slot.USER_ID));
    if (id == 4688) {
      data.putIfAbsent(Field.NEW_PROCESS_NAME, values.get(Slot.PROCESS_PATH));
      data.putIfAbsent(Field.NEW_PROCESS_ID, values.get(Slot.PROCESS_PID));
      data.putIfAbsent(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
      data.putIfAbsent(Field.PARENT_PROCESS_NAME, values.get(Slot.PARENT_PATH));
      data.putIfAbsent(Field.PROCESS_ID, values.get(Slot.PARENT_PID));
      return;
    }
    data.putIfAbsent(Field.PROCESS_NAME, values.get(Slot.ACTOR_PATH));
    data.putIfAbsent(Field.PROCESS_ID, values.get(Slot.ACTOR_PID));
    if (id == 4657) {
      String key = values.get(Slot.OBJECT_PATH);
      data.putIfAbsent(
          Field.OBJECT_NAME,
          key != null && key.endsWith("\\") ? key.substring(0, key.length() - 1) : key);
      data.putIfAbsent(Field.OBJECT_VALUE_NAME, values.get(Slot.OBJECT_NAME));
      data.putIfAbsent(Field.OLD_VALUE, values.get(Slot.OBJECT_VALUE));
      data.putIfAbsent(Field.NEW_VALUE, values.get(Slot.OBJECT_NEW_VALUE));
      data.putIfAbsent(
          Field.OPERATION_TYPE, "remove".equals(values.get(Slot.ACTION)) ? "%%1906" : null);
    } else {
      data.putIfAbsent(Field.OBJECT_NAME, values.get(Slot.OBJECT_FULL_PATH));
    }
  }
}
