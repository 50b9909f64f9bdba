package dev.iischain.local;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Events as the Falcon sensor tells them: device paths, NT registry keys, every value a text. */
final class FalconShape {
  private static final String TENANT = DemoIds.hex("falcon tenant", 32);

  private FalconShape() {}

  /** The Data Replicator's form. */
  static Map<String, Object> raw(HostEvent event) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("event_simpleName", eventName(event.action()));
    document.put("name", eventName(event.action()) + "V3");
    document.put(
        "timestamp", Long.toString(event.time().plus(DemoFormat.FALCON_FDR.lag()).toEpochMilli()));
    document.put("cid", TENANT);
    document.put("aip", "203.0.113.20");
    document.put("event_platform", "Win");
    addSensorFields(document, event);
    return document;
  }

  /** The LogScale export's form. */
  static Map<String, Object> logScale(HostEvent event) {
    Map<String, Object> document = new LinkedHashMap<>();
    long arrival = event.time().plus(DemoFormat.FALCON_LOGSCALE.lag()).toEpochMilli();
    document.put("@timestamp", arrival);
    document.put("@id", DemoIds.hex("logscale " + event.number(), 24));
    document.put("#repo", "base_sensor");
    document.put("#event_simpleName", eventName(event.action()));
    document.put("#repo.cid", TENANT);
    document.put("cid", TENANT);
    document.put("event_platform", "Win");
    document.put("ComputerName", event.host().upperName());
    addSensorFields(document, event);
    return document;
  }

  private static void addSensorFields(Map<String, Object> document, HostEvent event) {
    String process = Long.toString(Long.parseLong(DemoIds.hex(event.process(), 10), 16));
    document.put("aid", event.host().agentId());
    document.put("id", DemoIds.guid("falcon event " + event.number()));
    document.putAll(
        event
            .action()
            .fold(
                start -> started(event, start, process),
                write -> written(event, write, process),
                load -> loaded(event, load, process),
                set -> set(event, set, process)));
  }

  private static Map<String, Object> started(
      HostEvent event, HostAction.ProcessStart start, String process) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ProcessStartTime", seconds(event.time()));
    fields.put("ImageFileName", device(start.image()));
    fields.put("CommandLine", start.commandLine());
    fields.put("ParentBaseFileName", baseName(start.parent()));
    fields.put("TargetProcessId", process);
    fields.put("RawProcessId", Integer.toString(DemoIds.processId(event.process())));
    fields.put("UserName", baseName(start.user()));
    fields.put("SHA256HashData", DemoIds.sha256(start.image()));
    return fields;
  }

  private static Map<String, Object> written(
      HostEvent event, HostAction.FileWrite write, String process) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ContextTimeStamp", seconds(event.time()));
    fields.put("TargetFileName", device(write.path()));
    fields.put("ContextProcessId", process);
    fields.put("ContextImageFileName", device(write.image()));
    fields.put("ContextBaseFileName", baseName(write.image()));
    fields.put("SHA256HashData", DemoIds.sha256(write.path()));
    fields.put("Size", "131072");
    return fields;
  }

  private static Map<String, Object> loaded(
      HostEvent event, HostAction.ModuleLoad load, String process) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ContextTimeStamp", seconds(event.time()));
    // In this event the image is the module; the process is the target.
    fields.put("ImageFileName", device(load.path()));
    fields.put("TargetImageFileName", device(load.image()));
    fields.put("TargetProcessId", process);
    fields.put("ContextProcessId", process);
    fields.put("SHA256HashData", DemoIds.sha256(load.path()));
    fields.put("ModuleLoadTelemetryClassification", "1");
    return fields;
  }

  private static Map<String, Object> set(
      HostEvent event, HostAction.RegistrySet set, String process) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ContextTimeStamp", seconds(event.time()));
    fields.put(
        "RegObjectName",
        set.key()
            .replace("HKLM\\", "\\REGISTRY\\MACHINE\\")
            .replace("CurrentControlSet", "ControlSet001"));
    fields.put("RegValueName", set.valueName());
    fields.put("RegStringValue", set.data());
    fields.put("RegType", "1");
    fields.put("RegOperationType", "1");
    fields.put("ContextProcessId", process);
    return fields;
  }

  private static String eventName(HostAction action) {
    return action.fold(
        start -> "ProcessRollup2",
        write -> writtenName(write.path().toLowerCase(Locale.ROOT)),
        load -> "ClassifiedModuleLoad",
        set -> "RegGenericValueUpdate");
  }

  private static String writtenName(String path) {
    if (path.endsWith(".dll") || path.endsWith(".exe")) {
      return "PeFileWritten";
    }
    return path.endsWith(".docx") ? "OoxmlFileWritten" : "ZipFileWritten";
  }

  private static String device(String path) {
    return path.replace("C:\\", "\\Device\\HarddiskVolume3\\")
        .replace("D:\\", "\\Device\\HarddiskVolume4\\");
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('\\') + 1);
  }

  private static String seconds(Instant time) {
    return String.format(Locale.ROOT, "%d.%03d", time.getEpochSecond(), time.getNano() / 1_000_000);
  }
}
