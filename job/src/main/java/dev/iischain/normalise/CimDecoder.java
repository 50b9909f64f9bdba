package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import org.jspecify.annotations.Nullable;

/** Search results in the Endpoint data model of Splunk's Common Information Model. */
final class CimDecoder {

  private CimDecoder() {}

  /** Whether a record names a machine and something of the data model. */
  static boolean isCim(NamedValues flat) {
    return flat.has(ValueName.DEST)
        && (flat.has(ValueName.REGISTRY_PATH)
            || flat.has(ValueName.REGISTRY_KEY_NAME)
            || flat.has(ValueName.FILE_PATH)
            || flat.has(ValueName.PROCESS_PATH)
            || flat.has(ValueName.LOADED_FILE_PATH)
            || flat.get(Field.IMAGE_LOADED) != null);
  }

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  static void decode(RecordValues values, EventBuilder builder) {
    NamedValues flat = values.flat;
    builder.vendor = vendor(flat);
    builder.kind = kind(values);
    if (builder.kind == EventKind.OTHER) {
      return;
    }
    builder.computer = flat.get(ValueName.DEST);
    builder.recordId = flat.first(ValueName.RECORD_NUMBER, ValueName.EVENT_RECORD_ID);
    if (builder.vendor == Vendor.SYSMON) {
      FeedIdentity.sysmon(builder);
    }
    builder.eventTimeMillis = EventTimes.parse(flat.get(ValueName.UTC_TIME));
    if (builder.eventTimeMillis == EventTimes.NO_TIME) {
      builder.eventTimeMillis = EventTimes.parse(flat.get(ValueName.SPLUNK_TIME));
    }
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(
        Field.IMAGE,
        FalconDecoder.path(
            first(flat, ValueName.PROCESS_PATH, Field.IMAGE),
            one(flat.get(ValueName.LOW_PROCESS_NAME))));
    String guid = first(flat, ValueName.LOW_PROCESS_GUID, Field.PROCESS_GUID);
    builder.set(
        Field.PROCESS_GUID, builder.vendor == Vendor.SYSMON ? WindowsValues.guid(guid) : guid);
    builder.set(Field.PROCESS_ID, first(flat, ValueName.LOW_PROCESS_ID, Field.PROCESS_ID));
    builder.set(Field.USER, one(values.get(Slot.USER)));
    switch (builder.kind) {
      case PROCESS_CREATION -> process(values, builder);
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE -> registry(flat, builder);
      default -> file(flat, builder);
    }
  }

  private static Vendor vendor(NamedValues flat) {
    String product = flat.get(ValueName.VENDOR_PRODUCT);
    if (product == null) {
      product = flat.get(ValueName.SOURCE);
    }
    return FeedIdentity.vendor(product);
  }

  private static EventKind kind(RecordValues values) {
    NamedValues flat = values.flat;
    String told = one(values.get(Slot.ACTION));
    String action = told == null ? "" : told;
    boolean deleted = action.equals("deleted");
    if (flat.get(ValueName.REGISTRY_PATH) != null
        || flat.get(ValueName.REGISTRY_KEY_NAME) != null) {
      boolean data =
          flat.get(ValueName.LOW_REGISTRY_VALUE_DATA) != null
              || flat.get(ValueName.REGISTRY_VALUE_TEXT) != null
              || flat.get(Field.DETAILS) != null;
      return deleted
          ? EventKind.REGISTRY_DELETE
          : action.equals("created") && !data
              ? EventKind.REGISTRY_ADD
              : action.equals("read") ? EventKind.OTHER : EventKind.REGISTRY_SET;
    }
    if (loaded(flat) != null) {
      return EventKind.IMAGE_LOAD;
    }
    if (flat.get(ValueName.FILE_PATH) != null) {
      return switch (action) {
        case "deleted" -> EventKind.FILE_DELETE;
        case "created", "modified", "updated", "write", "" -> EventKind.FILE_EVENT;
        default -> EventKind.OTHER;
      };
    }
    boolean started = values.get(Slot.PROCESS) != null || flat.has(ValueName.PARENT_PROCESS_PATH);
    return started && !action.equals("blocked") ? EventKind.PROCESS_CREATION : EventKind.OTHER;
  }

