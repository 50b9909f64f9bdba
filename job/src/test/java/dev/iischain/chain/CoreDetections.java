package dev.iischain.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the core pack makes of raw records, from their bytes on. */
public final class CoreDetections {

  public static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  public static final String APPCMD = "C:\\Windows\\System32\\inetsrv\\appcmd.exe";
  public static final String W3WP = "C:\\Windows\\System32\\inetsrv\\w3wp.exe";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RuleEvaluator CORE =
      new RuleEvaluator(RuleSet.compile(RuleLibrary.builtIn().withPacks(Set.of("core")).orThrow()));
  private static final DetectionFactory FACTORY = new DetectionFactory(Level.MEDIUM);

  private CoreDetections() {}

  /** The evidence of a record; fails where no rule of the pack matches. */
  public static Evidence evidence(String record) {
    Detection detection = detection(record);
    if (detection == null) {
      throw new AssertionError("No rule matches " + record);
    }
    return detection.evidence().get(0);
  }

  /** What the pack finds in a record with one event, or null. */
  public static @Nullable Detection detection(String record) {
    EndpointEvent event = event(record);
    List<Rule> rules = CORE.matches(event);
    return rules.isEmpty() ? null : FACTORY.of(event, rules);
  }

  /** The names of the rules that match a record. */
  public static List<String> rules(String record) {
    return CORE.matches(event(record)).stream().map(Rule::name).toList();
  }

  /** The event of a record. */
  public static EndpointEvent event(String record) {
    List<EndpointEvent> events = new ArrayList<>();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(
                record.getBytes(StandardCharsets.UTF_8), "example", 0, 1, RawRecord.NO_TIME),
            new TelemetryDecoder.Output() {
              @Override
              public void event(EndpointEvent event) {
                events.add(event);
              }

              @Override
              public void irrelevant(TelemetryFormat format, Vendor vendor) {
                throw new AssertionError("irrelevant: " + record);
              }

              @Override
              public void deadLetter(DeadLetter letter) {
                throw new AssertionError(letter.detail() + ": " + record);
              }
            });
    return events.get(0);
  }

  /** A process start that Sysmon saw. */
  public static String start(String image, String commandLine, String parent, String user) {
    return sysmon(
        1, "Image", image, "CommandLine", commandLine, "ParentImage", parent, "User", user);
  }

  /** A command of an administrator. */
  public static String appcmd(String arguments) {
    return start(APPCMD, "appcmd.exe " + arguments, CMD, "CORP\\admin");
  }

  /** A file that Sysmon saw being written. */
  public static String write(String image, String path) {
    return sysmon(11, "Image", image, "TargetFilename", path);
  }

  /** A load into the worker process. */
  public static String load(String path, String signed, String status, String signer) {
    return sysmon(
        7,
        "Image",
        W3WP,
        "ImageLoaded",
        path,
        "Signed",
        signed,
        "SignatureStatus",
        status,
        "Signature",
        signer);
  }

  /** A value that Sysmon saw being written to the registry. */
  public static String registry(String value, String data) {
    return sysmon(
        13,
        "EventType",
        "SetValue",
        "Image",
        "C:\\Windows\\System32\\reg.exe",
        "TargetObject",
        "HKLM\\System\\CurrentControlSet\\Services\\" + value,
        "Details",
        data);
  }

  /** An event of Sysmon as NXLog forwards it. */
  public static String sysmon(int eventId, String... namesAndValues) {
    return nxlog(
        "Microsoft-Windows-Sysmon",
        "Microsoft-Windows-Sysmon/Operational",
        eventId,
        namesAndValues);
  }

  /** A script block. */
  public static String script(String text) {
    return nxlog(
        "Microsoft-Windows-PowerShell",
        "Microsoft-Windows-PowerShell/Operational",
        4104,
        "ScriptBlockText",
        text,
        "ScriptBlockId",
        "5a7cf1f1-0001-4b5e-8a3e-2f6b0c1d2e3f",
        "MessageNumber",
        "1",
        "MessageTotal",
        "1");
  }

  /** A committed change of the configuration. */
  public static String configuration(int eventId, String path, String oldValue, String newValue) {
    return nxlog(
        "Microsoft-Windows-IIS-Configuration",
        "Microsoft-IIS-Configuration/Operational",
        eventId,
        "PhysicalPath",
        "\\\\?\\C:\\Windows\\system32\\inetsrv\\config\\applicationHost.config",
        "ConfigPath",
        "MACHINE/WEBROOT/APPHOST",
        "Configuration",
        path,
        "EditOperationType",
        path.endsWith("]") ? "1" : "0",
        "OldValue",
        oldValue,
        "NewValue",
        newValue);
  }

  /** What IIS reports of a module. */
  public static String module(int eventId, String path, int recordNumber) {
    return nxlog(
        "Microsoft-Windows-IIS-W3SVC-WP",
        "Application",
        eventId,
        "ModuleDll",
        path,
        "ProcessorArchitecture",
        "AMD64",
        "RecordNumber",
        Integer.toString(recordNumber));
  }

  private static String nxlog(
      String provider, String channel, int eventId, String... namesAndValues) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("EventTime", "2026-11-20 13:10:06");
    line.put("Hostname", "WEB01.corp.example");
    line.put("EventID", eventId);
    line.put("SourceName", provider);
    line.put("Channel", channel);
    line.put("RecordNumber", 7);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      line.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
