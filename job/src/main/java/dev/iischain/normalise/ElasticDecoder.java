package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import org.jspecify.annotations.Nullable;

/** Elastic Defend: events of its own in the Elastic Common Schema. */
final class ElasticDecoder {

  private ElasticDecoder() {}

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  static void decode(RecordValues values, EventBuilder builder) {
    builder.vendor = Vendor.ELASTIC;
    String system = values.get(Slot.HOST_OS);
    if (system != null && !system.equalsIgnoreCase("windows")) {
      return;
    }
    builder.kind = kind(values);
    if (builder.kind == EventKind.OTHER) {
      return;
    }
    builder.computer = values.get(Slot.HOST_NAME);
    String agent = values.get(Slot.AGENT_ID);
    if (agent != null) {
      builder.hostIds.add("elastic:" + agent);
    }
    builder.channel = values.get(Slot.EVENT_CATEGORY);
    builder.eventCode = values.get(Slot.ACTION);
    builder.recordId = values.get(Slot.EVENT_MODEL_ID);
    builder.naturalKey = builder.recordId;
    builder.eventTimeMillis = EventTimes.parse(values.flat.get(ValueName.AT_TIMESTAMP));
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(
        Field.IMAGE,
        FalconDecoder.path(values.get(Slot.PROCESS_PATH), values.get(Slot.PROCESS_NAME)));
    builder.set(Field.PROCESS_GUID, values.get(Slot.PROCESS_ENTITY));
    builder.set(Field.PROCESS_ID, values.get(Slot.PROCESS_PID));
    builder.set(Field.COMMAND_LINE, values.get(Slot.PROCESS_COMMAND));
    builder.set(
        Field.PARENT_IMAGE,
        FalconDecoder.path(values.get(Slot.PARENT_PATH), values.get(Slot.PARENT_NAME)));
    builder.set(Field.PARENT_COMMAND_LINE, values.get(Slot.PARENT_COMMAND));
    builder.set(Field.PARENT_PROCESS_GUID, values.get(Slot.PARENT_ENTITY));
    builder.set(Field.PARENT_PROCESS_ID, values.get(Slot.PARENT_PID));
    builder.set(
        Field.USER,
        WindowsValues.account(values.get(Slot.USER_DOMAIN), values.get(Slot.USER_NAME)));
    switch (builder.kind) {
      case PROCESS_CREATION -> {
        builder.set(Field.CURRENT_DIRECTORY, values.get(Slot.PROCESS_DIRECTORY));
        builder.set(Field.ORIGINAL_FILE_NAME, values.get(Slot.PROCESS_ORIGINAL_NAME));
        hashes(
            builder,
            values.get(Slot.PROCESS_SHA256),
            values.get(Slot.PROCESS_SHA1),
            values.get(Slot.PROCESS_MD5));
      }
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE -> registry(values, builder);
      default -> file(values, builder);
    }
  }

  private static EventKind kind(RecordValues values) {
    String category = text(values.get(Slot.EVENT_CATEGORY));
    String type = text(values.get(Slot.EVENT_TYPE));
    String action = text(values.get(Slot.ACTION));
    boolean deleted = type.contains("deletion");
    if (category.contains("library")) {
      return EventKind.IMAGE_LOAD;
    }
    if (category.contains("registry")) {
      boolean value = values.get(Slot.REGISTRY_VALUE) != null;
      return deleted
          ? EventKind.REGISTRY_DELETE
          : value ? EventKind.REGISTRY_SET : EventKind.REGISTRY_ADD;
    }
    if (category.contains("file")) {
      if (deleted) {
        return EventKind.FILE_DELETE;
      }
      if (action.equals("rename")) {
        return EventKind.FILE_RENAME;
      }
      return type.contains("creation") || type.contains("change")
          ? EventKind.FILE_EVENT
          : EventKind.OTHER;
    }
    return category.contains("process") && type.contains("start")
        ? EventKind.PROCESS_CREATION
        : EventKind.OTHER;
  }

  private static void file(RecordValues values, EventBuilder builder) {
    String path = FalconDecoder.path(values.get(Slot.FILE_PATH), values.get(Slot.FILE_NAME));
    if (builder.kind == EventKind.IMAGE_LOAD) {
      builder.set(Field.IMAGE_LOADED, path);
      builder.set(Field.ORIGINAL_FILE_NAME, values.get(Slot.FILE_ORIGINAL_NAME));
      builder.set(Field.SIGNED, values.get(Slot.FILE_SIGNED));
      builder.set(Field.SIGNATURE, values.get(Slot.FILE_SIGNER));
      builder.set(Field.SIGNATURE_STATUS, values.get(Slot.FILE_SIGNATURE_STATUS));
      builder.signature =
          SignatureText.ecs(
              values.get(Slot.FILE_SIGNED),
              values.get(Slot.FILE_TRUSTED),
              values.get(Slot.FILE_SIGNATURE_STATUS),
              values.get(Slot.FILE_SIGNER));
    } else {
      builder.set(Field.TARGET_FILENAME, path);
      builder.set(Field.SOURCE_FILENAME, values.get(Slot.OLD_FILE_PATH));
    }
    hashes(
        builder,
        values.get(Slot.FILE_SHA256),
        values.get(Slot.FILE_SHA1),
        values.get(Slot.FILE_MD5));
  }

  private static void registry(RecordValues values, EventBuilder builder) {
    builder.set(Field.TARGET_OBJECT, RegistryDialect.join(EcsWindows.registryPath(values), null));
    boolean value = values.get(Slot.REGISTRY_VALUE) != null;
    boolean deleted = builder.kind == EventKind.REGISTRY_DELETE;
    if (builder.kind == EventKind.REGISTRY_SET) {
      builder.set(Field.DETAILS, EcsWindows.registryData(values));
    }
    builder.set(
        Field.EVENT_TYPE,
        value ? (deleted ? "DeleteValue" : "SetValue") : (deleted ? "DeleteKey" : "CreateKey"));
  }

  private static void hashes(
      EventBuilder builder, @Nullable String sha256, @Nullable String sha1, @Nullable String md5) {
    builder.hashes = HashText.of(sha256, sha1, md5);
    builder.set(Field.SHA256, builder.hashes.sha256());
    builder.set(Field.SHA1, builder.hashes.sha1());
    builder.set(Field.MD5, builder.hashes.md5());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
