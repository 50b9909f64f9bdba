package dev.iischain.normalise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
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

  /** Every shipper that keeps the record number, by name. */
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
    return records;
  }

  /** Every shipper, also those that lose the record number. */
  Map<String, String> allRecords() {
    Map<String, String> records = records();
    records.put("log analytics, columns", logAnalytics("SecurityEvent", null).toString());
    records.put("log analytics, text", logAnalytics("WindowsEvent", json(data)).toString());
    records.put("log analytics, xml", logAnalytics("Event", eventData('"')).toString());
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
