package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.normalise.WindowsEvent.Definition;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One mapping from a Windows event to fields, whichever shipper told it. */
final class WindowsDecoder {

  /** In the order in which the provider lists them, for shippers that lose the names. */
  private static final Field[] IIS_CONFIGURATION = {
    Field.PHYSICAL_PATH,
    Field.CONFIG_PATH,
    Field.EFFECTIVE_LOCATION_PATH,
    Field.CONFIGURATION,
    Field.EDIT_OPERATION_TYPE,
    Field.OLD_VALUE,
    Field.NEW_VALUE
  };

  private final ZoneId localTimeZone;

  /** A decoder that reads times without a zone as being in this one. */
  WindowsDecoder(ZoneId localTimeZone) {
    this.localTimeZone = localTimeZone;
  }

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  void decode(WindowsRecord event, EventBuilder builder) {
    builder.vendor = WindowsEvent.vendor(event);
    Definition definition = WindowsEvent.define(event);
    if (definition == null) {
      return;
    }
    builder.kind = definition.kind();
    builder.computer = event.computer;
    builder.provider = event.provider;
    builder.channel = event.channel;
    builder.eventCode = Integer.toString(event.eventId());
    builder.recordId = event.recordId;
    WindowsLayout.name(event.data, definition.provider(), event.eventId());
    WindowsMessage.complete(event, definition);
    for (Field field : definition.fields()) {
      builder.set(field, event.data.get(field));
    }
    builder.set(Field.PROVIDER_NAME, event.provider);
    builder.set(Field.CHANNEL, event.channel);
    builder.set(Field.EVENT_ID, builder.eventCode);
    builder.set(Field.COMPUTER, event.computer);
    builder.set(Field.LEVEL, WindowsValues.level(event.level));
    switch (definition.provider()) {
      case SYSMON -> sysmon(event, builder);
      case SECURITY -> security(event, builder);
      case POWERSHELL -> powerShell(event, builder);
      case CLASSIC_POWERSHELL -> classicPowerShell(event, builder);
      case IIS_CONFIGURATION -> iisConfiguration(event, builder);
      case IIS_WORKER -> iisWorker(event, builder);
    }
    if (builder.eventTimeMillis == EventBuilder.NO_TIME) {
      builder.eventTimeMillis = event.eventTime(localTimeZone);
    }
  }

  private static void sysmon(WindowsRecord event, EventBuilder builder) {
    builder.eventTimeMillis = EventTimes.parse(event.data.get(ValueName.UTC_TIME));
    String guid = WindowsValues.guid(builder.get(Field.PROCESS_GUID));
    builder.set(Field.PROCESS_GUID, guid);
    builder.set(
        Field.PARENT_PROCESS_GUID, WindowsValues.guid(builder.get(Field.PARENT_PROCESS_GUID)));
    builder.set(
        Field.CREATION_UTC_TIME, WindowsValues.utcTime(builder.get(Field.CREATION_UTC_TIME)));
    builder.set(
        Field.PREVIOUS_CREATION_UTC_TIME,
        WindowsValues.utcTime(builder.get(Field.PREVIOUS_CREATION_UTC_TIME)));
    String hashes = event.data.get(Field.HASHES);
    if (hashes == null) {
      hashes = event.data.get(ValueName.HASH);
      builder.set(Field.HASHES, hashes);
    }
    hashes(builder, hashes);
    switch (builder.kind) {
      case IMAGE_LOAD ->
          builder.signature =
              SignatureText.sysmon(
                  builder.get(Field.SIGNED),
                  builder.get(Field.SIGNATURE_STATUS),
                  builder.get(Field.SIGNATURE));
      case REGISTRY_ADD -> {
        String verb = verb(builder);
        if (verb != null && verb.startsWith("delete")) {
          builder.kind = EventKind.REGISTRY_DELETE;
        }
      }
      case REGISTRY_SET -> {
        if (verb(builder) == null) {
          builder.set(Field.EVENT_TYPE, "SetValue");
        }
      }
      default -> {}
    }
  }

  /** What Sysmon did to the registry in lower case; a flat shipper's own word is no such verb. */
  private static @Nullable String verb(EventBuilder builder) {
    String type = builder.get(Field.EVENT_TYPE);
    if (type == null || !WindowsMessage.isRegistryVerb(type)) {
      builder.set(Field.EVENT_TYPE, null);
      return null;
    }
    return type.toLowerCase(Locale.ROOT);
  }

  private static void hashes(EventBuilder builder, @Nullable String text) {
    if (text == null) {
      return;
    }
    builder.hashes = HashText.parse(text);
    builder.set(Field.SHA256, builder.hashes.sha256());
    builder.set(Field.SHA1, builder.hashes.sha1());
    builder.set(Field.MD5, builder.hashes.md5());
    builder.set(Field.IMPHASH, HashText.imphash(text));
  }

