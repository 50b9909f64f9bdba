package dev.iischain.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raw records of one event each, as shippers tell them, and the way to an event. */
final class RawRecords {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RawRecords() {}

  /** Sysmon 1; each pair after the parent is a further field and its value. */
  static String started(String image, String command, String parent, String... more) {
    Map<String, Object> record = nxlog(1, "Microsoft-Windows-Sysmon", "Sysmon/Operational");
    record.put("UtcTime", "2026-11-20 13:10:06.158");
    record.put("Image", image);
    record.put("CommandLine", command);
    record.put("ParentImage", parent);
    return json(record, more);
  }

  /** Security 4688. */
  static String audited(String image, String command, String parent) {
    Map<String, Object> record = nxlog(4688, "Microsoft-Windows-Security-Auditing", "Security");
    record.put("Channel", "Security");
    record.put("SubjectUserSid", "S-1-5-18");
    record.put("NewProcessName", image);
    record.put("CommandLine", command);
    record.put("ParentProcessName", parent);
    return json(record);
  }

  /** Sysmon 11. */
  static String written(String image, String target) {
    Map<String, Object> record = nxlog(11, "Microsoft-Windows-Sysmon", "Sysmon/Operational");
    record.put("UtcTime", "2026-11-20 13:10:06.158");
    record.put("Image", image);
    record.put("TargetFilename", target);
    return json(record);
  }

  /** PowerShell 4104. */
  static String script(String text) {
    return json(
        nxlog(4104, "Microsoft-Windows-PowerShell", "PowerShell/Operational"),
        "ScriptBlockText",
        text,
        "MessageNumber",
        "1",
        "MessageTotal",
        "1");
  }

  /** PowerShell 4103. */
  static String pipeline(String payload) {
    return json(
        nxlog(4103, "Microsoft-Windows-PowerShell", "PowerShell/Operational"), "Payload", payload);
  }

  /** Windows PowerShell 800, told by its text alone. */
  static String classicPipeline(String data) {
    Map<String, Object> record = nxlog(800, "PowerShell", "");
    record.put("Channel", "Windows PowerShell");
    return json(record, "Message", data);
  }

  /** IIS-Configuration 29. */
  static String changed(String configuration, String old, String now) {
    Map<String, Object> record = nxlog(29, "Microsoft-Windows-IIS-Configuration", "");
    record.put("Channel", "Microsoft-IIS-Configuration/Operational");
    return json(record, "Configuration", configuration, "OldValue", old, "NewValue", now);
  }

  /** An event of the worker process about a module, by the event id or the longer instance id. */
  static String failed(long id, String module) {
    Map<String, Object> record = nxlog(id, "Microsoft-Windows-IIS-W3SVC-WP", "");
    record.put("Channel", "Application");
    return json(record, "ModuleDll", module);
  }

  /** Decodes a record that has to be one event. */
  static EndpointEvent event(String record) {
    List<EndpointEvent> events = new ArrayList<>();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(record.getBytes(StandardCharsets.UTF_8), "test", 0, 1, RawRecord.NO_TIME),
            new TelemetryDecoder.Output() {
              @Override
              public void event(EndpointEvent event) {
                events.add(event);
              }

              @Override
              public void irrelevant(TelemetryFormat format, Vendor vendor) {
                throw new IllegalArgumentException("irrelevant: " + record);
              }

              @Override
              public void deadLetter(DeadLetter dead) {
                throw new IllegalArgumentException(dead.detail() + ": " + record);
              }
            });
    if (events.size() != 1) {
      throw new IllegalArgumentException(events.size() + " events: " + record);
    }
    return events.get(0);
  }

  private static Map<String, Object> nxlog(long id, String provider, String channel) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("EventTime", "2026-11-20 13:10:06");
    record.put("Hostname", "APP07.corp.example");
    record.put("EventID", id);
    record.put("SourceName", provider);
    record.put("Channel", "Microsoft-Windows-" + channel);
    record.put("RecordNumber", 7001);
    return record;
  }

  private static String json(Map<String, Object> record, String... more) {
    for (int i = 0; i < more.length; i += 2) {
      record.put(more[i], more[i + 1]);
    }
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
