package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows of the Microsoft Defender tables, streamed or exported. */
final class DefenderDecoder {

  private static final String CATEGORY_PREFIX = "AdvancedHunting-";

  private final JsonParsers parsers;

  /** A decoder that reads nested texts with these bounds. */
  DefenderDecoder(JsonParsers parsers) {
    this.parsers = parsers;
  }

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  void decode(RecordValues values, EventBuilder builder) {
    builder.vendor = Vendor.DEFENDER;
    NamedValues flat = values.flat;
    String action = flat.get(Field.ACTION_TYPE);
    EventKind kind = action == null ? EventKind.OTHER : kind(action);
    if (kind == EventKind.OTHER) {
      return;
    }
    builder.kind = kind;
    common(flat, builder, action == null ? "" : action);
    switch (kind) {
      case PROCESS_CREATION -> process(flat, builder);
      case PS_SCRIPT -> script(values, builder);
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME -> registry(flat, builder);
      default -> file(flat, builder);
    }
  }

  private static EventKind kind(String action) {
    return switch (action) {
      case "ProcessCreated" -> EventKind.PROCESS_CREATION;
      case "FileCreated", "FileModified" -> EventKind.FILE_EVENT;
      case "FileRenamed" -> EventKind.FILE_RENAME;
      case "FileDeleted" -> EventKind.FILE_DELETE;
      case "ImageLoaded" -> EventKind.IMAGE_LOAD;
      case "RegistryValueSet" -> EventKind.REGISTRY_SET;
      case "RegistryKeyCreated" -> EventKind.REGISTRY_ADD;
      case "RegistryKeyDeleted", "RegistryValueDeleted" -> EventKind.REGISTRY_DELETE;
      case "RegistryKeyRenamed" -> EventKind.REGISTRY_RENAME;
      case "PowerShellCommand", "ScriptContent" -> EventKind.PS_SCRIPT;
      default -> EventKind.OTHER;
    };
  }

  private static void common(NamedValues flat, EventBuilder builder, String action) {
    String device = flat.get(ValueName.DEVICE_ID);
    builder.computer = flat.get(ValueName.DEVICE_NAME);
    if (device != null) {
      builder.hostIds.add("mde:" + device);
    }
    builder.channel = table(flat, builder.kind);
    builder.eventCode = action;
    builder.recordId = flat.get(ValueName.REPORT_ID);
    builder.eventTimeMillis =
        EventTimes.parse(flat.first(ValueName.TIMESTAMP, ValueName.TIME_GENERATED));
    if (device != null && builder.recordId != null) {
      // The report id starts again, and every table counts for itself.
      builder.naturalKey =
          device + "|" + builder.eventTimeMillis + "|" + builder.recordId + "|" + action;
    }
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(Field.ACTION_TYPE, action);
    builder.set(Field.FILE_NAME, flat.get(Field.FILE_NAME));
    builder.set(
        Field.FOLDER_PATH, fullPath(flat.get(Field.FOLDER_PATH), flat.get(Field.FILE_NAME)));
    String initiator = flat.get(Field.INITIATING_PROCESS_FILE_NAME);
    String initiatorPath = fullPath(flat.get(Field.INITIATING_PROCESS_FOLDER_PATH), initiator);
    String initiatorCommand = flat.get(Field.INITIATING_PROCESS_COMMAND_LINE);
    builder.set(Field.INITIATING_PROCESS_FILE_NAME, initiator);
    builder.set(Field.INITIATING_PROCESS_FOLDER_PATH, initiatorPath);
    builder.set(Field.INITIATING_PROCESS_COMMAND_LINE, initiatorCommand);
    if (builder.kind == EventKind.PROCESS_CREATION) {
      return;
    }
    builder.set(Field.IMAGE, FalconDecoder.path(initiatorPath, initiator));
    builder.set(Field.COMMAND_LINE, initiatorCommand);
    builder.set(
        Field.PARENT_IMAGE,
        FalconDecoder.path(null, flat.get(ValueName.INITIATING_PROCESS_PARENT_FILE_NAME)));
    builder.set(Field.PARENT_PROCESS_ID, flat.get(ValueName.INITIATING_PROCESS_PARENT_ID));
    String id = flat.get(ValueName.INITIATING_PROCESS_ID);
    builder.set(Field.PROCESS_ID, id);
    builder.set(
        Field.PROCESS_GUID, identity(id, flat.get(ValueName.INITIATING_PROCESS_CREATION_TIME)));
    builder.set(
        Field.USER,
        WindowsValues.account(
            flat.get(ValueName.INITIATING_PROCESS_ACCOUNT_DOMAIN),
            flat.get(ValueName.INITIATING_PROCESS_ACCOUNT_NAME)));
    builder.set(Field.INTEGRITY_LEVEL, flat.get(ValueName.INITIATING_PROCESS_INTEGRITY_LEVEL));
  }

