package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Raw records of invented events, as the sensors of three vendors write them. */
final class Telemetry {

  static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  static final String APPCMD = "C:\\Windows\\System32\\inetsrv\\appcmd.exe";
  static final String W3WP = "C:\\Windows\\System32\\inetsrv\\w3wp.exe";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String CHANNEL = "Microsoft-Windows-Sysmon/Operational";
  private static final String PROVIDER = "Microsoft-Windows-Sysmon";

  private Telemetry() {}

  /** A sensor on one machine; every answer is one line. */
  interface Sensor {

    /** A file was written; its content is known where a hash is given. */
    String write(Instant time, String path, @Nullable String sha256);

    /** A process was started. */
    String start(Instant time, String image, String commandLine);

    /** An unsigned library was loaded into the worker process of IIS. */
    String load(Instant time, String path, @Nullable String sha256);

    /** A file was registered as a module of IIS. */
    default String register(Instant time, String path) {
      return start(
          time, APPCMD, "appcmd.exe install module /name:Diag /image:\"" + path + "\" /add:true");
    }
  }

  /** Sysmon's events as NXLog forwards them. */
  static Sensor sysmon(String computer) {
    return new Sysmon(computer, false);
  }

  /** The same events as XML. */
  static Sensor sysmonXml(String computer) {
    return new Sysmon(computer, true);
  }

  /** Falcon's events as LogScale exports them. */
  static Sensor falcon(String computer) {
    return new Falcon(computer);
  }

  /** Rows of Defender's tables as the streaming interface sends them. */
  static Sensor defender(String computer) {
    return new Defender(computer);
  }

  private record Sysmon(String computer, boolean xml) implements Sensor {

    @Override
    public String write(Instant time, String path, @Nullable String sha256) {
      Map<String, Object> data = data(time, CMD);
      data.put("TargetFilename", path);
      if (sha256 == null) {
        return line(11, time, data);
      }
      data.put("Hashes", "SHA256=" + sha256.toUpperCase(Locale.ROOT));
      return line(29, time, data);
    }

    @Override
    public String start(Instant time, String image, String commandLine) {
      Map<String, Object> data = data(time, image);
      data.put("CommandLine", commandLine);
      data.put("CurrentDirectory", "C:\\Windows\\System32\\");
      data.put("User", "CORP\\admin");
      data.put("ParentImage", CMD);
      data.put("ParentCommandLine", "cmd.exe");
      return line(1, time, data);
    }

    @Override
    public String load(Instant time, String path, @Nullable String sha256) {
      Map<String, Object> data = data(time, W3WP);
      data.put("ImageLoaded", path);
      if (sha256 != null) {
        data.put("Hashes", "SHA256=" + sha256.toUpperCase(Locale.ROOT));
      }
      data.put("Signed", "false");
      data.put("SignatureStatus", "Unavailable");
      return line(7, time, data);
    }

    private Map<String, Object> data(Instant time, String image) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("UtcTime", UTC_TIME.format(time));
      data.put("ProcessGuid", "{" + uuid(computer.toLowerCase(Locale.ROOT) + image) + "}");
      data.put("Image", image);
      return data;
    }

    private String line(int eventId, Instant time, Map<String, Object> data) {
      int number = number(computer + eventId + data);
      return xml ? xml(eventId, number, time, data) : nxlog(eventId, number, time, data);
    }

