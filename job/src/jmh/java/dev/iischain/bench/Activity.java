package dev.iischain.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Something that happened on a machine, before a shipper gives it a shape.
 *
 * @param kind what happened
 * @param host the short name of the machine in lower case
 * @param time when
 * @param number unique in the corpus
 * @param fields what Sysmon (or PowerShell) would tell of it, in the order of its schema
 */
record Activity(Kind kind, String host, Instant time, long number, Map<String, String> fields) {

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** What can happen, each with the Windows event that tells it. */
  enum Kind {
    PROCESS(1),
    FILE(11),
    REGISTRY(13),
    IMAGE_LOAD(7),
    /** A connection: of no kind that a rule can name. */
    NETWORK(3),
    SCRIPT(4104);

    private final int eventId;

    Kind(int eventId) {
      this.eventId = eventId;
    }

    /** The id of the Windows event. */
    int eventId() {
      return eventId;
    }
  }

  /** The name with its domain. */
  String fqdn() {
    return host + ".corp.example";
  }

  /** A field, or the empty text. */
  String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The Windows channel. */
  String channel() {
    return provider() + "/Operational";
  }

  /** The Windows event provider. */
  String provider() {
    return kind == Kind.SCRIPT ? "Microsoft-Windows-PowerShell" : "Microsoft-Windows-Sysmon";
  }

  /** The provider's id. */
  String providerGuid() {
    return kind == Kind.SCRIPT
        ? "{a0c1853b-5c40-4b15-8766-3cf1c58f985a}"
        : "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}";
  }

  /** The time as Sysmon writes it. */
  static String utcTime(Instant time) {
    return UTC_TIME.format(time);
  }

  /** The fields under a heading, as the event viewer shows them. */
  String message() {
    StringBuilder message = new StringBuilder(kind.name()).append(":\r\n");
    fields.forEach((name, value) -> message.append(name).append(": ").append(value).append("\r\n"));
    return message.toString();
  }
}
