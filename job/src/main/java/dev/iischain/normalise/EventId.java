package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Vendor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event's own identity, equal for every copy of it whichever way it travelled. */
final class EventId {

  private static final String PREFIX = "ev-";

  private EventId() {}

  /** {@code ev-} and 32 characters of a-z2-7. */
  static String of(EventBuilder event, String tenant, HostIdentity host) {
    if (event.naturalKey != null) {
      return StableId.of(PREFIX, tenant, "key", event.vendor.label(), event.naturalKey);
    }
    String time = Long.toString(event.eventTimeMillis);
    if (event.vendor == Vendor.SYSMON && event.eventCode != null) {
      String object = object(event);
      String process = guid(event.get(Field.PROCESS_GUID));
      if (object != null && process != null) {
        // A value or a file that is written twice in a millisecond is two events.
        String content =
            event.kind == EventKind.REGISTRY_SET ? details(event) : strongest(event.hashes);
        return StableId.of(
            PREFIX,
            tenant,
            "sysmon",
            host.key(),
            event.eventCode,
            event.kind.category(),
            time,
            process,
            object,
            content);
      }
    }
    if (event.recordId != null && event.channel != null) {
      return StableId.of(
          PREFIX,
          tenant,
          "record",
          host.name(),
          lower(event.channel),
          event.eventCode,
          event.recordId,
          time);
    }
    return ofContents(event, tenant, host, time);
  }

  private static String ofContents(
      EventBuilder event, String tenant, HostIdentity host, String time) {
    String[] parts = new String[6 + 2 * Field.COUNT];
    int count = 0;
    parts[count++] = tenant;
    parts[count++] = "contents";
    parts[count++] = host.key();
    parts[count++] = event.vendor.label();
    parts[count++] = event.kind.category();
    parts[count++] = time;
    for (Field field : FIELDS) {
      String value = event.get(field);
      if (value != null) {
        parts[count++] = field.label();
        parts[count++] = value;
      }
    }
    return StableId.of(PREFIX, java.util.Arrays.copyOf(parts, count));
  }

  private static final Field[] FIELDS = Field.values();

  /** What the event is about, in the spelling that Sysmon itself gave it. */
  private static @Nullable String object(EventBuilder event) {
    Field field =
        switch (event.kind) {
          case FILE_EVENT, FILE_RENAME, FILE_DELETE, FILE_CHANGE, CREATE_STREAM_HASH ->
              Field.TARGET_FILENAME;
          case IMAGE_LOAD -> Field.IMAGE_LOADED;
          case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME -> Field.TARGET_OBJECT;
          case PROCESS_CREATION -> Field.IMAGE;
          case FILE_ACCESS,
              PS_SCRIPT,
              PS_MODULE,
              PS_CLASSIC_START,
              PS_CLASSIC_SCRIPT,
              IIS_CONFIGURATION,
              IIS_MODULE,
              MODULE_INVENTORY,
              AGENT_HOST,
              RUNNING_PROCESS,
              OTHER ->
              null;
        };
    String value = field == null ? null : event.get(field);
    return value == null ? null : lower(value);
  }

  /** What was written, in lower case, since some feeds lower what they tell. */
  private static @Nullable String details(EventBuilder event) {
    String details = event.get(Field.DETAILS);
    return details == null ? null : lower(details);
  }

  private static @Nullable String strongest(Hashes hashes) {
    if (hashes.sha256() != null) {
      return hashes.sha256();
    }
    return hashes.sha1() != null ? hashes.sha1() : hashes.md5();
  }

  /** A GUID without braces, in lower case. */
  private static @Nullable String guid(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String bare = text.trim();
    if (bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return bare.isEmpty() ? null : lower(bare);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