    private String nxlog(int eventId, int number, Instant time, Map<String, Object> data) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("EventTime", SECONDS.format(time));
      line.put("Hostname", computer);
      line.put("EventID", eventId);
      line.put("SourceName", PROVIDER);
      line.put("Channel", CHANNEL);
      line.put("RecordNumber", number);
      line.putAll(data);
      return json(line);
    }

    private String xml(int eventId, int number, Instant time, Map<String, Object> data) {
      StringBuilder line = new StringBuilder(1_000);
      line.append("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>")
          .append("<Provider Name='" + PROVIDER + "'/><EventID>" + eventId + "</EventID>")
          .append("<TimeCreated SystemTime='" + time + "'/><EventRecordID>" + number)
          .append("</EventRecordID><Channel>" + CHANNEL + "</Channel><Computer>" + computer)
          .append("</Computer></System><EventData>");
      data.forEach(
          (name, value) ->
              line.append("<Data Name='" + name + "'>")
                  .append(value.toString().replace("&", "&amp;").replace("<", "&lt;"))
                  .append("</Data>"));
      return line.append("</EventData></Event>").toString();
    }
  }

  private record Falcon(String computer) implements Sensor {

    @Override
    public String write(Instant time, String path, @Nullable String sha256) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("TargetFileName", device(path));
      fields.put("ContextImageFileName", device(CMD));
      fields.put("ContextTimeStamp", seconds(time));
      if (sha256 != null) {
        fields.put("SHA256HashData", sha256);
      }
      return line("PeFileWritten", time, fields);
    }

    @Override
    public String start(Instant time, String image, String commandLine) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ImageFileName", device(image));
      fields.put("CommandLine", commandLine);
      fields.put("ParentBaseFileName", "cmd.exe");
      fields.put("ProcessStartTime", seconds(time));
      return line("ProcessRollup2", time, fields);
    }

    @Override
    public String load(Instant time, String path, @Nullable String sha256) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ImageFileName", device(path));
      fields.put("TargetImageFileName", device(W3WP));
      fields.put("ContextTimeStamp", seconds(time));
      if (sha256 != null) {
        fields.put("SHA256HashData", sha256);
      }
      return line("ClassifiedModuleLoad", time, fields);
    }

    private String line(String name, Instant time, Map<String, Object> fields) {
      String host = computer.toLowerCase(Locale.ROOT);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("@timestamp", time.plusSeconds(3_600).toEpochMilli());
      line.put("#event_simpleName", name);
      line.put("event_simpleName", name);
      line.put("cid", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
      line.put("aid", uuid("falcon " + host).replace("-", ""));
      line.put("id", uuid(host + name + fields));
      line.put("event_platform", "Win");
      line.put("ComputerName", computer);
      line.putAll(fields);
      return json(line);
    }

    private static String device(String path) {
      return path.replace("C:\\", "\\Device\\HarddiskVolume3\\");
    }

    private static String seconds(Instant time) {
      return String.format(
          Locale.ROOT, "%d.%03d", time.getEpochSecond(), time.getNano() / 1_000_000);
    }
  }

  private record Defender(String computer) implements Sensor {

    @Override
    public String write(Instant time, String path, @Nullable String sha256) {
      return row("DeviceFileEvents", time, file("FileCreated", path, sha256), CMD);
    }

    @Override
    public String start(Instant time, String image, String commandLine) {
      Map<String, Object> fields = file("ProcessCreated", image, null);
      fields.put("ProcessCommandLine", commandLine);
      return row("DeviceProcessEvents", time, fields, CMD);
    }

    @Override
    public String load(Instant time, String path, @Nullable String sha256) {
      return row("DeviceImageLoadEvents", time, file("ImageLoaded", path, sha256), W3WP);
    }

    private static Map<String, Object> file(String action, String path, @Nullable String sha256) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ActionType", action);
      fields.put("FileName", path.substring(path.lastIndexOf('\\') + 1));
      fields.put("FolderPath", path);
      if (sha256 != null) {
        fields.put("SHA256", sha256);
      }
      return fields;
    }

    private String row(String table, Instant time, Map<String, Object> fields, String actor) {
      String host = computer.toLowerCase(Locale.ROOT);
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("Timestamp", time.toString());
      properties.put("DeviceId", uuid("defender " + host).replace("-", ""));
      properties.put("DeviceName", computer);
      properties.put("ReportId", number(host + table + time + fields));
      properties.putAll(fields);
      properties.put("InitiatingProcessFileName", actor.substring(actor.lastIndexOf('\\') + 1));
      properties.put("InitiatingProcessFolderPath", actor.toLowerCase(Locale.ROOT));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", time.plusSeconds(120).toString());
      row.put("category", "AdvancedHunting-" + table);
      row.put("properties", properties);
      return json(Map.of("records", List.of(row)));
    }
  }

  private static String json(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static int number(String name) {
    return name.hashCode() & 0xFFFFFF;
  }
}
