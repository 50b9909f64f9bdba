package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.EvidenceEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Codes of records as words for humans. */
final class Spelled {

  private Spelled() {}

  /** A stage such as {@code load-failure} as "Load failure". */
  static String stage(String stage) {
    return switch (stage) {
      case "write" -> "Written";
      case "registration" -> "Registered";
      case "load" -> "Loaded";
      case "load-failure" -> "Load failed";
      case "behaviour" -> "Behaviour";
      default -> stage;
    };
  }

  /** What the evidence of a stage shows. */
  static String stageMeaning(String stage) {
    return switch (stage) {
      case "write" -> "The module file appeared on disk";
      case "registration" -> "The module was registered with IIS";
      case "load" -> "A worker process loaded the module";
      case "load-failure" -> "IIS tried to load the module and failed";
      case "behaviour" -> "What an intruder does around the chain";
      default -> "";
    };
  }

  /** A type of observable as a heading. */
  static String observableType(String type) {
    return switch (type) {
      case "host" -> "Hosts";
      case "file" -> "File names";
      case "file-path" -> "File paths";
      case "sha256" -> "SHA-256";
      case "sha1" -> "SHA-1";
      case "md5" -> "MD5";
      case "user" -> "Accounts";
      case "process" -> "Processes";
      case "command-line" -> "Command lines";
      default -> type;
    };
  }

  /** How a piece of evidence was joined to the case. */
  static String identity(String identity) {
    return switch (identity) {
      case "path" -> "same path";
      case "hash" -> "same content";
      case "rename" -> "renamed file";
      case "alias" -> "another name of the same file";
      case "module-name" -> "same module name";
      case "assembly" -> "same assembly";
      default -> identity;
    };
  }

  /** A vendor as its makers write it. */
  static String vendor(String vendor) {
    return switch (vendor) {
      case "falcon" -> "CrowdStrike Falcon";
      case "defender" -> "Microsoft Defender";
      case "sysmon" -> "Sysmon";
      case "windows" -> "Windows";
      case "elastic" -> "Elastic Defend";
      case "other" -> "Other sensor";
      default -> vendor;
    };
  }

  /** A span of time by its two largest units, such as {@code 4 min 55 s}. */
  static String duration(Duration span) {
    long seconds = span.toSeconds();
    if (seconds >= 86_400) {
      return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }
    if (seconds >= 3_600) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
    }
    if (seconds >= 60) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds > 0 ? seconds + "." + span.toMillisPart() / 100 + " s" : span.toMillis() + " ms";
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
  }

  /** The last part of a Windows path. */
  static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
  }

  /** The host by its best name. */
  static String host(Alert.Host host) {
    String fqdn = host.fqdn();
    return fqdn == null ? host.name() : fqdn;
  }

  /** Where an event can be found at its source, such as {@code channel, 1, record 918274}. */
  static String place(EvidenceEntry.Source source) {
    StringBuilder place = new StringBuilder();
    add(place, source.channel(), "");
    String code = source.eventCode();
    if (code != null && !code.equals(source.channel())) {
      add(place, code, "event ");
    }
    add(place, source.recordId(), "record ");
    return place.toString();
  }

  private static void add(StringBuilder place, @Nullable String part, String label) {
    if (part != null && !part.isEmpty()) {
      place.append(place.isEmpty() ? "" : ", ").append(label).append(part);
    }
  }
}
