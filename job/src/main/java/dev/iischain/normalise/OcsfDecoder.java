package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.Signature;
import dev.iischain.event.Vendor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Files, modules, processes and registry keys of the Open Cybersecurity Schema Framework. */
final class OcsfDecoder {

  private OcsfDecoder() {}

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  static void decode(RecordValues values, EventBuilder builder) {
    builder.vendor = vendor(values);
    String system = values.get(Slot.HOST_OS);
    if (system != null && !system.toLowerCase(java.util.Locale.ROOT).contains("windows")) {
      return;
    }
    builder.kind = kind(values);
    if (builder.kind == EventKind.OTHER) {
      return;
    }
    identity(values, builder);
    actor(values, builder);
    switch (builder.kind) {
      case PROCESS_CREATION -> process(values, builder);
      case REGISTRY_SET ->
          FeedIdentity.registry(
              builder,
              values.get(Slot.REG_VALUE_PATH),
              values.get(Slot.REG_VALUE_NAME),
              first(values, Slot.REG_VALUE_DATA, Slot.REG_VALUE_TEXT));
      case REGISTRY_ADD ->
          FeedIdentity.registry(builder, values.get(Slot.REG_KEY_PATH), null, null);
      case REGISTRY_DELETE, REGISTRY_RENAME -> gone(values, builder);
      default -> file(values, builder);
    }
  }

  /** Whether a record of a class that rules can name lacks what it is about. */
  static boolean isIncomplete(RecordValues values) {
    return switch (kind(values)) {
      case OTHER -> false;
      case PROCESS_CREATION -> values.get(Slot.PROCESS_PATH) == null;
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME ->
          values.get(Slot.REG_VALUE_PATH) == null
              && values.get(Slot.REG_KEY_PATH) == null
              && values.get(Slot.PREVIOUS_KEY_PATH) == null;
      default -> values.get(Slot.FILE_PATH) == null;
    };
  }

  private static EventKind kind(RecordValues values) {
    String activity = values.flat.get(ValueName.ACTIVITY_ID);
    String name = values.flat.get(ValueName.CLASS_NAME);
    String type = values.flat.get(ValueName.CLASS_UID);
    int does = activity == null || activity.length() > 3 ? -1 : (int) Numbers.unsigned(activity);
    return switch (type == null ? "" : type) {
      case "1001" -> file(does);
      case "1005" -> does == 1 ? EventKind.IMAGE_LOAD : EventKind.OTHER;
      case "1007" -> does == 1 ? EventKind.PROCESS_CREATION : EventKind.OTHER;
      case "201001" -> key(does);
      case "201002" -> value(does);
      default ->
          // Producers of the first versions number the registry's classes in their own ways.
          "Registry Value Activity".equals(name)
              ? value(does)
              : "Registry Key Activity".equals(name) ? key(does) : EventKind.OTHER;
    };
  }

  private static EventKind file(int activity) {
    return switch (activity) {
      case 1, 3 -> EventKind.FILE_EVENT;
      case 4 -> EventKind.FILE_DELETE;
      case 5 -> EventKind.FILE_RENAME;
      default -> EventKind.OTHER;
    };
  }

  private static EventKind key(int activity) {
    return switch (activity) {
      case 1 -> EventKind.REGISTRY_ADD;
      case 4 -> EventKind.REGISTRY_DELETE;
      case 5 -> EventKind.REGISTRY_RENAME;
      default -> EventKind.OTHER;
    };
  }

  private static EventKind value(int activity) {
    return switch (activity) {
      case 2, 3 -> EventKind.REGISTRY_SET;
      case 4 -> EventKind.REGISTRY_DELETE;
      default -> EventKind.OTHER;
    };
  }

  private static Vendor vendor(RecordValues values) {
    Vendor vendor = FeedIdentity.vendor(values.get(Slot.METADATA_PRODUCT));
    return vendor == Vendor.OTHER ? FeedIdentity.vendor(values.get(Slot.METADATA_VENDOR)) : vendor;
  }

  private static void identity(RecordValues values, EventBuilder builder) {
    builder.computer = first(values, Slot.DEVICE_HOSTNAME, Slot.DEVICE_NAME);
    String device = values.get(Slot.DEVICE_UID);
    if (device != null) {
      builder.hostIds.add("ocsf:" + device);
    }
    builder.channel = values.flat.get(ValueName.CLASS_NAME);
    builder.eventCode = values.get(Slot.METADATA_EVENT_CODE);
    builder.recordId = values.get(Slot.METADATA_UID);
    if (builder.vendor == Vendor.SYSMON) {
      FeedIdentity.sysmon(builder);
    } else {
      builder.naturalKey = builder.recordId;
    }
    builder.eventTimeMillis = time(values);
    builder.set(Field.COMPUTER, builder.computer);
  }

  /** The event's time; producers leave it zero or absent where they only know others. */
  private static long time(RecordValues values) {
    String[] candidates = {
      values.flat.get(ValueName.TIME),
      values.flat.get(ValueName.TIME_DT),
      values.get(Slot.METADATA_ORIGINAL_TIME),
      values.get(Slot.METADATA_LOGGED_TIME)
    };
    for (String candidate : candidates) {
      long time = EventTimes.parse(candidate);
      if (time >= EventTimes.EARLIEST) {
        return time;
      }
    }
    return EventTimes.NO_TIME;
  }

