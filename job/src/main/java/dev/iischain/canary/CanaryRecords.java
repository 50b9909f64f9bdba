package dev.iischain.canary;

import dev.iischain.event.RecordJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A canary's chain as Winlogbeat would ship it from Sysmon: a write, a registration, a load. */
final class CanaryRecords {

  private static final String PROVIDER = "Microsoft-Windows-Sysmon";
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String ACTOR = "C:\\Windows\\System32\\cmd.exe";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private CanaryRecords() {}

  /** The three records in order; the first happened at this moment, each other 1 ms later. */
  static List<byte[]> of(String host, String path, long millis) {
    return List.of(
        record(host, millis, 11, ACTOR, Map.of("TargetFilename", path)),
        record(
            host,
            millis + 1,
            1,
            INETSRV + "appcmd.exe",
            Map.of(
                "CommandLine",
                "appcmd.exe install module /name:Canary /image:\"" + path + "\"",
                "ParentImage",
                ACTOR)),
        record(
            host,
            millis + 2,
            7,
            INETSRV + "w3wp.exe",
            Map.of("ImageLoaded", path, "Signed", "false", "SignatureStatus", "Unavailable")));
  }

  private static byte[] record(
      String host, long millis, int code, String image, Map<String, String> more) {
    Instant time = Instant.ofEpochMilli(millis);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("UtcTime", UTC.format(time));
    data.put("Image", image);
    data.putAll(more);
    Map<String, Object> winlog = new LinkedHashMap<>();
    winlog.put("channel", PROVIDER + "/Operational");
    winlog.put("computer_name", host);
    winlog.put("event_id", Integer.toString(code));
    winlog.put("record_id", millis);
    winlog.put("provider_name", PROVIDER);
    winlog.put("event_data", data);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@timestamp", time.toString());
    document.put("event", Map.of("code", Integer.toString(code), "provider", PROVIDER));
    document.put("host", Map.of("name", host));
    document.put("winlog", winlog);
    document.put("tags", List.of("iis-chain-canary"));
    return RecordJson.write(document);
  }
}
