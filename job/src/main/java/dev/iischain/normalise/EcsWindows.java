package dev.iischain.normalise;

import dev.iischain.event.Field;
import dev.iischain.normalise.WindowsEvent.Definition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Windows events of which an ingest pipeline moved some or all of the event data into the fields of
 * the Elastic Common Schema: what is missing is moved back under Windows' own names.
 */
final class EcsWindows {

  private EcsWindows() {}

  /** Whether any of the places that a pipeline moves event data to is filled. */
  static boolean isPresent(RecordValues values) {
    return values.get(Slot.PROCESS_PATH) != null
        || values.get(Slot.PROCESS_ENTITY) != null
        || values.get(Slot.FILE_PATH) != null
        || values.get(Slot.REGISTRY_PATH) != null
        || values.get(Slot.SCRIPT_TEXT) != null;
  }

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    WinlogbeatDecoder.read(values, event);
    if (event.eventCode == null) {
      event.eventCode = values.get(Slot.EVENT_MODEL_CODE);
    }
    Definition definition = WindowsEvent.define(event);
    if (definition == null) {
      return;
    }
    switch (definition.provider()) {
      case SYSMON -> sysmon(values, event, definition);
      case SECURITY -> security(values, event.data);
      case POWERSHELL -> powerShell(values, event.data);
      case CLASSIC_POWERSHELL, IIS_CONFIGURATION, IIS_WORKER -> {}
    }
  }

  private static void sysmon(RecordValues values, WindowsRecord event, Definition definition) {
    NamedValues data = event.data;
    // The pipeline makes Sysmon's own time the event's.
    data.putIfAbsent(ValueName.UTC_TIME, event.time);
    data.putIfAbsent(Field.PROCESS_GUID, values.get(Slot.PROCESS_ENTITY));
    data.putIfAbsent(Field.PROCESS_ID, values.get(Slot.PROCESS_PID));
    data.putIfAbsent(Field.IMAGE, values.get(Slot.PROCESS_PATH));
    data.putIfAbsent(
        Field.USER,
        WindowsValues.account(values.get(Slot.USER_DOMAIN), values.get(Slot.USER_NAME)));
    switch (definition.kind()) {
      case PROCESS_CREATION -> started(values, data);
      case IMAGE_LOAD -> loaded(values, data);
      case REGISTRY_ADD, REGISTRY_SET, REGISTRY_RENAME -> registry(values, data);
      default -> {
        data.putIfAbsent(Field.TARGET_FILENAME, values.get(Slot.FILE_PATH));
        if (data.get(Field.HASHES) == null && data.get(ValueName.HASH) == null) {
          data.putIfAbsent(Field.HASHES, fileHashes(values));
        }
      }
    }
  }

  private static void started(RecordValues values, NamedValues data) {
    data.putIfAbsent(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
    data.putIfAbsent(Field.CURRENT_DIRECTORY, values.get(Slot.PROCESS_DIRECTORY));
    data.putIfAbsent(Field.PARENT_IMAGE, values.get(Slot.PARENT_PATH));
    data.putIfAbsent(Field.PARENT_COMMAND_LINE, values.get(Slot.PARENT_COMMAND));
    data.putIfAbsent(Field.PARENT_PROCESS_GUID, values.get(Slot.PARENT_ENTITY));
    data.putIfAbsent(Field.PARENT_PROCESS_ID, values.get(Slot.PARENT_PID));
    data.putIfAbsent(Field.ORIGINAL_FILE_NAME, values.get(Slot.PROCESS_ORIGINAL_NAME));
    data.putIfAbsent(Field.COMPANY, values.get(Slot.PROCESS_COMPANY));
    data.putIfAbsent(Field.DESCRIPTION, values.get(Slot.PROCESS_DESCRIPTION));
    data.putIfAbsent(Field.PRODUCT, values.get(Slot.PROCESS_PRODUCT));
    data.putIfAbsent(Field.FILE_VERSION, values.get(Slot.PROCESS_VERSION));
    data.putIfAbsent(
        Field.HASHES,
        hashes(
            values.get(Slot.PROCESS_SHA1),
            values.get(Slot.PROCESS_MD5),
            values.get(Slot.PROCESS_SHA256),
            values.get(Slot.PROCESS_IMPHASH)));
  }

  private static void loaded(RecordValues values, NamedValues data) {
    data.putIfAbsent(Field.IMAGE_LOADED, values.get(Slot.FILE_PATH));
    data.putIfAbsent(Field.ORIGINAL_FILE_NAME, values.get(Slot.FILE_ORIGINAL_NAME));
    data.putIfAbsent(Field.COMPANY, values.get(Slot.FILE_COMPANY));
    data.putIfAbsent(Field.DESCRIPTION, values.get(Slot.FILE_DESCRIPTION));
    data.putIfAbsent(Field.PRODUCT, values.get(Slot.FILE_PRODUCT));
    data.putIfAbsent(Field.FILE_VERSION, values.get(Slot.FILE_VERSION));
    data.putIfAbsent(Field.SIGNED, values.get(Slot.FILE_SIGNED));
    data.putIfAbsent(Field.SIGNATURE, values.get(Slot.FILE_SIGNER));
    data.putIfAbsent(Field.SIGNATURE_STATUS, values.get(Slot.FILE_SIGNATURE_STATUS));
    data.putIfAbsent(Field.HASHES, fileHashes(values));
  }

  private static void registry(RecordValues values, NamedValues data) {
    data.putIfAbsent(Field.TARGET_OBJECT, registryPath(values));
    data.putIfAbsent(Field.DETAILS, registryData(values));
    String type = values.get(Slot.EVENT_TYPE);
    if (type != null && type.contains("deletion")) {
      boolean value = values.get(Slot.REGISTRY_VALUE) != null;
      data.putIfAbsent(Field.EVENT_TYPE, value ? "DeleteValue" : "DeleteKey");
    }
  }

  private static void security(RecordValues values, NamedValues data) {
    if (data.get(Field.OBJECT_NAME) == null) {
      data.putIfAbsent(Field.NEW_PROCESS_NAME, values.get(Slot.PROCESS_PATH));
      data.putIfAbsent(Field.NEW_PROCESS_ID, values.get(Slot.PROCESS_PID));
      data.putIfAbsent(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
      data.putIfAbsent(Field.PARENT_PROCESS_NAME, values.get(Slot.PARENT_PATH));
      data.putIfAbsent(Field.PROCESS_ID, values.get(Slot.PARENT_PID));
    } else {
      data.putIfAbsent(Field.PROCESS_NAME, values.get(Slot.PROCESS_PATH));
      data.putIfAbsent(Field.PROCESS_ID, values.get(Slot.PROCESS_PID));
    }
    data.putIfAbsent(Field.SUBJECT_USER_SID, values.get(Slot.USER_ID));
    data.putIfAbsent(Field.SUBJECT_USER_NAME, values.get(Slot.USER_NAME));
    data.putIfAbsent(Field.SUBJECT_DOMAIN_NAME, values.get(Slot.USER_DOMAIN));
  }

  private static void powerShell(RecordValues values, NamedValues data) {
    data.putIfAbsent(Field.SCRIPT_BLOCK_TEXT, values.get(Slot.SCRIPT_TEXT));
    data.putIfAbsent(Field.SCRIPT_BLOCK_ID, values.get(Slot.SCRIPT_ID));
    data.putIfAbsent(Field.MESSAGE_NUMBER, values.get(Slot.SCRIPT_NUMBER));
    data.putIfAbsent(Field.MESSAGE_TOTAL, values.get(Slot.SCRIPT_TOTAL));
    data.putIfAbsent(Field.PATH, values.get(Slot.FILE_PATH));
  }

  /** The path of a key or a value with its hive. */
  static @Nullable String registryPath(RecordValues values) {
    String path = values.get(Slot.REGISTRY_PATH);
    if (path != null) {
      return path;
    }
    String key = values.get(Slot.REGISTRY_KEY);
    String hive = values.get(Slot.REGISTRY_HIVE);
    return key == null || hive == null ? key : hive + "\\" + key;
  }

  /** What was written to a value, in Sysmon's words. */
  static @Nullable String registryData(RecordValues values) {
    String text = values.get(Slot.REGISTRY_STRINGS);
    String type = values.get(Slot.REGISTRY_TYPE);
    if (text == null || type == null || !type.endsWith("DWORD")) {
      return text;
    }
    long number = Numbers.unsigned(text);
    if (number < 0 || number > 0xFFFFFFFFL) {
      return text;
    }
    String hex = Long.toHexString(number);
    return "DWORD (0x" + "0".repeat(8 - hex.length()) + hex + ")";
  }

  private static @Nullable String fileHashes(RecordValues values) {
    return hashes(
        values.get(Slot.FILE_SHA1),
        values.get(Slot.FILE_MD5),
        values.get(Slot.FILE_SHA256),
        values.get(Slot.FILE_IMPHASH));
  }

  /** Hashes as Sysmon prints them. */
  static @Nullable String hashes(
      @Nullable String sha1,
      @Nullable String md5,
      @Nullable String sha256,
      @Nullable String imphash) {
    StringBuilder all = new StringBuilder();
    append(all, "SHA1=", sha1);
    append(all, "MD5=", md5);
    append(all, "SHA256=", sha256);
    append(all, "IMPHASH=", imphash);
    return all.isEmpty() ? null : all.toString();
  }

  private static void append(StringBuilder all, String name, @Nullable String hash) {
    if (hash != null) {
      all.append(all.isEmpty() ? "" : ",").append(name).append(hash.toUpperCase(Locale.ROOT));
    }
  }
}
