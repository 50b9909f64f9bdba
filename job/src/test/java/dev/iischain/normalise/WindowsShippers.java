package dev.iischain.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One Windows event as each of the shippers tells it. */
final class WindowsShippers {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String COMPUTER = "WEB01.corp.example";
  private static final String TIME = "2026-11-01T10:20:05.000000Z";
  private static final String EVENT_NAMESPACE =
      "http://schemas.microsoft.com/win/2004/08/events/event";

  private final String provider;
  private final String channel;
  private final int id;
  private final Map<String, String> data;

  WindowsShippers(String provider, String channel, int id, Map<String, String> data) {
    this.provider = provider;
    this.channel = channel;
    this.id = id;
    this.data = data;
  }

  /** Every shipper that keeps record number and account, by name. */
  Map<String, String> records() {
    Map<String, String> records = new LinkedHashMap<>();
    records.put("evtx_dump", evtx().toString());
    records.put("evtx_dump, qualified id", qualified().toString());
    records.put("evtx_dump, attributes apart", attributesApart().toString());
    records.put("winlogbeat", winlogbeat().toString());
    records.put("winlogbeat, dotted", dotted(winlogbeat()).toString());
    records.put("nxlog", nxlog().toString());
    records.put("openwec", openWec().toString());
    records.put("event xml", xml('\''));
    records.put("event xml, double quotes", xml('"').replace("><", ">\r\n\t<"));
    records.put("event xml in hec", wrap("event", xml('\'')));
    records.put("event xml in message", wrap("message", xml('"')));
    records.put("nxlog in message", wrap("message", "<14>Nov  1 10:20:06 web01 nx: " + nxlog()));
    records.put("winlogbeat in _raw", wrap("_raw", winlogbeat().toString()));
    records.put("evtx_dump in an array", "[" + evtx() + "]");
    records.put("fluent bit, map", fluentBit().toString());
    records.put("vector", vector().toString());
    records.put("leef 1.0", leef("LEEF:1.0|Example|Windows|1|" + id + "|", "\t"));
    records.put("leef 2.0", leef("LEEF:2.0|Example|Windows|1|" + id + "|0x1F|", "\u001f"));
    records.put("event xml in qradar", qradar("<13>Nov  1 10:20:06 web01 " + xml('"')));
    records.put("leef in qradar", qradar(leef("LEEF:1.0|Example|Windows|1|" + id + "|", "\t")));
    return records;
  }

  /** Every shipper, also those that lose the record number. */
  Map<String, String> allRecords() {
    Map<String, String> records = records();
    records.put("log analytics, columns", logAnalytics("SecurityEvent", null).toString());
    records.put("log analytics, text", logAnalytics("WindowsEvent", json(data)).toString());
    records.put("log analytics, xml", logAnalytics("Event", eventData('"')).toString());
    // Wazuh loses the account of the system part, which Sysmon's events do not need.
    records.put("wazuh", wazuh(true).toString());
    records.put("wazuh archive", wazuh(false).get("data").toString());
    records.put("wincollect", winCollect());
    records.put("wincollect in qradar", qradar(winCollect()));
    ObjectNode positional = fluentBit();
    positional.remove("EventData");
    positional.putArray("StringInserts").addAll(inserts());
    records.put("fluent bit, positions", positional.toString());
    return records;
  }

  private ObjectNode evtx() {
    ObjectNode system = MAPPER.createObjectNode();
    system.putObject("Provider").putObject("#attributes").put("Name", provider);
    system.put("EventID", id).put("Level", 4);
    system.putObject("TimeCreated").putObject("#attributes").put("SystemTime", TIME);
    system.put("EventRecordID", 77).put("Channel", channel).put("Computer", COMPUTER);
    system.putObject("Execution").putObject("#attributes").put("ProcessID", 3220);
    system.putObject("Security").putObject("#attributes").put("UserID", "S-1-5-18");
    ObjectNode event = MAPPER.createObjectNode();
    event.putObject("Event").<ObjectNode>set("System", system).set("EventData", unbraced());
    return event;
  }

  private ObjectNode qualified() {
    ObjectNode event = evtx();
    ObjectNode code = ((ObjectNode) event.at("/Event/System")).putObject("EventID");
    code.putObject("#attributes").put("Qualifiers", 49152);
    code.put("#text", id);
    return event;
  }

