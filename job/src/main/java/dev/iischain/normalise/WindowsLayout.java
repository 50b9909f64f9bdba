package dev.iischain.normalise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which providers list their event data, for shippers that keep the order and lose the
 * names.
 */
final class WindowsLayout {

  private static final String UTC_TIME = "UtcTime";
  private static final Map<Integer, String[][]> SYSMON = sysmon();
  private static final Map<Integer, String[][]> SECURITY = security();
  private static final Map<Integer, String[][]> POWERSHELL = powerShell();
  private static final String[][] NONE = {};

  private WindowsLayout() {}

  /** The names of every version of an event, the longest first; none where they do not matter. */
  static String[][] versions(WindowsEvent.Provider provider, int id) {
    Map<Integer, String[][]> ids =
        switch (provider) {
          case SYSMON -> SYSMON;
          case SECURITY -> SECURITY;
          case POWERSHELL -> POWERSHELL;
          case CLASSIC_POWERSHELL, IIS_CONFIGURATION, IIS_WORKER -> Map.of();
        };
    String[][] versions = ids.get(id);
    return versions == null ? NONE : versions;
  }

  /** Gives unnamed event data their names, unless they have some. */
  static void name(NamedValues data, WindowsEvent.Provider provider, int id) {
    int count = data.positionCount();
    if (count == 0) {
      return;
    }
    String[][] versions = versions(provider, id);
    if (versions.length == 0) {
      return;
    }
    boolean sysmon = provider == WindowsEvent.Provider.SYSMON;
    int start = sysmon ? utcTime(data) : 0;
    if (start < 0) {
      return;
    }
    String[] names = fitting(versions, sysmon, count - start);
    if (names == null) {
      return;
    }
    int offset = sysmon ? start - Arrays.asList(names).indexOf(UTC_TIME) : 0;
    for (int i = 0; i < names.length; i++) {
      int index = ValueNames.exact(names[i]);
      String value = data.position(i + offset);
      if (index != ValueNames.NONE && value != null && !data.isSet(index)) {
        data.putExact(index, value);
      }
    }
  }

  /** The longest version that has no more values than there are from its time on. */
  private static String @Nullable [] fitting(String[][] versions, boolean sysmon, int values) {
    for (String[] names : versions) {
      int skipped = sysmon ? Arrays.asList(names).indexOf(UTC_TIME) : 0;
      if (names.length - skipped <= values) {
        return names;
      }
    }
    return null;
  }

  /** Where the time stands, which tells how many values an old version lacks in front; or -1. */
  private static int utcTime(NamedValues data) {
    for (int i = 0; i < Math.min(3, data.positionCount()); i++) {
      String value = data.position(i);
      if (value != null
          && value.length() >= 19
          && value.charAt(4) == '-'
          && EventTimes.parse(value) != EventTimes.NO_TIME) {
        return i;
      }
    }
    return -1;
  }

  private static Map<Integer, String[][]> sysmon() {
    Map<Integer, String[][]> all = new HashMap<>();
    String actor = "RuleName UtcTime ProcessGuid ProcessId ";
    String file = actor + "Image TargetFilename CreationUtcTime";
    String deleted = actor + "User Image TargetFilename Hashes";
    String registry = "RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject";
    String version = " FileVersion Description Product Company";
    String command = " CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId";
    String rest =
        command
            + " IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage"
            + " ParentCommandLine";
    String signed = " Hashes Signed Signature SignatureStatus";
    add(
        all,
        1,
        actor + "Image" + version + " OriginalFileName" + rest + " ParentUser",
        actor + "Image" + version + " OriginalFileName" + rest,
        actor + "Image" + version + rest,
        actor + "Image" + rest);
    add(
        all,
        7,
        actor + "Image ImageLoaded" + version + " OriginalFileName" + signed + " User",
        actor + "Image ImageLoaded" + version + " OriginalFileName" + signed,
        actor + "Image ImageLoaded" + version + signed,
        actor + "Image ImageLoaded" + signed);
    add(all, 2, file + " PreviousCreationUtcTime User", file + " PreviousCreationUtcTime");
    add(all, 11, file + " User", file);
    add(all, 12, registry + " User", registry);
    add(all, 13, registry + " Details User", registry + " Details");
    add(all, 14, registry + " NewName User", registry + " NewName");
    add(all, 15, file + " Hash Contents User", file + " Hash Contents", file + " Hash");
    add(all, 23, deleted + " IsExecutable Archived", deleted + " IsExecutable", deleted);
    add(all, 26, deleted + " IsExecutable", deleted);
    add(all, 29, deleted);
    return all;
  }

  private static Map<Integer, String[][]> security() {
    Map<Integer, String[][]> all = new HashMap<>();
    String subject = "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ";
    String started = subject + "NewProcessId NewProcessName TokenElevationType ProcessId";
    String target = " CommandLine TargetUserSid TargetUserName TargetDomainName TargetLogonId";
    add(
        all,
        4688,
        started + target + " ParentProcessName MandatoryLabel",
        started + " CommandLine",
        started);
    add(
        all,
        4657,
        subject
            + "ObjectName ObjectValueName HandleId OperationType OldValueType OldValue"
            + " NewValueType NewValue ProcessId ProcessName");
    add(
        all,
        4663,
        subject
            + "ObjectServer ObjectType ObjectName HandleId AccessList AccessMask ProcessId"
            + " ProcessName");
    return all;
  }

  private static Map<Integer, String[][]> powerShell() {
    Map<Integer, String[][]> all = new HashMap<>();
    add(all, 4103, "ContextInfo UserData Payload");
    add(all, 4104, "MessageNumber MessageTotal ScriptBlockText ScriptBlockId Path");
    return all;
  }

  private static void add(Map<Integer, String[][]> all, int id, String... versions) {
    String[][] names = new String[versions.length][];
    for (int i = 0; i < versions.length; i++) {
      names[i] = versions[i].split(" ", -1);
    }
    all.put(id, names);
  }
}
