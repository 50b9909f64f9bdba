package dev.iischain.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Activities as CrowdStrike's data replicator writes them: every value is text. */
final class FalconShape {

  private static final String CUSTOMER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  private FalconShape() {}

  /** One event. */
  static Map<String, Object> of(Activity activity) {
    Map<String, Object> event = new LinkedHashMap<>();
    String name = name(activity);
    event.put("event_simpleName", name);
    event.put("name", name + "V5");
    event.put("timestamp", Long.toString(activity.time().plusSeconds(90).toEpochMilli()));
    if (activity.kind() == Activity.Kind.PROCESS) {
      event.put("ProcessStartTime", seconds(activity.time()));
      event.put("ProcessEndTime", "");
    } else {
      event.put("ContextTimeStamp", seconds(activity.time()));
    }
    event.put("aid", "5a1b2c3d4e5f60718293a4b5c6d7" + activity.host().substring(3));
    event.put("cid", CUSTOMER);
    event.put("aip", "203.0.113.20");
    event.put("id", new UUID(0x0b7a4f2e11114c55L, activity.number()).toString());
    event.put("event_platform", "Win");
    event.put("ConfigBuild", "1007.3.0017605.1");
    event.put("ConfigStateHash", "3163265353");
    event.put("Entitlements", "15");
    event.put("EffectiveTransmissionClass", "2");
    switch (activity.kind()) {
      case PROCESS -> process(activity, event);
      case FILE -> {
        event.put("TargetFileName", device(activity.get("TargetFilename")));
        event.put("ContextImageFileName", device(activity.get("Image")));
        event.put("ContextBaseFileName", baseName(activity.get("Image")));
        event.put("DesiredAccess", "1180054");
        event.put("Status", "0");
        event.put("ContextProcessId", processId(activity));
      }
      case REGISTRY -> registry(activity, event);
      case IMAGE_LOAD -> {
        event.put("ImageFileName", device(activity.get("ImageLoaded")));
        event.put("TargetImageFileName", device(activity.get("Image")));
        event.put("TargetProcessId", processId(activity));
        event.put("ContextProcessId", processId(activity));
        hashes(activity, event);
        event.put("SignInfoFlags", "8683538");
        event.put("ModuleLoadTelemetryClassification", "1");
        event.put("PrimaryModule", "0");
        event.put("MappedFromUserMode", "1");
      }
      case NETWORK -> {
        event.put("RemoteAddressIP4", activity.get("DestinationIp"));
        event.put("RemotePort", activity.get("DestinationPort"));
        event.put("LocalPort", activity.get("SourcePort"));
        event.put("ContextProcessId", processId(activity));
      }
      case SCRIPT -> {
        event.put("ScriptContent", activity.get("ScriptBlockText"));
        event.put("ScriptContentName", activity.get("Path"));
        event.put("ContextProcessId", processId(activity));
      }
    }
    return event;
  }

  private static String name(Activity activity) {
    return switch (activity.kind()) {
      case PROCESS -> "ProcessRollup2";
      case FILE ->
          activity.get("TargetFilename").endsWith(".dll") ? "PeFileWritten" : "ZipFileWritten";
      case REGISTRY -> "AsepValueUpdate";
      case IMAGE_LOAD -> "ClassifiedModuleLoad";
      case NETWORK -> "NetworkConnectIP4";
      case SCRIPT -> "ScriptControlScanInfo";
    };
  }

  private static void process(Activity activity, Map<String, Object> event) {
    event.put("ImageFileName", device(activity.get("Image")));
    event.put("CommandLine", activity.get("CommandLine"));
    event.put("ParentBaseFileName", baseName(activity.get("ParentImage")));
    event.put("ParentProcessId", "877036799001");
    event.put("TargetProcessId", processId(activity));
    event.put("RawProcessId", activity.get("ProcessId"));
    event.put("UserSid", "S-1-5-21-1-2-3-1105");
    event.put("AuthenticationId", "610129406");
    event.put("SessionId", "0");
    event.put("IntegrityLevel", "12288");
    hashes(activity, event);
    event.put("SignInfoFlags", "8683538");
    event.put("Tags", "25, 27, 40, 151, 874, 12094627905582, 12094627906234");
  }

  private static void registry(Activity activity, Map<String, Object> event) {
    String target = activity.get("TargetObject");
    int end = target.lastIndexOf('\\');
    event.put(
        "RegObjectName",
        target
            .substring(0, end)
            .replace("HKLM\\", "\\REGISTRY\\MACHINE\\")
            .replace("HKU\\", "\\REGISTRY\\USER\\")
            .replace("CurrentControlSet", "ControlSet001"));
    event.put("RegValueName", target.substring(end + 1));
    event.put("RegStringValue", activity.get("Details"));
    event.put("RegType", "1");
    event.put("RegOperationType", "1");
    event.put("AsepClass", "19");
    event.put("AsepFlags", "1");
    event.put("AsepValueType", "2");
    event.put("TargetFileName", "");
    event.put("TargetCommandLineParameters", "");
    event.put("ContextProcessId", processId(activity));
    event.put("ContextThreadId", "25148034146550");
    event.put("AuthenticationId", "999");
  }

  private static void hashes(Activity activity, Map<String, Object> event) {
    String[] hashes = activity.get("Hashes").toLowerCase(Locale.ROOT).split(",", -1);
    event.put("SHA1HashData", "0".repeat(40));
    event.put("MD5HashData", hashes[0].substring("md5=".length()));
    event.put("SHA256HashData", hashes[1].substring("sha256=".length()));
  }

  private static String processId(Activity activity) {
    return Long.toString(877_036_700_000L + Long.parseLong("0" + activity.get("ProcessId")));
  }

  private static String device(String path) {
    return "\\Device\\HarddiskVolume3" + path.substring(2);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('\\') + 1);
  }

  private static String seconds(Instant time) {
    long millis = time.toEpochMilli();
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }
}
