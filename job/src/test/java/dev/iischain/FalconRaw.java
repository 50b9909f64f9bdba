package dev.iischain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Records of Falcon's data replicator, which name agents and not machines. */
public final class FalconRaw {

  private static final String CID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  private final String aid;

  /** The agent with this id. */
  public FalconRaw(String aid) {
    this.aid = aid;
  }

  /** A row of the list of agents. */
  public String row(Instant time, String computer, String domain) {
    return """
    {"aid":"%s","cid":"%s","ComputerName":"%s","MachineDomain":"%s","Time":"%s",\
    "ProductType":"3","event_platform":"Win","aip":"203.0.113.20"}\
    """
        .formatted(aid, CID, computer, domain, seconds(time));
  }

  /** A process that started. */
  public String start(Instant time, String process, String image, String commandLine) {
    return event(
        "ProcessRollup2",
        time,
        """
        "TargetProcessId":"%s","ImageFileName":"%s","CommandLine":"%s","ProcessStartTime":"%s"\
        """
            .formatted(process, device(image), escaped(commandLine), seconds(time)));
  }

  /** A process that ran before the sensor did. */
  public String running(Instant time, String process, String image) {
    return event(
        "SyntheticProcessRollup2",
        time,
        """
        "TargetProcessId":"%s","ImageFileName":"%s","ProcessStartTime":"%s"\
        """
            .formatted(process, device(image), seconds(time)));
  }

  /** A library that a process wrote, as old sensors tell it. */
  public String write(Instant time, String process, String path) {
    return event(
        "NewExecutableWritten",
        time,
        "\"ContextProcessId\":\"%s\",\"TargetFileName\":\"%s\"".formatted(process, device(path)));
  }

  /** A value that a process set in the registry. */
  public String set(Instant time, String process, String key, String value, String data) {
    return event(
        "AsepValueUpdate",
        time,
        """
        "ContextProcessId":"%s","RegObjectName":"%s","RegValueName":"%s","RegStringValue":"%s",\
        "RegOperationType":"1","RegType":"1"\
        """
            .formatted(process, escaped(key), value, escaped(data)));
  }

  /** A library that was loaded into a process. */
  public String load(Instant time, String process, String image, String path) {
    return event(
        "ClassifiedModuleLoad",
        time,
        """
        "TargetProcessId":"%s","ContextProcessId":"%s","ImageFileName":"%s",\
        "TargetImageFileName":"%s"\
        """
            .formatted(process, process, device(path), device(image)));
  }

  /** An unsigned library that was loaded into a process of which only the id is told. */
  public String loadUnsigned(Instant time, String process, String path) {
    return event(
        "UnsignedModuleLoad",
        time,
        "\"ContextProcessId\":\"%s\",\"ImageFileName\":\"%s\"".formatted(process, device(path)));
  }

  private String event(String name, Instant time, String members) {
    String id =
        UUID.nameUUIDFromBytes((aid + name + time + members).getBytes(StandardCharsets.UTF_8))
            .toString();
    return """
    {"event_simpleName":"%s","name":"%sV3","timestamp":"%d","ContextTimeStamp":"%s","aid":"%s",\
    "cid":"%s","aip":"203.0.113.20","id":"%s","event_platform":"Win",%s}\
    """
        .formatted(
            name, name, time.toEpochMilli() + 900, seconds(time), aid, CID, id, members.strip());
  }

  private static String device(String path) {
    return path.startsWith("C:\\")
        ? escaped("\\Device\\HarddiskVolume3" + path.substring(2))
        : escaped(path);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String seconds(Instant time) {
    return "%d.%03d".formatted(time.getEpochSecond(), time.getNano() / 1_000_000);
  }
}
