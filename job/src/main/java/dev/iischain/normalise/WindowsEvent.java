package dev.iischain.normalise;

import static dev.iischain.event.Field.*;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a Windows event is: its kind and the event data that are fields of it. */
final class WindowsEvent {

  /** The providers whose events rules can name. */
  enum Provider {
    SYSMON,
    SECURITY,
    POWERSHELL,
    CLASSIC_POWERSHELL,
    IIS_CONFIGURATION,
    IIS_WORKER
  }

  /**
   * One event id of one provider.
   *
   * @param kind what happened, unless the event data say otherwise
   * @param fields the event data that become fields under their own names
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Definition(Provider provider, EventKind kind, Field[] fields) {}

  private static final Provider[] PROVIDERS = Provider.values();
  private static final FoldedNames BY_PROVIDER = new FoldedNames();
  private static final FoldedNames BY_CHANNEL = new FoldedNames();

  static {
    provider(Provider.SYSMON, "Microsoft-Windows-Sysmon", "Sysmon");
    provider(Provider.SECURITY, "Microsoft-Windows-Security-Auditing");
    provider(Provider.POWERSHELL, "Microsoft-Windows-PowerShell", "PowerShellCore");
    provider(Provider.CLASSIC_POWERSHELL, "PowerShell");
    provider(Provider.IIS_CONFIGURATION, "Microsoft-Windows-IIS-Configuration");
    provider(Provider.IIS_WORKER, "Microsoft-Windows-IIS-W3SVC-WP", "W3SVC-WP");
    channel(Provider.SYSMON, "Microsoft-Windows-Sysmon/Operational");
    channel(Provider.SECURITY, "Security");
    channel(Provider.POWERSHELL, "Microsoft-Windows-PowerShell/Operational");
    channel(Provider.POWERSHELL, "PowerShellCore/Operational");
    channel(Provider.CLASSIC_POWERSHELL, "Windows PowerShell");
    channel(Provider.IIS_CONFIGURATION, "Microsoft-IIS-Configuration/Operational");
    channel(Provider.IIS_CONFIGURATION, "Microsoft-Windows-IIS-Configuration/Operational");
  }

  private static final Map<Provider, Map<Integer, Definition>> DEFINITIONS = definitions();

  private WindowsEvent() {}

  /** What this event is, or null when no rule can name it. */
  static @Nullable Definition define(WindowsRecord event) {
    int id = event.eventId();
    if (id < 0) {
      return null;
    }
    Provider provider = provider(event, id);
    if (provider == null) {
      return null;
    }
    Map<Integer, Definition> ids = DEFINITIONS.get(provider);
    return ids == null ? null : ids.get(id);
  }

  /** The sensor that observed an event of this provider and channel. */
  static Vendor vendor(WindowsRecord event) {
    return named(BY_PROVIDER, event.provider) == Provider.SYSMON
            || named(BY_CHANNEL, event.channel) == Provider.SYSMON
        ? Vendor.SYSMON
        : Vendor.WINDOWS;
  }

  /** Whether a name is that of a provider whose events rules can name. */
  static boolean isProvider(@Nullable String name) {
    return named(BY_PROVIDER, name) != null;
  }

  /** What can be the id of an event of one of these kinds, from one of these channels or any. */
  static Set<String> ids(Set<EventKind> kinds, List<String> channels) {
    Set<String> ids = new TreeSet<>();
    DEFINITIONS.forEach(
        (provider, byId) -> {
          if (isIn(provider, channels)) {
            byId.forEach(
                (id, definition) -> {
                  if (kinds.contains(definition.kind())) {
                    ids.add(id.toString());
                  }
                });
          }
        });
    return ids;
  }

  /** The channel Application, of all providers, tells nothing of the provider. */
  private static boolean isIn(Provider provider, List<String> channels) {
    boolean told = false;
    for (String channel : channels) {
      Provider only = named(BY_CHANNEL, channel);
      if (only == provider) {
        return true;
      }
      told |= only != null;
    }
    return !told;
  }

  private static @Nullable Provider provider(WindowsRecord event, int id) {
    Provider provider = named(BY_PROVIDER, event.provider);
    if (provider == null) {
      provider = named(BY_PROVIDER, event.eventSource);
    }
    if (provider == null && event.provider == null) {
      provider = named(BY_CHANNEL, event.channel);
    }
    if (provider == null && event.provider == null && event.channel == null) {
      provider = guess(event, id);
    }
    return provider;
  }

  /** The provider of an event that names neither provider nor channel, by its event data. */
  private static @Nullable Provider guess(WindowsRecord event, int id) {
    if (event.data.get(ValueName.UTC_TIME) != null && event.data.get(PROCESS_GUID) != null) {
      return Provider.SYSMON;
    }
    boolean audited = event.data.get(SUBJECT_USER_SID) != null;
    return audited && (id == 4688 || id == 4657 || id == 4663) ? Provider.SECURITY : null;
  }

  private static @Nullable Provider named(FoldedNames names, @Nullable String name) {
    int place = name == null ? ValueNames.NONE : names.get(name, name.length());
    return place == ValueNames.NONE ? null : PROVIDERS[place];
  }