  private static @Nullable String table(NamedValues flat, EventKind kind) {
    String category = flat.get(ValueName.CATEGORY);
    if (category != null && category.startsWith(CATEGORY_PREFIX)) {
      return category.substring(CATEGORY_PREFIX.length());
    }
    String type = flat.get(ValueName.TYPE);
    if (type != null) {
      return type;
    }
    return switch (kind) {
      case PROCESS_CREATION -> "DeviceProcessEvents";
      case IMAGE_LOAD -> "DeviceImageLoadEvents";
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME -> "DeviceRegistryEvents";
      case PS_SCRIPT -> "DeviceEvents";
      default -> "DeviceFileEvents";
    };
  }

  /** Here the initiating process is the parent. */
  private static void process(NamedValues flat, EventBuilder builder) {
    builder.set(
        Field.IMAGE, FalconDecoder.path(builder.get(Field.FOLDER_PATH), flat.get(Field.FILE_NAME)));
    builder.set(Field.COMMAND_LINE, flat.get(ValueName.PROCESS_COMMAND_LINE));
    String id = flat.get(Field.PROCESS_ID);
    builder.set(Field.PROCESS_ID, id);
    builder.set(Field.PROCESS_GUID, identity(id, flat.get(ValueName.PROCESS_CREATION_TIME)));
    builder.set(Field.INTEGRITY_LEVEL, flat.get(ValueName.PROCESS_INTEGRITY_LEVEL));
    builder.set(Field.LOGON_ID, flat.get(Field.LOGON_ID));
    builder.set(
        Field.USER,
        WindowsValues.account(
            flat.get(ValueName.ACCOUNT_DOMAIN), flat.get(ValueName.ACCOUNT_NAME)));
    builder.set(Field.ORIGINAL_FILE_NAME, flat.get(ValueName.VERSION_ORIGINAL_FILE_NAME));
    builder.set(Field.COMPANY, flat.get(ValueName.VERSION_COMPANY_NAME));
    builder.set(Field.PRODUCT, flat.get(ValueName.VERSION_PRODUCT_NAME));
    builder.set(Field.DESCRIPTION, flat.get(ValueName.VERSION_FILE_DESCRIPTION));
    builder.set(Field.FILE_VERSION, flat.get(ValueName.VERSION_PRODUCT_VERSION));
    builder.set(
        Field.PARENT_IMAGE,
        FalconDecoder.path(
            builder.get(Field.INITIATING_PROCESS_FOLDER_PATH),
            builder.get(Field.INITIATING_PROCESS_FILE_NAME)));
    builder.set(Field.PARENT_COMMAND_LINE, builder.get(Field.INITIATING_PROCESS_COMMAND_LINE));
    String parent = flat.get(ValueName.INITIATING_PROCESS_ID);
    builder.set(Field.PARENT_PROCESS_ID, parent);
    builder.set(
        Field.PARENT_PROCESS_GUID,
        identity(parent, flat.get(ValueName.INITIATING_PROCESS_CREATION_TIME)));
    builder.set(
        Field.PARENT_USER,
        WindowsValues.account(
            flat.get(ValueName.INITIATING_PROCESS_ACCOUNT_DOMAIN),
            flat.get(ValueName.INITIATING_PROCESS_ACCOUNT_NAME)));
    hashes(flat, builder);
  }

