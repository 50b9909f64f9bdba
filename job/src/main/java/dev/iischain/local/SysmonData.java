package dev.iischain.local;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Sysmon event's payload.
 *
 * @param eventId 1, 7, 11 or 13
 * @param fields the event data, in the order of the schema
 */
record SysmonData(int eventId, Map<String, String> fields) {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final String SYSTEM = "NT AUTHORITY\\SYSTEM";

  /** What Sysmon writes about the event. */
  static SysmonData of(HostEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("RuleName", "-");
    fields.put("UtcTime", UTC_TIME.format(event.time()));
    fields.put("ProcessGuid", "{" + DemoIds.guid(event.process()) + "}");
    fields.put("ProcessId", Integer.toString(DemoIds.processId(event.process())));
    fields.put("Image", event.action().image());
    return event
        .action()
        .fold(
            start -> started(event, start, fields),
            write -> written(event, write, fields),
            load -> loaded(load, fields),
            set -> set(set, fields));
  }

  private static SysmonData started(
      HostEvent event, HostAction.ProcessStart start, Map<String, String> fields) {
    fields.put("OriginalFileName", baseName(start.image()));
    fields.put("CommandLine", start.commandLine());
    fields.put("CurrentDirectory", "C:\\Windows\\System32\\");
    fields.put("User", start.user());
    fields.put("IntegrityLevel", "System");
    fields.put("Hashes", "SHA256=" + DemoIds.sha256(start.image()));
    String parent = DemoIds.guid(event.host().name() + " " + start.parent());
    fields.put("ParentProcessGuid", "{" + parent + "}");
    fields.put("ParentImage", start.parent());
    fields.put("ParentCommandLine", baseName(start.parent()));
    return new SysmonData(1, fields);
  }

  private static SysmonData loaded(HostAction.ModuleLoad load, Map<String, String> fields) {
    fields.put("ImageLoaded", load.path());
    fields.put("Hashes", "SHA256=" + DemoIds.sha256(load.path()));
    fields.put("Signed", Boolean.toString(load.signed()));
    fields.put("Signature", load.signed() ? "Example Software" : "-");
    fields.put("SignatureStatus", load.signed() ? "Valid" : "Unavailable");
    fields.put("User", SYSTEM);
    return new SysmonData(7, fields);
  }

  private static SysmonData written(
      HostEvent event, HostAction.FileWrite write, Map<String, String> fields) {
    fields.put("TargetFilename", write.path());
    fields.put("CreationUtcTime", UTC_TIME.format(event.time()));
    fields.put("User", SYSTEM);
    return new SysmonData(11, fields);
  }

  private static SysmonData set(HostAction.RegistrySet set, Map<String, String> fields) {
    fields.put("EventType", "SetValue");
    fields.put("TargetObject", set.key() + "\\" + set.valueName());
    fields.put("Details", set.data());
    fields.put("User", SYSTEM);
    return new SysmonData(13, fields);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('\\') + 1);
  }
}