  private static void provider(Provider provider, String... names) {
    for (String name : names) {
      BY_PROVIDER.putIfAbsent(name, provider.ordinal());
    }
  }

  private static void channel(Provider provider, String name) {
    BY_CHANNEL.putIfAbsent(name, provider.ordinal());
  }

  private static Map<Provider, Map<Integer, Definition>> definitions() {
    Map<Provider, Map<Integer, Definition>> all = new HashMap<>();
    Field[] actor = {IMAGE, PROCESS_GUID, PROCESS_ID, USER};
    Field[] file = with(actor, TARGET_FILENAME, CREATION_UTC_TIME);
    Field[] hashedFile = with(actor, TARGET_FILENAME, HASHES);
    Field[] registry = with(actor, EVENT_TYPE, TARGET_OBJECT);
    Field[] version = {FILE_VERSION, DESCRIPTION, PRODUCT, COMPANY, ORIGINAL_FILE_NAME, HASHES};
    Field[] started =
        with(
            with(actor, version),
            COMMAND_LINE,
            CURRENT_DIRECTORY,
            LOGON_ID,
            INTEGRITY_LEVEL,
            PARENT_PROCESS_GUID,
            PARENT_PROCESS_ID,
            PARENT_IMAGE,
            PARENT_COMMAND_LINE,
            PARENT_USER);
    Provider sysmon = Provider.SYSMON;
    add(all, sysmon, 1, EventKind.PROCESS_CREATION, started);
    add(all, sysmon, 2, EventKind.FILE_CHANGE, with(file, PREVIOUS_CREATION_UTC_TIME));
    add(
        all,
        sysmon,
        7,
        EventKind.IMAGE_LOAD,
        with(with(actor, version), IMAGE_LOADED, SIGNED, SIGNATURE, SIGNATURE_STATUS));
    add(all, sysmon, 11, EventKind.FILE_EVENT, file);
    add(all, sysmon, 12, EventKind.REGISTRY_ADD, registry);
    add(all, sysmon, 13, EventKind.REGISTRY_SET, with(registry, DETAILS));
    add(all, sysmon, 14, EventKind.REGISTRY_RENAME, with(registry, NEW_NAME));
    add(all, sysmon, 15, EventKind.CREATE_STREAM_HASH, with(file, CONTENTS));
    add(all, sysmon, 23, EventKind.FILE_DELETE, hashedFile);
    add(all, sysmon, 26, EventKind.FILE_DELETE, hashedFile);
    add(all, sysmon, 29, EventKind.FILE_EVENT, with(hashedFile, CREATION_UTC_TIME));

    Field[] subject = {
      SUBJECT_USER_SID, SUBJECT_USER_NAME, SUBJECT_DOMAIN_NAME, SUBJECT_LOGON_ID, PROCESS_NAME
    };
    Provider security = Provider.SECURITY;
    add(
        all,
        security,
        4688,
        EventKind.PROCESS_CREATION,
        with(
            subject,
            NEW_PROCESS_ID,
            NEW_PROCESS_NAME,
            PARENT_PROCESS_NAME,
            TOKEN_ELEVATION_TYPE,
            COMMAND_LINE));
    add(
        all,
        security,
        4657,
        EventKind.REGISTRY_SET,
        with(
            subject,
            OBJECT_NAME,
            OBJECT_VALUE_NAME,
            OPERATION_TYPE,
            OLD_VALUE_TYPE,
            OLD_VALUE,
            NEW_VALUE_TYPE,
            NEW_VALUE));
    add(
        all,
        security,
        4663,
        EventKind.FILE_ACCESS,
        with(subject, OBJECT_SERVER, OBJECT_TYPE, OBJECT_NAME, ACCESS_LIST, ACCESS_MASK));

    add(all, Provider.POWERSHELL, 4103, EventKind.PS_MODULE, CONTEXT_INFO, PAYLOAD);
    add(
        all,
        Provider.POWERSHELL,
        4104,
        EventKind.PS_SCRIPT,
        SCRIPT_BLOCK_TEXT,
        SCRIPT_BLOCK_ID,
        MESSAGE_NUMBER,
        MESSAGE_TOTAL,
        PATH);
    add(all, Provider.CLASSIC_POWERSHELL, 400, EventKind.PS_CLASSIC_START);
    add(all, Provider.CLASSIC_POWERSHELL, 600, EventKind.PS_CLASSIC_START);
    add(all, Provider.CLASSIC_POWERSHELL, 800, EventKind.PS_CLASSIC_SCRIPT);

    for (int id : new int[] {29, 30, 50, 51}) {
      add(all, Provider.IIS_CONFIGURATION, id, EventKind.IIS_CONFIGURATION);
    }
    for (int id : new int[] {2214, 2220, 2223, 2274, 2280, 2282, 2293, 2295}) {
      add(all, Provider.IIS_WORKER, id, EventKind.IIS_MODULE);
    }
    return all;
  }

  private static void add(
      Map<Provider, Map<Integer, Definition>> all,
      Provider provider,
      int id,
      EventKind kind,
      Field... fields) {
    all.computeIfAbsent(provider, key -> new HashMap<>())
        .put(id, new Definition(provider, kind, fields));
  }

  private static Field[] with(Field[] some, Field... more) {
    Field[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