  private static @Nullable String loaded(NamedValues flat) {
    String path = one(flat.get(Field.IMAGE_LOADED));
    return path == null ? one(flat.get(ValueName.LOADED_FILE_PATH)) : path;
  }

  private static void process(RecordValues values, EventBuilder builder) {
    NamedValues flat = values.flat;
    builder.set(Field.COMMAND_LINE, one(values.get(Slot.PROCESS)));
    builder.set(Field.CURRENT_DIRECTORY, one(flat.get(ValueName.PROCESS_CURRENT_DIRECTORY)));
    builder.set(Field.ORIGINAL_FILE_NAME, one(flat.get(ValueName.LOW_ORIGINAL_FILE_NAME)));
    builder.set(Field.INTEGRITY_LEVEL, one(flat.get(ValueName.LOW_PROCESS_INTEGRITY_LEVEL)));
    builder.set(
        Field.PARENT_IMAGE,
        FalconDecoder.path(
            one(flat.get(ValueName.PARENT_PROCESS_PATH)),
            one(flat.get(ValueName.LOW_PARENT_PROCESS_NAME))));
    builder.set(Field.PARENT_COMMAND_LINE, one(flat.get(ValueName.PARENT_PROCESS)));
    builder.set(Field.PARENT_PROCESS_ID, one(flat.get(ValueName.LOW_PARENT_PROCESS_ID)));
    builder.set(Field.PARENT_PROCESS_GUID, one(flat.get(ValueName.PARENT_PROCESS_GUID)));
    FeedIdentity.hashes(builder, HashText.parse(flat.get(ValueName.PROCESS_HASH)));
  }

  private static void registry(NamedValues flat, EventBuilder builder) {
    String path = one(flat.get(ValueName.REGISTRY_PATH));
    String key = one(flat.get(ValueName.REGISTRY_KEY_NAME));
    String name = one(flat.get(ValueName.LOW_REGISTRY_VALUE_NAME));
    String data = flat.get(ValueName.LOW_REGISTRY_VALUE_DATA);
    if (data == null) {
      data = flat.get(ValueName.REGISTRY_VALUE_TEXT);
    }
    if (data == null) {
      data = flat.get(Field.DETAILS);
    }
    if (path != null && name != null && path.endsWith("\\" + name)) {
      key = path.substring(0, path.length() - name.length() - 1);
    } else if (key == null || name == null) {
      key = path == null ? key : path;
    }
    FeedIdentity.registry(builder, key, name, data);
  }

  private static void file(NamedValues flat, EventBuilder builder) {
    if (builder.kind == EventKind.IMAGE_LOAD) {
      builder.set(Field.IMAGE_LOADED, loaded(flat));
      builder.set(Field.SIGNED, flat.get(Field.SIGNED));
      builder.set(Field.SIGNATURE, flat.get(Field.SIGNATURE));
      builder.set(Field.SIGNATURE_STATUS, flat.get(Field.SIGNATURE_STATUS));
      builder.signature =
          SignatureText.sysmon(
              flat.get(Field.SIGNED), flat.get(Field.SIGNATURE_STATUS), flat.get(Field.SIGNATURE));
      FeedIdentity.hashes(builder, HashText.parse(flat.get(Field.HASHES)));
    } else {
      builder.set(Field.TARGET_FILENAME, one(flat.get(ValueName.FILE_PATH)));
      FeedIdentity.hashes(builder, HashText.parse(flat.get(ValueName.FILE_HASH)));
    }
  }

  private static @Nullable String first(NamedValues flat, ValueName name, Field field) {
    String value = one(flat.get(name));
    return value == null ? one(flat.get(field)) : value;
  }

  /** The first of several values; Splunk sends those as an array. */
  private static @Nullable String one(@Nullable String value) {
    int end = value == null ? -1 : value.indexOf('\n');
    return value == null || end < 0 ? value : Blanks.orNull(value.substring(0, end));
  }
}
