package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.normalise.WindowsEvent.Definition;
import dev.iischain.normalise.WindowsEvent.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Event data out of a rendered message, for shippers that lost them: some send no event data, and
 * some lose those whose names differ only in case from their own. Localised labels are not read.
 */
final class WindowsMessage {

  private static final int MAX_LABEL = 40;

  /** Labels of Security messages, which differ from the names of the event data. */
  private static final Map<String, Field> SECURITY_LABELS =
      Map.ofEntries(
          Map.entry("New Process ID", Field.NEW_PROCESS_ID),
          Map.entry("New Process Name", Field.NEW_PROCESS_NAME),
          Map.entry("Creator Process ID", Field.PROCESS_ID),
          Map.entry("Creator Process Name", Field.PARENT_PROCESS_NAME),
          Map.entry("Process Command Line", Field.COMMAND_LINE),
          Map.entry("Token Elevation Type", Field.TOKEN_ELEVATION_TYPE),
          Map.entry("Security ID", Field.SUBJECT_USER_SID),
          Map.entry("Account Name", Field.SUBJECT_USER_NAME),
          Map.entry("Account Domain", Field.SUBJECT_DOMAIN_NAME),
          Map.entry("Logon ID", Field.SUBJECT_LOGON_ID),
          Map.entry("Object Server", Field.OBJECT_SERVER),
          Map.entry("Object Type", Field.OBJECT_TYPE),
          Map.entry("Object Name", Field.OBJECT_NAME),
          Map.entry("Object Value Name", Field.OBJECT_VALUE_NAME),
          Map.entry("Process ID", Field.PROCESS_ID),
          Map.entry("Process Name", Field.PROCESS_NAME),
          Map.entry("Access Mask", Field.ACCESS_MASK),
          Map.entry("Old Value", Field.OLD_VALUE),
          Map.entry("New Value", Field.NEW_VALUE));

  private WindowsMessage() {}

  /** The field that a label of a Security message names, or null. */
  static @Nullable Field securityField(String label) {
    return SECURITY_LABELS.get(label);
  }

  /** Whether a word is what Sysmon calls an operation on the registry. */
  static boolean isRegistryVerb(String word) {
    return word.endsWith("Key") || word.endsWith("Value");
  }

  /** Adds to the event data what they lack and the message tells. */
  static void complete(WindowsRecord event, Definition definition) {
    if ((event.messagePassage == null && event.messageText == null)
        || !isIncomplete(event.data, definition)) {
      return;
    }
    String message = event.message();
    if (message == null) {
      return;
    }
    if (definition.kind() == EventKind.PS_SCRIPT) {
      scriptBlock(event.data, message);
    } else if (definition.provider() == Provider.POWERSHELL) {
      put(event.data, Field.PAYLOAD, message);
    } else if (message.indexOf('\n') < 0) {
      CollapsedMessage.read(event.data, message, definition.provider(), event.eventId());
    } else {
      labels(event.data, message, definition.provider());
    }
  }

  private static boolean isIncomplete(NamedValues data, Definition definition) {
    return switch (definition.provider()) {
      case SYSMON ->
          data.get(ValueName.UTC_TIME) == null
              || data.get(Field.PROCESS_ID) == null
              || (definition.kind() == EventKind.REGISTRY_ADD && !hasVerb(data));
      case SECURITY ->
          data.get(Field.NEW_PROCESS_NAME) == null && data.get(Field.OBJECT_NAME) == null;
      case POWERSHELL ->
          definition.kind() == EventKind.PS_SCRIPT
              ? data.get(Field.SCRIPT_BLOCK_TEXT) == null
              : data.get(Field.PAYLOAD) == null && data.get(Field.CONTEXT_INFO) == null;
      case CLASSIC_POWERSHELL, IIS_CONFIGURATION, IIS_WORKER -> false;
    };
  }

  private static boolean hasVerb(NamedValues data) {
    String type = data.get(Field.EVENT_TYPE);
    return type != null && isRegistryVerb(type);
  }

  private static void labels(NamedValues data, String message, Provider provider) {
    int at = 0;
    while (at < message.length()) {
      int lineEnd = message.indexOf('\n', at);
      int end = lineEnd < 0 ? message.length() : lineEnd;
      int colon = message.indexOf(':', at);
      if (colon > at && colon < end && colon - at <= MAX_LABEL) {
        label(data, message, at, colon, end, provider);
      }
      at = end + 1;
    }
  }

  private static void label(
      NamedValues data, String message, int start, int colon, int end, Provider provider) {
    String label = message.substring(start, colon).strip();
    if (provider == Provider.SYSMON) {
      int index = ValueNames.exact(label);
      if (index == ValueNames.NONE) {
        return;
      }
      boolean lostVerb = label.equals("EventType") && !hasVerb(data);
      if (lostVerb || !data.isSet(index)) {
        data.putExact(index, message.substring(colon + 1, end).strip());
      }
      return;
    }
    Field field = SECURITY_LABELS.get(label);
    if (field != null && data.get(field) == null) {
      data.putExact(ValueNames.indexOf(field), message.substring(colon + 1, end).strip());
    }
  }

  /** The text between the first line and the one that names the script block's id. */
  private static void scriptBlock(NamedValues data, String message) {
    int start = message.indexOf('\n');
    if (start < 0) {
      start = message.indexOf("): ") + 2;
    }
    int end = message.lastIndexOf("ScriptBlock ID:");
    if (start < 2 || end <= start) {
      return;
    }
    put(data, Field.SCRIPT_BLOCK_TEXT, message.substring(start, end).strip());
    String rest = message.substring(end);
    String id = WindowsValues.line(rest, "ScriptBlock ID:");
    int path = id == null ? -1 : id.indexOf(" Path:");
    put(data, Field.SCRIPT_BLOCK_ID, id == null || path < 0 ? id : id.substring(0, path).strip());
    put(data, Field.PATH, WindowsValues.line(rest, "Path:"));
  }

  private static void put(NamedValues data, Field field, @Nullable String value) {
    if (data.get(field) == null) {
      data.putExact(ValueNames.indexOf(field), value);
    }
  }
}
