package dev.iischain.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sysmon events as three shippers deliver them. */
final class WindowsShape {
  private static final String CHANNEL = "Microsoft-Windows-Sysmon/Operational";
  private static final String PROVIDER = "Microsoft-Windows-Sysmon";
  private static final String PROVIDER_GUID = "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}";
  private static final DateTimeFormatter LOCAL_SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private WindowsShape() {}

  /** Winlogbeat without an ingest pipeline: raw {@code winlog} fields. */
  static Map<String, Object> winlogbeat(HostEvent event) {
    SysmonData sysmon = SysmonData.of(event);
    Map<String, Object> winlog = new LinkedHashMap<>();
    winlog.put("channel", CHANNEL);
    winlog.put("computer_name", event.host().fqdn());
    winlog.put("event_id", Integer.toString(sysmon.eventId()));
    winlog.put("record_id", event.number());
    winlog.put("provider_name", PROVIDER);
    winlog.put("provider_guid", PROVIDER_GUID);
    winlog.put("version", 5);
    winlog.put("api", "wineventlog");
    winlog.put("event_data", sysmon.fields());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@timestamp", event.time().toString());
    document.put("@metadata", Map.of("beat", "winlogbeat"));
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("code", Integer.toString(sysmon.eventId()));
    outer.put("kind", "event");
    outer.put("provider", PROVIDER);
    outer.put("created", event.time().plus(DemoFormat.WINLOGBEAT.lag()).toString());
    document.put("event", outer);
    document.put("host", Map.of("name", event.host().name()));
    document.put("winlog", winlog);
    document.put("ecs", Map.of("version", "8.0.0"));
    return document;
  }

  /** NXLog: flat, local time without a zone, the actor's process id lost. */
  static Map<String, Object> nxlog(HostEvent event) {
    SysmonData sysmon = SysmonData.of(event);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("EventTime", LOCAL_SECONDS.format(event.time()));
    document.put("Hostname", event.host().upperName() + ".corp.example");
    document.put("EventType", "INFO");
    document.put("Severity", "INFO");
    document.put("EventID", sysmon.eventId());
    document.put("SourceName", PROVIDER);
    document.put("ProviderGuid", PROVIDER_GUID);
    document.put("RecordNumber", event.number());
    document.put("ProcessID", 3220);
    document.put("Channel", CHANNEL);
    sysmon.fields().forEach(document::putIfAbsent);
    document.remove("ProcessId");
    document.put(
        "EventReceivedTime", LOCAL_SECONDS.format(event.time().plus(DemoFormat.NXLOG.lag())));
    document.put("SourceModuleName", "eventlog");
    document.put("SourceModuleType", "im_msvistalog");
    return document;
  }

  /** The event log's own XML. */
  static byte[] xml(HostEvent event) {
    SysmonData sysmon = SysmonData.of(event);
    StringBuilder xml = new StringBuilder(1200);
    xml.append("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>")
        .append("<Provider Name='" + PROVIDER + "' Guid='" + PROVIDER_GUID + "'/><EventID>")
        .append(sysmon.eventId())
        .append("</EventID><Version>5</Version><Level>4</Level><TimeCreated SystemTime='")
        .append(event.time())
        .append("'/><EventRecordID>")
        .append(event.number())
        .append("</EventRecordID><Execution ProcessID='3220' ThreadID='4412'/><Channel>")
        .append(CHANNEL + "</Channel><Computer>")
        .append(event.host().fqdn())
        .append("</Computer><Security UserID='S-1-5-18'/></System><EventData>");
    sysmon
        .fields()
        .forEach(
            (name, value) ->
                xml.append("<Data Name='")
                    .append(name)
                    .append("'>")
                    .append(escape(value))
                    .append("</Data>"));
    return xml.append("</EventData></Event>").toString().getBytes(UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
