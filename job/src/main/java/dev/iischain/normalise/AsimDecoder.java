package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import org.jspecify.annotations.Nullable;

/** Rows of the Advanced Security Information Model: registry, file and process events. */
final class AsimDecoder {

  private AsimDecoder() {}

  /** Whether a row is in this model. */
  static boolean isAsim(NamedValues flat) {
    String type = flat.get(ValueName.TYPE);
    boolean table = type != null && (type.startsWith("ASim") || type.startsWith("im"));
    return (table || flat.get(ValueName.EVENT_SCHEMA) != null)
        && (flat.get(ValueName.DEVICE) != null
            || flat.get(ValueName.DEVICE_HOST_NAME) != null
            || flat.get(ValueName.DEVICE_FQDN) != null);
  }

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  static void decode(NamedValues flat, EventBuilder builder) {
    builder.vendor = FeedIdentity.vendor(flat.get(ValueName.EVENT_PRODUCT));
    String type = flat.get(Field.EVENT_TYPE);
    builder.kind = kind(type == null ? "" : type);
    if (builder.kind == EventKind.OTHER) {
      return;
    }
    builder.computer = flat.first(ValueName.DEVICE_FQDN, ValueName.DEVICE_HOST_NAME);
    if (builder.computer == null) {
      builder.computer = flat.get(ValueName.DEVICE);
    }
    String device = flat.get(ValueName.DEVICE_UID);
    if (device != null) {
      builder.hostIds.add((builder.vendor == Vendor.DEFENDER ? "mde:" : "asim:") + device);
    }
    builder.channel = flat.get(ValueName.TYPE);
    builder.eventCode = flat.first(ValueName.EVENT_ORIGINAL_TYPE, ValueName.EVENT_SCHEMA);
    builder.recordId = flat.get(ValueName.EVENT_ORIGINAL_UID);
    if (builder.vendor == Vendor.SYSMON) {
      FeedIdentity.sysmon(builder);
    }
    builder.eventTimeMillis =
        EventTimes.parse(flat.first(ValueName.EVENT_START_TIME, ValueName.TIME_GENERATED));
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(Field.USER, flat.get(ValueName.ACTOR_USERNAME));
    switch (builder.kind) {
      case PROCESS_CREATION -> process(flat, builder);
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME -> {
        actor(flat, builder);
        registry(flat, builder);
      }
      default -> {
        actor(flat, builder);
        builder.set(Field.TARGET_FILENAME, flat.get(ValueName.TARGET_FILE_PATH));
        builder.set(Field.SOURCE_FILENAME, flat.get(ValueName.SOURCE_FILE_PATH));
        FeedIdentity.hashes(builder, HashText.parse(flat.get(ValueName.TARGET_FILE_SHA256)));
      }
    }
  }

  private static EventKind kind(String type) {
    return switch (type) {
      case "RegistryValueSet" -> EventKind.REGISTRY_SET;
      case "RegistryKeyCreated" -> EventKind.REGISTRY_ADD;
      case "RegistryKeyDeleted", "RegistryValueDeleted" -> EventKind.REGISTRY_DELETE;
      case "RegistryKeyRenamed" -> EventKind.REGISTRY_RENAME;
      case "FileCreated", "FileModified", "FileCreatedOrModified" -> EventKind.FILE_EVENT;
      case "FileRenamed", "FileMoved" -> EventKind.FILE_RENAME;
      case "FileDeleted" -> EventKind.FILE_DELETE;
      case "ProcessCreated" -> EventKind.PROCESS_CREATION;
      default -> EventKind.OTHER;
    };
  }

  private static void actor(NamedValues flat, EventBuilder builder) {
    builder.set(Field.IMAGE, flat.get(ValueName.ACTING_PROCESS_NAME));
    builder.set(Field.COMMAND_LINE, flat.get(ValueName.ACTING_PROCESS_COMMAND));
    builder.set(Field.PROCESS_ID, WindowsValues.processId(flat.get(ValueName.ACTING_PROCESS_ID)));
    builder.set(Field.PROCESS_GUID, guid(builder, flat.get(ValueName.ACTING_PROCESS_GUID)));
  }

  private static void process(NamedValues flat, EventBuilder builder) {
    builder.set(Field.IMAGE, flat.get(ValueName.TARGET_PROCESS_NAME));
    builder.set(Field.COMMAND_LINE, flat.get(ValueName.TARGET_PROCESS_COMMAND));
    builder.set(Field.PROCESS_ID, WindowsValues.processId(flat.get(ValueName.TARGET_PROCESS_ID)));
    builder.set(Field.PROCESS_GUID, guid(builder, flat.get(ValueName.TARGET_PROCESS_GUID)));
    builder.set(Field.PARENT_IMAGE, flat.get(ValueName.ACTING_PROCESS_NAME));
    builder.set(Field.PARENT_COMMAND_LINE, flat.get(ValueName.ACTING_PROCESS_COMMAND));
    builder.set(
        Field.PARENT_PROCESS_ID, WindowsValues.processId(flat.get(ValueName.ACTING_PROCESS_ID)));
  }

  private static void registry(NamedValues flat, EventBuilder builder) {
    String key = flat.get(Field.REGISTRY_KEY);
    String value = flat.get(Field.REGISTRY_VALUE);
    if (builder.kind == EventKind.REGISTRY_RENAME) {
      builder.set(Field.NEW_NAME, RegistryDialect.join(key, null));
      key = flat.get(ValueName.REGISTRY_PREVIOUS_KEY);
    } else if (builder.kind == EventKind.REGISTRY_DELETE && key == null) {
      key = flat.get(ValueName.REGISTRY_PREVIOUS_KEY);
      value = flat.get(ValueName.REGISTRY_PREVIOUS_VALUE);
    }
    FeedIdentity.registry(builder, key, value, flat.get(Field.REGISTRY_VALUE_DATA));
    builder.set(Field.OLD_VALUE, flat.get(ValueName.REGISTRY_PREVIOUS_VALUE_DATA));
  }

  private static @Nullable String guid(EventBuilder builder, @Nullable String text) {
    return builder.vendor == Vendor.SYSMON ? WindowsValues.guid(text) : text;
  }
}
