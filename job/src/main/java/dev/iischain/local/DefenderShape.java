package dev.iischain.local;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Events as rows of Defender's advanced hunting tables, in the streaming API's wrapping. */
final class DefenderShape {
  private static final String TENANT = DemoIds.guid("defender tenant");

  private DefenderShape() {}

  /** One element of the envelope's {@code records}. */
  static Map<String, Object> row(HostEvent event) {
    Instant received = event.time().plusSeconds(70);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("time", received.plusSeconds(45).toString());
    row.put("tenantId", TENANT);
    row.put("operationName", "Publish");
    row.put("category", "AdvancedHunting-" + table(event.action()));
    row.put("_TimeReceivedBySvc", received.toString());
    row.put("properties", properties(event));
    return row;
  }

  private static String table(HostAction action) {
    return action.fold(
        start -> "DeviceProcessEvents",
        write -> "DeviceFileEvents",
        load -> "DeviceImageLoadEvents",
        set -> "DeviceRegistryEvents");
  }

  private static Map<String, Object> properties(HostEvent event) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Timestamp", event.time().toString());
    row.put("DeviceId", event.host().deviceId());
    // Defender mostly lower-cases names, but not those of every joined machine.
    row.put(
        "DeviceName",
        event.host().webServer()
            ? event.host().upperName() + ".Corp.Example"
            : event.host().fqdn());
    row.put("ReportId", event.number());
    row.put("MachineGroup", "Servers");
    row.putAll(
        event
            .action()
            .fold(
                start -> started(event, start),
                write -> file("FileCreated", write.path()),
                load -> file("ImageLoaded", load.path()),
                DefenderShape::set));
    row.putAll(
        initiator(
            event,
            event
                .action()
                .fold(
                    HostAction.ProcessStart::parent,
                    HostAction.FileWrite::image,
                    HostAction.ModuleLoad::image,
                    HostAction.RegistrySet::image)));
    return row;
  }

  private static Map<String, Object> started(HostEvent event, HostAction.ProcessStart start) {
    Map<String, Object> fields = file("ProcessCreated", start.image());
    fields.put("ProcessCommandLine", start.commandLine());
    fields.put("ProcessId", DemoIds.processId(event.process()));
    fields.put("ProcessCreationTime", event.time().toString());
    addAccount(fields, "Account", start.user());
    return fields;
  }

  private static Map<String, Object> set(HostAction.RegistrySet set) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ActionType", "RegistryValueSet");
    fields.put(
        "RegistryKey",
        set.key()
            .replace("HKLM\\", "HKEY_LOCAL_MACHINE\\")
            .replace("CurrentControlSet", "ControlSet001"));
    fields.put("RegistryValueName", set.valueName());
    fields.put("RegistryValueType", "String");
    fields.put("RegistryValueData", set.data());
    fields.put("PreviousRegistryKey", "");
    return fields;
  }

  private static Map<String, Object> file(String actionType, String path) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ActionType", actionType);
    fields.put("FileName", baseName(path));
    // Despite its name, the column holds the whole path.
    fields.put("FolderPath", path);
    fields.put("FileSize", 131072);
    fields.put("SHA256", DemoIds.sha256(path));
    return fields;
  }

  private static Map<String, Object> initiator(HostEvent event, String image) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("InitiatingProcessFileName", baseName(image));
    fields.put("InitiatingProcessFolderPath", image.toLowerCase(Locale.ROOT));
    fields.put("InitiatingProcessCommandLine", baseName(image));
    fields.put("InitiatingProcessId", DemoIds.processId(event.host().name() + " " + image));
    fields.put("InitiatingProcessCreationTime", event.time().minusSeconds(600).toString());
    addAccount(fields, "InitiatingProcessAccount", "NT AUTHORITY\\SYSTEM");
    return fields;
  }

  private static void addAccount(Map<String, Object> fields, String prefix, String user) {
    int separator = user.indexOf('\\');
    fields.put(prefix + "Domain", user.substring(0, separator).toLowerCase(Locale.ROOT));
    fields.put(prefix + "Name", user.substring(separator + 1).toLowerCase(Locale.ROOT));
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('\\') + 1);
  }
}