  private ObjectNode attributesApart() {
    ObjectNode event = evtx();
    ObjectNode system = (ObjectNode) event.at("/Event/System");
    for (String name : Set.of("Provider", "TimeCreated", "Execution", "Security")) {
      ObjectNode attributes = (ObjectNode) system.remove(name).get("#attributes");
      system.set(name + "_attributes", attributes);
    }
    return event;
  }

  /** evtx_dump leaves the braces of GUIDs out and writes them in upper case. */
  private ObjectNode unbraced() {
    ObjectNode node = MAPPER.createObjectNode();
    data.forEach(
        (name, value) ->
            node.put(
                name,
                name.endsWith("Guid")
                    ? value.substring(1, value.length() - 1).toUpperCase(java.util.Locale.ROOT)
                    : value));
    return node;
  }

  private ObjectNode winlogbeat() {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("@timestamp", "2026-11-01T10:20:05.000Z").put("message", "…");
    record.putObject("event").put("code", Integer.toString(id));
    record.putObject("host").put("name", "collector01");
    record.putObject("log").put("level", "information");
    ObjectNode winlog = record.putObject("winlog");
    winlog.put("channel", channel).put("computer_name", COMPUTER);
    winlog.put("event_id", Integer.toString(id)).put("record_id", "77");
    winlog.put("provider_name", provider);
    winlog.putObject("user").put("identifier", "S-1-5-18");
    winlog.putObject("process").put("pid", 3220);
    winlog.set("event_data", MAPPER.valueToTree(data));
    return record;
  }

  private static ObjectNode dotted(ObjectNode nested) {
    ObjectNode flat = MAPPER.createObjectNode();
    flatten("", nested, flat);
    return flat;
  }

  private static void flatten(String prefix, ObjectNode node, ObjectNode flat) {
    node.properties()
        .forEach(
            member -> {
              if (member.getValue() instanceof ObjectNode inner) {
                flatten(prefix + member.getKey() + ".", inner, flat);
              } else {
                flat.set(prefix + member.getKey(), member.getValue());
              }
            });
  }

  private ObjectNode nxlog() {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("EventTime", "2026-11-01 10:20:05").put("Hostname", COMPUTER);
    record.put("EventType", "INFO").put("Severity", "INFO").put("EventID", id);
    record.put("SourceName", provider).put("RecordNumber", 77).put("Channel", channel);
    record.put("ExecutionProcessID", 3220).put("ThreadID", 7).put("UserID", "S-1-5-18");
    data.forEach(record::put);
    return record.put("SourceModuleType", "im_msvistalog");
  }

  private ObjectNode openWec() {
    ObjectNode record = MAPPER.createObjectNode();
    ObjectNode system = record.putObject("System");
    system.putObject("Provider").put("Name", provider);
    system.put("EventID", id).put("Level", 4).put("TimeCreated", TIME);
    system.put("EventRecordID", 77).put("Channel", channel).put("Computer", COMPUTER);
    system.putObject("Execution").put("ProcessID", 3220);
    system.put("UserID", "S-1-5-18");
    record.set("EventData", MAPPER.valueToTree(data));
    return record;
  }

  private ObjectNode fluentBit() {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("@timestamp", 1793528405.0).put("ProviderName", provider).put("EventID", id);
    record.put("Level", 4).put("TimeCreated", "2026-11-01 11:20:05 +0100");
    record.put("EventRecordID", 77).put("ProcessID", 3220).put("ThreadID", 7);
    record.put("Channel", channel).put("Computer", COMPUTER).put("UserID", "S-1-5-18");
    record.put("Message", "…").set("EventData", MAPPER.valueToTree(data));
    return record;
  }

  /** The values of Sysmon's newest version in its order. */
  private List<JsonNode> inserts() {
    List<JsonNode> inserts = new ArrayList<>();
    for (String name : WindowsLayout.versions(WindowsEvent.Provider.SYSMON, id)[0]) {
      inserts.add(MAPPER.valueToTree(data.getOrDefault(name, "-")));
    }
    return inserts;
  }

  private ObjectNode vector() {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("timestamp", TIME).put("source_type", "windows_event_log").put("host", "x");
    record.put("computer", COMPUTER).put("channel", channel).put("provider_name", provider);
    record.put("event_id", id).put("record_id", 77).put("level", "Information");
    record.put("process_id", 3220).put("user_id", "S-1-5-18").put("message", "…");
    record.set("event_data", MAPPER.valueToTree(data));
    return record;
  }

