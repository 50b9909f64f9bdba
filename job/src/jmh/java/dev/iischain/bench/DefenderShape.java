package dev.iischain.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Activities as rows of Defender's advanced hunting tables, several to an envelope. */
final class DefenderShape {

  private static final String TENANT = "00000000-0000-0000-0000-0000000000aa";

  private DefenderShape() {}

  /** One message of the streaming API. */
  static Map<String, Object> envelope(List<Activity> activities) {
    return Map.of("records", activities.stream().map(DefenderShape::row).toList());
  }

  private static Map<String, Object> row(Activity activity) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Timestamp", activity.time().toString());
    properties.put(
        "DeviceId", "adc83b19e793491b1c6ea0fd8b46cd9f32e5" + activity.host().substring(3));
    properties.put("DeviceName", activity.fqdn());
    properties.put("ReportId", activity.number());
    properties.put("MachineGroup", "Servers");
    String table =
        switch (activity.kind()) {
          case PROCESS -> process(activity, properties);
          case FILE -> file(activity, properties);
          case REGISTRY -> registry(activity, properties);
          case IMAGE_LOAD -> load(activity, properties);
          case NETWORK -> network(activity, properties);
          case SCRIPT -> script(activity, properties);
        };
    initiator(activity, properties);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("time", activity.time().plusSeconds(174).toString());
    row.put("tenantId", TENANT);
    row.put("operationName", "Publish");
    row.put("category", "AdvancedHunting-" + table);
    row.put("_TimeReceivedBySvc", activity.time().plusSeconds(128).toString());
    row.put("properties", properties);
    return row;
  }

  private static String process(Activity activity, Map<String, Object> properties) {
    properties.put("ActionType", "ProcessCreated");
    target(activity, activity.get("Image"), properties);
    properties.put("ProcessCommandLine", activity.get("CommandLine"));
    properties.put("ProcessId", Integer.parseInt(activity.get("ProcessId")));
    properties.put("ProcessCreationTime", activity.time().toString());
    properties.put("ProcessIntegrityLevel", activity.get("IntegrityLevel"));
    properties.put("ProcessVersionInfoCompanyName", activity.get("Company"));
    properties.put("ProcessVersionInfoOriginalFileName", activity.get("OriginalFileName"));
    properties.put("AccountDomain", "nt authority");
    properties.put("AccountName", "system");
    properties.put("AccountSid", "S-1-5-18");
    properties.put("LogonId", 999);
    return "DeviceProcessEvents";
  }

  private static String file(Activity activity, Map<String, Object> properties) {
    properties.put("ActionType", "FileCreated");
    target(activity, activity.get("TargetFilename"), properties);
    properties.put("AdditionalFields", "{\"FileType\":\"PortableExecutable\"}");
    return "DeviceFileEvents";
  }

  private static String load(Activity activity, Map<String, Object> properties) {
    properties.put("ActionType", "ImageLoaded");
    target(activity, activity.get("ImageLoaded"), properties);
    return "DeviceImageLoadEvents";
  }

  private static String registry(Activity activity, Map<String, Object> properties) {
    String object = activity.get("TargetObject");
    int end = object.lastIndexOf('\\');
    properties.put("ActionType", "RegistryValueSet");
    properties.put(
        "RegistryKey",
        object
            .substring(0, end)
            .replace("HKLM\\", "HKEY_LOCAL_MACHINE\\")
            .replace("HKU\\", "HKEY_USERS\\")
            .replace("CurrentControlSet", "ControlSet001"));
    properties.put("RegistryValueName", object.substring(end + 1));
    properties.put("RegistryValueType", "String");
    properties.put("RegistryValueData", activity.get("Details"));
    properties.put("PreviousRegistryKey", "");
    properties.put("PreviousRegistryValueName", object.substring(end + 1));
    properties.put("PreviousRegistryValueData", null);
    return "DeviceRegistryEvents";
  }

  private static String network(Activity activity, Map<String, Object> properties) {
    properties.put("ActionType", "ConnectionSuccess");
    properties.put("RemoteIP", activity.get("DestinationIp"));
    properties.put("RemotePort", 443);
    properties.put("Protocol", "Tcp");
    return "DeviceNetworkEvents";
  }

  private static String script(Activity activity, Map<String, Object> properties) {
    properties.put("ActionType", "NamedPipeEvent");
    properties.put("AdditionalFields", "{\"PipeName\":\"\\\\Device\\\\NamedPipe\\\\example\"}");
    return "DeviceEvents";
  }

  private static void target(Activity activity, String path, Map<String, Object> properties) {
    properties.put("FileName", path.substring(path.lastIndexOf('\\') + 1));
    properties.put("FolderPath", path);
    properties.put("FileSize", 131_072);
    String hashes = activity.get("Hashes").toLowerCase(Locale.ROOT);
    int sha256 = hashes.indexOf("sha256=");
    properties.put("SHA1", null);
    properties.put("SHA256", sha256 < 0 ? null : hashes.substring(sha256 + 7, sha256 + 71));
    properties.put("MD5", null);
  }

  private static void initiator(Activity activity, Map<String, Object> properties) {
    String path = activity.get(activity.kind() == Activity.Kind.PROCESS ? "ParentImage" : "Image");
    String image = path.isEmpty() ? Words.SYSTEM32 + "svchost.exe" : path;
    String name = image.substring(image.lastIndexOf('\\') + 1);
    properties.put("InitiatingProcessFileName", name);
    properties.put("InitiatingProcessFolderPath", image.toLowerCase(Locale.ROOT));
    properties.put("InitiatingProcessCommandLine", "\"" + name + "\" -k netsvcs -p");
    properties.put("InitiatingProcessId", 6020);
    properties.put("InitiatingProcessCreationTime", activity.time().minusSeconds(86).toString());
    properties.put("InitiatingProcessParentFileName", "services.exe");
    properties.put("InitiatingProcessParentId", 1204);
    properties.put("InitiatingProcessAccountDomain", "nt authority");
    properties.put("InitiatingProcessAccountName", "system");
    properties.put("InitiatingProcessAccountSid", "S-1-5-18");
    properties.put("InitiatingProcessIntegrityLevel", "System");
  }
}