  private static void file(NamedValues flat, EventBuilder builder) {
    String path = FalconDecoder.path(builder.get(Field.FOLDER_PATH), flat.get(Field.FILE_NAME));
    if (builder.kind == EventKind.IMAGE_LOAD) {
      builder.set(Field.IMAGE_LOADED, path);
    } else {
      builder.set(Field.TARGET_FILENAME, path);
      builder.set(
          Field.SOURCE_FILENAME,
          fullPath(
              flat.get(ValueName.PREVIOUS_FOLDER_PATH), flat.get(ValueName.PREVIOUS_FILE_NAME)));
    }
    hashes(flat, builder);
  }

  private static void registry(NamedValues flat, EventBuilder builder) {
    String key = flat.get(Field.REGISTRY_KEY);
    String name = flat.get(Field.REGISTRY_VALUE_NAME);
    // As the row has it, since queries ask for it whatever the action.
    builder.set(Field.REGISTRY_VALUE_DATA, flat.get(Field.REGISTRY_VALUE_DATA));
    String data = flat.get(Field.REGISTRY_VALUE_DATA);
    String previousKey = flat.get(ValueName.PREVIOUS_REGISTRY_KEY);
    boolean renamed = builder.kind == EventKind.REGISTRY_RENAME;
    if (builder.kind == EventKind.REGISTRY_DELETE || renamed) {
      // What is gone is only named by what it was before.
      if (renamed) {
        builder.set(Field.NEW_NAME, RegistryDialect.join(key, null));
      }
      boolean value = "RegistryValueDeleted".equals(builder.eventCode);
      key = previousKey == null ? key : previousKey;
      name = value && name == null ? flat.get(ValueName.PREVIOUS_REGISTRY_VALUE_NAME) : name;
      data = null;
    }
    builder.set(Field.REGISTRY_KEY, key);
    builder.set(Field.REGISTRY_VALUE_NAME, name);
    builder.set(Field.TARGET_OBJECT, RegistryDialect.join(key, name));
    builder.set(Field.DETAILS, data);
    builder.set(Field.OLD_VALUE, flat.get(ValueName.PREVIOUS_REGISTRY_VALUE_DATA));
    builder.set(
        Field.EVENT_TYPE,
        switch (builder.eventCode == null ? "" : builder.eventCode) {
          case "RegistryValueSet" -> "SetValue";
          case "RegistryValueDeleted" -> "DeleteValue";
          case "RegistryKeyCreated" -> "CreateKey";
          case "RegistryKeyDeleted" -> "DeleteKey";
          default -> "RenameKey";
        });
  }

  private void script(RecordValues values, EventBuilder builder) {
    String fields = PassageText.read(values, Passage.ADDITIONAL_FIELDS);
    byte[] bytes = fields == null ? values.bytes() : fields.getBytes(StandardCharsets.UTF_8);
    int from = fields == null ? values.start(Passage.ADDITIONAL_FIELDS) : 0;
    int to = fields == null ? values.end(Passage.ADDITIONAL_FIELDS) : bytes.length;
    if (from < 0 || to <= from) {
      return;
    }
    try (JsonParser parser = parsers.parse(bytes, from, to, true)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING
            && (name.equals("Command") || name.equals("ScriptContent"))) {
          builder.set(Field.SCRIPT_BLOCK_TEXT, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException unreadable) {
      // The rest of the row still says who ran a script.
      return;
    }
  }

  private static void hashes(NamedValues flat, EventBuilder builder) {
    builder.hashes = HashText.of(flat.get(Field.SHA256), flat.get(Field.SHA1), flat.get(Field.MD5));
    builder.set(Field.SHA256, builder.hashes.sha256());
    builder.set(Field.SHA1, builder.hashes.sha1());
    builder.set(Field.MD5, builder.hashes.md5());
  }

  /** A process by its pid and start, since Defender has no process GUID. */
  private static @Nullable String identity(@Nullable String id, @Nullable String start) {
    return id == null || start == null ? null : id + "@" + start;
  }

  /** The folder with the file name, which live data already include and re-exports may not. */
  private static @Nullable String fullPath(@Nullable String folder, @Nullable String name) {
    if (folder == null || name == null) {
      return folder;
    }
    int start = folder.length() - name.length();
    if (start >= 0 && folder.regionMatches(true, start, name, 0, name.length())) {
      return folder;
    }
    return folder.endsWith("\\") ? folder + name : folder + "\\" + name;
  }
}