  private static void security(WindowsRecord event, EventBuilder builder) {
    NamedValues data = event.data;
    String subject =
        WindowsValues.account(
            data.get(Field.SUBJECT_DOMAIN_NAME), data.get(Field.SUBJECT_USER_NAME));
    String processId = WindowsValues.processId(data.get(Field.PROCESS_ID));
    builder.set(Field.USER, subject);
    builder.set(Field.LOGON_ID, data.get(Field.SUBJECT_LOGON_ID));
    if (builder.kind == EventKind.PROCESS_CREATION) {
      builder.set(Field.IMAGE, data.get(Field.NEW_PROCESS_NAME));
      builder.set(Field.PARENT_IMAGE, data.get(Field.PARENT_PROCESS_NAME));
      builder.set(Field.PROCESS_ID, WindowsValues.processId(data.get(Field.NEW_PROCESS_ID)));
      builder.set(Field.PARENT_PROCESS_ID, processId);
      builder.set(
          Field.INTEGRITY_LEVEL, WindowsValues.integrity(data.get(ValueName.MANDATORY_LABEL)));
      String target = data.get(ValueName.TARGET_USER_NAME);
      if (target != null && !"S-1-0-0".equals(data.get(ValueName.TARGET_USER_SID))) {
        builder.set(
            Field.USER, WindowsValues.account(data.get(ValueName.TARGET_DOMAIN_NAME), target));
      }
      return;
    }
    builder.set(Field.IMAGE, data.get(Field.PROCESS_NAME));
    builder.set(Field.PROCESS_ID, processId);
    String object = data.get(Field.OBJECT_NAME);
    if (builder.kind == EventKind.REGISTRY_SET) {
      builder.set(
          Field.TARGET_OBJECT, RegistryDialect.join(object, data.get(Field.OBJECT_VALUE_NAME)));
      boolean deleted = "%%1906".equals(data.get(Field.OPERATION_TYPE));
      builder.kind = deleted ? EventKind.REGISTRY_DELETE : EventKind.REGISTRY_SET;
      builder.set(Field.EVENT_TYPE, deleted ? "DeleteValue" : "SetValue");
      builder.set(Field.DETAILS, deleted ? null : data.get(Field.NEW_VALUE));
      return;
    }
    String type = data.get(Field.OBJECT_TYPE);
    if (type != null && !type.equalsIgnoreCase("File")) {
      builder.kind = EventKind.OTHER;
      return;
    }
    builder.set(Field.TARGET_FILENAME, object);
  }

  private static void powerShell(WindowsRecord event, EventBuilder builder) {
    String context = builder.get(Field.CONTEXT_INFO);
    if (context != null) {
      builder.set(Field.HOST_APPLICATION, WindowsValues.line(context, "Host Application = "));
      builder.set(Field.USER, WindowsValues.line(context, "User = "));
    }
    if (builder.get(Field.USER) == null) {
      builder.set(Field.USER, event.userSid);
    }
    builder.set(Field.PROCESS_ID, event.executionProcessId);
  }

  private static void classicPowerShell(WindowsRecord event, EventBuilder builder) {
    String data = Blanks.orNull(event.data.joinedPositions());
    if (data == null) {
      data = event.data.get(Field.DATA);
    }
    if (data == null) {
      data = event.message();
    }
    if (data != null && data.indexOf('\n') < 0 && data.contains(" EngineVersion=")) {
      // The lines of the message were joined: what follows the host application is no part of it.
      data = data.replace(" EngineVersion=", "\nEngineVersion=");
    }
    builder.set(Field.DATA, data);
    if (data != null) {
      builder.set(Field.HOST_APPLICATION, WindowsValues.line(data, "HostApplication="));
      builder.set(Field.USER, WindowsValues.line(data, "UserId="));
    }
  }

  private static void iisConfiguration(WindowsRecord event, EventBuilder builder) {
    for (int i = 0; i < IIS_CONFIGURATION.length; i++) {
      builder.set(IIS_CONFIGURATION[i], event.named(IIS_CONFIGURATION[i], i));
    }
    // Unlike most providers', the system part here names who edited, not who logged.
    builder.set(Field.USER, event.userSid);
    builder.set(Field.PROCESS_ID, event.executionProcessId);
    if (builder.get(Field.CONFIGURATION) == null) {
      builder.set(Field.MESSAGE, event.message());
    }
  }

  private static void iisWorker(WindowsRecord event, EventBuilder builder) {
    NamedValues data = event.data;
    String module = data.get(Field.MODULE_DLL);
    if (module == null) {
      module = data.first(ValueName.MODULE_PATH, ValueName.FILTER_PATH);
    }
    if (module == null) {
      module = data.get(ValueName.FILTER_DLL);
    }
    for (int i = 0; module == null && i < data.positionCount(); i++) {
      String value = data.position(i);
      module = value != null && value.indexOf('\\') >= 0 ? value : null;
    }
    if (module == null && data.positionCount() == 0) {
      module = modulePath(event.message());
    }
    builder.set(Field.MODULE_DLL, module == null ? data.position(0) : module);
    String architecture = data.get(Field.PROCESSOR_ARCHITECTURE);
    builder.set(
        Field.PROCESSOR_ARCHITECTURE,
        architecture == null && "2282".equals(builder.eventCode) ? data.position(1) : architecture);
    builder.set(Field.MODULE_NAME, data.get(Field.MODULE_NAME));
    if (builder.get(Field.MODULE_DLL) == null) {
      builder.set(Field.MESSAGE, event.message());
    }
  }

  /** The first path of a library in a message, in whatever language the rest of it is; or null. */
  private static @Nullable String modulePath(@Nullable String message) {
    if (message == null) {
      return null;
    }
    int colon = message.indexOf(":\\");
    int end = colon < 0 ? -1 : message.toLowerCase(Locale.ROOT).indexOf(".dll", colon);
    return colon < 1 || end < 0 ? null : message.substring(colon - 1, end + ".dll".length());
  }
}
