package dev.iischain.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Windows events as four shippers deliver them. */
final class WindowsShapes {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private WindowsShapes() {}

  /** Winlogbeat without an ingest pipeline and without the rendered message. */
  static Map<String, Object> winlogbeat(Activity activity) {
    String code = Integer.toString(activity.kind().eventId());
    Map<String, Object> winlog = new LinkedHashMap<>();
    winlog.put("channel", activity.channel());
    winlog.put("computer_name", activity.fqdn());
    winlog.put("event_id", code);
    winlog.put("record_id", activity.number());
    winlog.put("provider_name", activity.provider());
    winlog.put("provider_guid", activity.providerGuid());
    winlog.put("opcode", "Info");
    winlog.put("version", 5);
    winlog.put("api", "wineventlog");
    winlog.put("process", Map.of("pid", 3220));
    winlog.put("user", Map.of("identifier", "S-1-5-18"));
    winlog.put("event_data", activity.fields());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("code", code);
    event.put("kind", "event");
    event.put("provider", activity.provider());
    event.put("created", activity.time().plusMillis(1250).toString());
    Map<String, Object> agent = new LinkedHashMap<>();
    agent.put("type", "winlogbeat");
    agent.put("version", "8.17.0");
    agent.put("name", activity.host());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@timestamp", activity.time().toString());
    document.put("event", event);
    document.put("host", Map.of("name", activity.host()));
    document.put("log", Map.of("level", "information"));
    document.put("winlog", winlog);
    document.put("agent", agent);
    document.put("ecs", Map.of("version", "8.0.0"));
    return document;
  }

  /** evtx_dump: the event's own structure, numbers as numbers. */
  static Map<String, Object> evtxDump(Activity activity) {
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("Name", activity.provider());
    provider.put("Guid", activity.providerGuid());
    Map<String, Object> execution = new LinkedHashMap<>();
    execution.put("ProcessID", 3220);
    execution.put("ThreadID", 4412);
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("Provider", attributes(provider));
    system.put("EventID", activity.kind().eventId());
    system.put("Version", 5);
    system.put("Level", 4);
    system.put("Task", activity.kind().eventId());
    system.put("Opcode", 0);
    system.put("Keywords", "0x8000000000000000");
    system.put("TimeCreated", attributes(Map.of("SystemTime", activity.time().toString())));
    system.put("EventRecordID", activity.number());
    system.put("Correlation", null);
    system.put("Execution", attributes(execution));
    system.put("Channel", activity.channel());
    system.put("Computer", activity.fqdn());
    system.put("Security", attributes(Map.of("UserID", "S-1-5-18")));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put(
        "#attributes", Map.of("xmlns", "http://schemas.microsoft.com/win/2004/08/events/event"));
    event.put("System", system);
    event.put("EventData", activity.fields());
    return Map.of("Event", event);
  }

  private static Map<String, Object> attributes(Map<String, ?> attributes) {
    return Map.of("#attributes", attributes);
  }

  /** NXLog: flat, local time without a zone, with the rendered message. */
  static Map<String, Object> nxlog(Activity activity) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("EventTime", SECONDS.format(activity.time()));
    document.put("Hostname", activity.fqdn().toUpperCase(Locale.ROOT));
    document.put("Keywords", Long.MIN_VALUE);
    document.put("EventType", "INFO");
    document.put("SeverityValue", 2);
    document.put("Severity", "INFO");
    document.put("EventID", activity.kind().eventId());
    document.put("SourceName", activity.provider());
    document.put("ProviderGuid", activity.providerGuid());
    document.put("Version", 5);
    document.put("Task", activity.kind().eventId());
    document.put("OpcodeValue", 0);
    document.put("RecordNumber", activity.number());
    document.put("ProcessID", 3220);
    document.put("ThreadID", 4412);
    document.put("Channel", activity.channel());
    document.put("Domain", "NT AUTHORITY");
    document.put("AccountName", "SYSTEM");
    document.put("UserID", "S-1-5-18");
    document.put("AccountType", "User");
    document.put("Message", activity.message());
    document.put("Opcode", "Info");
    activity.fields().forEach(document::putIfAbsent);
    document.remove("ProcessId");
    document.put("EventReceivedTime", SECONDS.format(activity.time().plusSeconds(1)));
    document.put("SourceModuleName", "eventlog");
    document.put("SourceModuleType", "im_msvistalog");
    return document;
  }

  /** The event log's own XML. */
  static byte[] xml(Activity activity) {
    StringBuilder xml = new StringBuilder(2000);
    xml.append("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>")
        .append("<Provider Name='" + activity.provider() + "' Guid='" + activity.providerGuid())
        .append("'/><EventID>" + activity.kind().eventId())
        .append("</EventID><Version>5</Version><Level>4</Level><Task>1</Task><Opcode>0</Opcode>")
        .append("<Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='")
        .append(activity.time())
        .append("'/><EventRecordID>" + activity.number())
        .append("</EventRecordID><Correlation/><Execution ProcessID='3220' ThreadID='4412'/>")
        .append("<Channel>" + activity.channel() + "</Channel><Computer>" + activity.fqdn())
        .append("</Computer><Security UserID='S-1-5-18'/></System><EventData>");
    activity
        .fields()
        .forEach(
            (name, value) ->
                xml.append("<Data Name='" + name + "'>").append(escape(value)).append("</Data>"));
    return xml.append("</EventData></Event>").toString().getBytes(UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
