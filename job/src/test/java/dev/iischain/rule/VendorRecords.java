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

/** The same thing happening on an endpoint, as the records of three sensors tell it. */
final class VendorRecords {

  static final List<Vendor> SENSORS = List.of(Vendor.FALCON, Vendor.DEFENDER, Vendor.SYSMON);

  private static final ObjectMapper JSON = new ObjectMapper();

  private VendorRecords() {}

  /** A value is set; the key begins below HKEY_LOCAL_MACHINE. */
  static EndpointEvent registry(Vendor sensor, String key, String value, String data) {
    String writer = "C:\\Windows\\System32\\reg.exe";
    return switch (sensor) {
      case FALCON ->
          falcon(
              "RegGenericValueUpdate",
              "RegObjectName",
              "\\REGISTRY\\MACHINE\\" + key,
              "RegValueName",
              value,
              "RegStringValue",
              data,
              "RegOperationType",
              "1");
      case DEFENDER ->
          defender(
              "DeviceRegistryEvents",
              "RegistryValueSet",
              writer,
              "RegistryKey",
              "HKEY_LOCAL_MACHINE\\" + key,
              "RegistryValueName",
              value,
              "RegistryValueData",
              data);
      default ->
          sysmon(
              13,
              "EventType",
              "SetValue",
              "Image",
              writer,
              "TargetObject",
              "HKLM\\" + key + "\\" + value,
              "Details",
              data);
    };
  }

  /** A file is created. */
  static EndpointEvent write(Vendor sensor, String path, String writer) {
    return switch (sensor) {
      case FALCON ->
          falcon(
              "PeFileWritten",
              "TargetFileName",
              device(path),
              "ContextImageFileName",
              device(writer));
      case DEFENDER -> file("DeviceFileEvents", "FileCreated", path, writer);
      default -> sysmon(11, "Image", writer, "TargetFilename", path);
    };
  }

  /** A module is loaded. */
  static EndpointEvent load(Vendor sensor, String module, String process) {
    return switch (sensor) {
      case FALCON ->
          falcon(
              "ClassifiedModuleLoad",
              "ImageFileName",
              device(module),
              "TargetImageFileName",
              device(process));
      case DEFENDER -> file("DeviceImageLoadEvents", "ImageLoaded", module, process);
      default -> sysmon(7, "Image", process, "ImageLoaded", module, "Signed", "false");
    };
  }

  /** A row about a file. */
  static EndpointEvent file(String table, String action, String path, String process) {
    return defender(
        table,
        action,
        process,
        "FileName",
        path.substring(path.lastIndexOf('\\') + 1),
        "FolderPath",
        path);
  }

  static EndpointEvent sysmon(int eventId, String... namesAndValues) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("EventTime", "2026-11-20 13:10:06");
    record.put("Hostname", "WEB01.corp.example");
    record.put("EventID", eventId);
    record.put("SourceName", "Microsoft-Windows-Sysmon");
    record.put("Channel", "Microsoft-Windows-Sysmon/Operational");
    record.put("RecordNumber", 1);
    record.put("UtcTime", "2026-11-20 13:10:06.158");
    return decode(with(record, namesAndValues));
  }

  static EndpointEvent falcon(String name, String... namesAndValues) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("event_simpleName", name);
    record.put("timestamp", "1795180208102");
    record.put("ContextTimeStamp", "1795180206.158");
    record.put("aid", "5a1b2c3d4e5f60718293a4b5c6d7e8f9");
    record.put("cid", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    record.put("id", "0b7a4f2e-1111-4c55-9a52-3a1d7c1f0a01");
    record.put("event_platform", "Win");
    return decode(with(record, namesAndValues));
  }

  static EndpointEvent defender(
      String table, String action, String process, String... namesAndValues) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Timestamp", "2026-11-20T13:10:06.161Z");
    properties.put("DeviceId", "adc83b19e793491b1c6ea0fd8b46cd9f32e592fc");
    properties.put("DeviceName", "web01.corp.example");
    properties.put("ReportId", 43052);
    properties.put("ActionType", action);
    properties.put("InitiatingProcessFileName", process.substring(process.lastIndexOf('\\') + 1));
    properties.put("InitiatingProcessFolderPath", process);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("time", "2026-11-20T13:13:00.478Z");
    row.put("category", "AdvancedHunting-" + table);
    row.put("properties", with(properties, namesAndValues));
    return decode(Map.of("records", List.of(row)));
  }

  private static Map<String, Object> with(Map<String, Object> record, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      record.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return record;
  }

  private static String device(String path) {
    return path.replace("C:\\", "\\Device\\HarddiskVolume3\\")
        .replace("D:\\", "\\Device\\HarddiskVolume4\\");
  }

  private static EndpointEvent decode(Map<String, Object> record) {
    List<EndpointEvent> events = new ArrayList<>();
    TelemetryDecoder.Output output =
        new TelemetryDecoder.Output() {
          @Override
          public void event(EndpointEvent event) {
            events.add(event);
          }

          @Override
          public void irrelevant(TelemetryFormat format, Vendor vendor) {
            throw new IllegalArgumentException("irrelevant " + record);
          }

          @Override
          public void deadLetter(DeadLetter letter) {
            throw new IllegalArgumentException(letter.detail() + " " + record);
          }
        };
    byte[] bytes;
    try {
      bytes = JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(new RawRecord(bytes, "example", 0, 1, RawRecord.NO_TIME), output);
    if (events.size() != 1) {
      throw new IllegalArgumentException(events.size() + " events in " + record);
    }
    return events.get(0);
  }
}