  /** Wazuh escapes backslashes and quotes once more in alerts, and names fields its own way. */
  private ObjectNode wazuh(boolean escaped) {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("timestamp", "2026-11-01T10:20:06.000+0000");
    record.putObject("agent").put("name", "agent-7");
    ObjectNode win = record.putObject("data").putObject("win");
    ObjectNode system = win.putObject("system");
    system.put("providerName", provider).put("eventID", Integer.toString(id)).put("level", "4");
    system.put("systemTime", TIME).put("eventRecordID", "77").put("channel", channel);
    system.put("computer", COMPUTER).put("processID", "3220");
    ObjectNode eventData = win.putObject("eventdata");
    data.forEach(
        (name, value) ->
            eventData.put(
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                escaped ? value.replace("\\", "\\\\").replace("\"", "\\\"") : value));
    return record;
  }

  private String leef(String header, String delimiter) {
    StringBuilder record = new StringBuilder("<13>Nov  1 10:20:06 relay ").append(header);
    record.append("devTime=").append(TIME).append(delimiter);
    record.append("identHostName=").append(COMPUTER).append(delimiter);
    record.append("SourceName=").append(provider).append(delimiter);
    record.append("Channel=").append(channel).append(delimiter);
    record.append("Level=4").append(delimiter).append("RecordNumber=77").append(delimiter);
    record.append("UserID=S-1-5-18").append(delimiter).append("ExecutionProcessID=3220");
    data.forEach((name, value) -> record.append(delimiter).append(name).append('=').append(value));
    return record.toString();
  }

  private static String qradar(String payload) {
    return MAPPER
        .createObjectNode()
        .put("logSourceType", "Microsoft Windows Security Event Log")
        .put("logSourceIdentifier", "collector01")
        .put("devTimeEpoch", "1793528999000")
        .put("payload", payload)
        .toString();
  }

  /** Sysmon's message as WinCollect collapses it. */
  private String winCollect() {
    StringBuilder message = new StringBuilder("Title:");
    for (String name : WindowsLayout.versions(WindowsEvent.Provider.SYSMON, id)[0]) {
      if (data.containsKey(name)) {
        message.append(' ').append(name).append(": ").append(data.get(name));
      }
    }
    return "<13>Nov 01 10:20:05 web01 AgentDevice=WindowsLog\tAgentLogFile="
        + channel
        + "\tSource="
        + provider
        + "\tComputer="
        + COMPUTER
        + "\tUser=SYSTEM\tDomain=NT AUTHORITY\tEventID="
        + id
        + "\tEventType=4\tRecordNumber=77\tTimeGenerated=1793528405\tLevel=Informational\tMessage="
        + message;
  }

  private ObjectNode logAnalytics(String table, String eventData) {
    ObjectNode row = MAPPER.createObjectNode();
    row.put("TimeGenerated", TIME).put("Type", table).put("Computer", COMPUTER);
    row.put("EventID", id).put("EventLevel", 4);
    if (table.equals("Event")) {
      row.put("Source", provider).put("EventLog", channel);
    } else {
      row.put(table.equals("WindowsEvent") ? "Provider" : "EventSourceName", provider);
      row.put("Channel", channel);
    }
    if (eventData == null) {
      data.forEach(row::put);
    } else {
      row.put("EventData", eventData);
    }
    return row;
  }

  private String xml(char quote) {
    return ("<Event xmlns='"
                + EVENT_NAMESPACE
                + "'><System><Provider Name='"
                + provider
                + "'/><EventID>"
                + id
                + "</EventID><Level>4</Level><TimeCreated SystemTime='"
                + TIME
                + "'/><EventRecordID>77</EventRecordID><Execution ProcessID='3220'/><Channel>"
                + channel
                + "</Channel><Computer>"
                + COMPUTER
                + "</Computer><Security UserID='S-1-5-18'/></System>")
            .replace('\'', quote)
        + eventData(quote)
        + "</Event>";
  }

  private String eventData(char quote) {
    StringBuilder xml = new StringBuilder("<EventData>");
    data.forEach(
        (name, value) ->
            xml.append("<Data Name=")
                .append(quote)
                .append(name)
                .append(quote)
                .append('>')
                .append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</Data>"));
    return xml.append("</EventData>").toString();
  }

  private static String wrap(String name, String text) {
    return MAPPER.createObjectNode().put("host", "forwarder").put(name, text).toString();
  }

  private static String json(Map<String, String> data) {
    return MAPPER.valueToTree(data).toString();
  }
}
