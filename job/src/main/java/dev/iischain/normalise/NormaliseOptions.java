package dev.iischain.normalise;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What normalisation may be told.
 *
 * @param tenant the tenant of every host whose record names none
 * @param hostKey how hosts are told apart
 * @param hostAliases lower-case host name to the lower-case name it stands for
 * @param localTimeZone the zone of times that carry none
 * @param maxRecordBytes a larger record becomes a dead letter
 * @param maxDepth JSON and XML nested deeper become a dead letter
 * @param maxFutureSkew an event time further ahead of its receive time is clamped to that
 */
public record NormaliseOptions(
    String tenant,
    HostKeyMode hostKey,
    Map<String, String> hostAliases,
    ZoneId localTimeZone,
    int maxRecordBytes,
    int maxDepth,
    Duration maxFutureSkew)
    implements Serializable {

  /** How hosts are told apart. */
  public enum HostKeyMode {
    /** By the first 15 characters of the short name, so that every source agrees. */
    SHORT,
    /** By the fully qualified name, for fleets in which short names repeat. */
    FQDN
  }

  /** The documented defaults. */
  public static NormaliseOptions defaults() {
    return new NormaliseOptions(
        "default",
        HostKeyMode.SHORT,
        Map.of(),
        ZoneId.of("UTC"),
        16 * 1024 * 1024,
        64,
        Duration.ofMinutes(5));
  }
}