  private static void actor(RecordValues values, EventBuilder builder) {
    builder.set(
        Field.USER,
        WindowsValues.account(values.get(Slot.USER_DOMAIN), values.get(Slot.USER_NAME)));
    String path = FalconDecoder.path(values.get(Slot.ACTOR_PATH), values.get(Slot.ACTOR_NAME));
    if (builder.kind == EventKind.PROCESS_CREATION) {
      builder.set(Field.PARENT_IMAGE, path);
      builder.set(Field.PARENT_COMMAND_LINE, values.get(Slot.ACTOR_COMMAND));
      builder.set(Field.PARENT_PROCESS_ID, values.get(Slot.ACTOR_PID));
      builder.set(Field.PARENT_PROCESS_GUID, guid(builder, values.get(Slot.ACTOR_ENTITY)));
      return;
    }
    builder.set(Field.IMAGE, path);
    builder.set(Field.COMMAND_LINE, values.get(Slot.ACTOR_COMMAND));
    builder.set(Field.PROCESS_ID, values.get(Slot.ACTOR_PID));
    builder.set(Field.PROCESS_GUID, guid(builder, values.get(Slot.ACTOR_ENTITY)));
    builder.set(Field.PARENT_IMAGE, values.get(Slot.ACTOR_PARENT_PATH));
  }

  private static @Nullable String guid(EventBuilder builder, @Nullable String entity) {
    return builder.vendor == Vendor.SYSMON ? WindowsValues.guid(entity) : entity;
  }

  private static void process(RecordValues values, EventBuilder builder) {
    builder.set(
        Field.IMAGE,
        FalconDecoder.path(values.get(Slot.PROCESS_PATH), values.get(Slot.PROCESS_NAME)));
    builder.set(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
    builder.set(Field.PROCESS_ID, values.get(Slot.PROCESS_PID));
    builder.set(Field.PROCESS_GUID, guid(builder, values.get(Slot.PROCESS_ENTITY)));
    if (builder.get(Field.PARENT_IMAGE) == null) {
      builder.set(Field.PARENT_IMAGE, values.get(Slot.PARENT_PATH));
      builder.set(Field.PARENT_COMMAND_LINE, values.get(Slot.PARENT_COMMAND));
    }
    FeedIdentity.hashes(builder, hashes(values));
  }

  private static void file(RecordValues values, EventBuilder builder) {
    String path = FalconDecoder.path(values.get(Slot.FILE_PATH), values.get(Slot.FILE_NAME));
    if (builder.kind == EventKind.IMAGE_LOAD) {
      builder.set(Field.IMAGE_LOADED, path);
      builder.set(Field.SIGNATURE, values.get(Slot.SIGNATURE_SUBJECT));
      builder.signature = signature(values);
    } else if (builder.kind == EventKind.FILE_RENAME) {
      String renamed = values.get(Slot.NEW_FILE_PATH);
      builder.set(Field.TARGET_FILENAME, renamed == null ? path : renamed);
      builder.set(Field.SOURCE_FILENAME, renamed == null ? null : path);
    } else {
      builder.set(Field.TARGET_FILENAME, path);
    }
    FeedIdentity.hashes(builder, hashes(values));
  }

  private static void gone(RecordValues values, EventBuilder builder) {
    String key = values.get(Slot.PREVIOUS_KEY_PATH);
    if (key == null) {
      key = first(values, Slot.REG_VALUE_PATH, Slot.REG_KEY_PATH);
    }
    FeedIdentity.registry(
        builder, key, first(values, Slot.PREVIOUS_VALUE_NAME, Slot.REG_VALUE_NAME), null);
    if (builder.kind == EventKind.REGISTRY_RENAME) {
      builder.set(Field.NEW_NAME, RegistryDialect.join(values.get(Slot.REG_KEY_PATH), null));
    }
  }

  private static Signature signature(RecordValues values) {
    String state = values.get(Slot.SIGNATURE_STATE);
    String signer = values.get(Slot.SIGNATURE_SUBJECT);
    return switch (state == null ? "" : state) {
      case "1" -> new Signature(Signature.Trust.TRUSTED, signer);
      case "2", "3", "4" -> new Signature(Signature.Trust.UNTRUSTED, signer);
      default ->
          signer == null ? Signature.UNKNOWN : new Signature(Signature.Trust.UNKNOWN, signer);
    };
  }

  /** Hashes out of an array of objects with an algorithm and a value. */
  private static Hashes hashes(RecordValues values) {
    if (!values.has(Passage.HASH_LIST)) {
      return Hashes.NONE;
    }
    StringBuilder all = new StringBuilder();
    int start = values.start(Passage.HASH_LIST);
    int end = values.end(Passage.HASH_LIST);
    try (JsonParser parser = JsonParsers.open(values.bytes(), start, end, values.isRepaired())) {
      int depth = 0;
      JsonToken token = parser.nextToken();
      while (token != null && all.length() < 1024) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_STRING && "value".equals(parser.currentName())) {
          all.append(parser.getText()).append(',');
        }
        token = depth <= 0 ? null : parser.nextToken();
      }
    } catch (IOException unreadable) {
      // It was skipped over without complaint, so this is a defect of no consequence.
      return Hashes.NONE;
    }
    return HashText.parse(all.toString());
  }

  private static @Nullable String first(RecordValues values, Slot one, Slot other) {
    String value = values.get(one);
    return value == null ? values.get(other) : value;
  }
}
