package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raw records of one Windows host as NXLog forwards them, in order of event time. */
final class HostRecords {

  static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  static final String APPCMD = INETSRV + "appcmd.exe";
  static final String IIS_SETUP = INETSRV + "iissetup.exe";
  static final String MSIEXEC = "C:\\Windows\\System32\\msiexec.exe";
  static final String POWERSHELL = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
  static final String W3WP = INETSRV + "w3wp.exe";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final String SYSMON = "Microsoft-Windows-Sysmon";

  private final String host;
  private final List<String> lines = new ArrayList<>();
  private Instant now;

  HostRecords(String host, Instant start) {
    this.host = host;
    this.now = start;
  }

  List<String> lines() {
    return lines;
  }

  /** Lets time pass; without it every record is a second after the one before. */
  HostRecords after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  HostRecords write(String image, String path) {
    return sysmon(11, "Image", image, "TargetFilename", path);
  }

  HostRecords start(String image, String commandLine, String parent, String user) {
    return sysmon(
        1, "Image", image, "CommandLine", commandLine, "ParentImage", parent, "User", user);
  }

  /** A command of appcmd that another program gave. */
  HostRecords appcmd(String arguments, String parent) {
    return start(APPCMD, "appcmd.exe " + arguments, parent, "NT AUTHORITY\\SYSTEM");
  }

  /** A load into the worker process of a validly signed library. */
  HostRecords load(String path, String signer) {
    return sysmon(
        7,
        "Image",
        W3WP,
        "ImageLoaded",
        path,
        "Signed",
        "true",
        "SignatureStatus",
        "Valid",
        "Signature",
        signer);
  }

  HostRecords loadUnsigned(String path) {
    return sysmon(
        7,
        "Image",
        W3WP,
        "ImageLoaded",
        path,
        "Signed",
        "false",
        "SignatureStatus",
        "Unavailable",
        "Signature",
        "");
  }

  HostRecords registry(String image, String value, String data) {
    return sysmon(
        13,
        "EventType",
        "SetValue",
        "Image",
        image,
        "TargetObject",
        "HKLM\\System\\CurrentControlSet\\Services\\" + value,
        "Details",
        data);
  }

  HostRecords script(String text) {
    return windows(
        "Microsoft-Windows-PowerShell",
        "Microsoft-Windows-PowerShell/Operational",
        4104,
        "ScriptBlockText",
        text,
        "ScriptBlockId",
        "5a7cf1f1-0001-4b5e-8a3e-" + String.format("%012x", lines.size()),
        "MessageNumber",
        "1",
        "MessageTotal",
        "1");
  }

  HostRecords configured(String where, String value) {
    return windows(
        "Microsoft-Windows-IIS-Configuration",
        "Microsoft-IIS-Configuration/Operational",
        29,
        "PhysicalPath",
        "\\\\?\\C:\\Windows\\system32\\inetsrv\\config\\applicationHost.config",
        "ConfigPath",
        "MACHINE/WEBROOT/APPHOST",
        "Configuration",
        where,
        "EditOperationType",
        where.endsWith("]") ? "1" : "0",
        "OldValue",
        "",
        "NewValue",
        value);
  }

  /** IIS refused a module. */
  HostRecords refused(String path) {
    return windows("Microsoft-Windows-IIS-W3SVC-WP", "Application", 2282, "ModuleDll", path);
  }

  private HostRecords sysmon(int event, String... fields) {
    return windows(SYSMON, SYSMON + "/Operational", event, fields);
  }

  private HostRecords windows(String provider, String channel, int event, String... fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("EventTime", SECONDS.format(now));
    line.put("Hostname", host + ".corp.example");
    line.put("EventID", event);
    line.put("SourceName", provider);
    line.put("Channel", channel);
    line.put("RecordNumber", lines.size());
    if (provider.equals(SYSMON)) {
      line.put("UtcTime", MILLIS.format(now));
      line.put("ProcessGuid", "{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}");
    }
    for (int i = 0; i < fields.length; i += 2) {
      line.put(fields[i], fields[i + 1]);
    }
    try {
      lines.add(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    now = now.plusSeconds(1);
    return this;
  }
}
