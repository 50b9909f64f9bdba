package dev.iischain.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one host did once, as a human sees it; {@code schemas/alert.schema.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param alertId {@code al-} and 32 of a-z2-7
 * @param score 0 to 100
 * @param confidence low, medium or high
 * @param vendorSeverity the highest that publishers of its rules call it, or null
 * @param eventTime the first event
 * @param lastSeen the last event
 * @param count distinct events folded in
 * @param stage the stage label or null
 * @param evidence the first few events by event time
 * @param caseId the case it belongs to, once there is one
 * @param status open, or retracted when a suppression mutes what went out before
 * @param suppressions those that had an effect on it, by id
 */
public record Alert(
    String schema,
    String alertId,
    String tenant,
    String title,
    String level,
    int score,
    String confidence,
    @Nullable String vendorSeverity,
    Instant eventTime,
    Instant lastSeen,
    long count,
    Host host,
    List<Rule> rules,
    List<String> attack,
    @Nullable String stage,
    @Nullable Dll dll,
    @Nullable Actor process,
    List<Observable> observables,
    List<EvidenceEntry> evidence,
    @Nullable String caseId,
    String status,
    List<AppliedSuppression> suppressions) {

  /** This alert with other suppressions. */
  public Alert withSuppressions(List<AppliedSuppression> other) {
    return new Alert(
        schema,
        alertId,
        tenant,
        title,
        level,
        score,
        confidence,
        vendorSeverity,
        eventTime,
        lastSeen,
        count,
        host,
        rules,
        attack,
        stage,
        dll,
        process,
        observables,
        evidence,
        caseId,
        status,
        other);
  }

  /** The status of an alert that stands. */
  public static final String OPEN = "open";

  /** The status of an alert that went out and was then muted by a suppression. */
  public static final String RETRACTED = "retracted";

  /** The schema every alert names. */
  public static final String SCHEMA = "iis-chain/alert/1";

  /** The machine. */
  public record Host(String key, String name, @Nullable String fqdn, List<String> ids) {}

  /**
   * A rule that matched.
   *
   * @param vendorSeverity how bad its publisher calls a match, or null when nobody says
   */
  public record Rule(
      String name,
      String id,
      String pack,
      String level,
      int version,
      @Nullable String vendorSeverity) {}

  /**
   * The module file.
   *
   * @param path canonical
   * @param raw the spellings seen, sorted
   * @param sha256 the hashes seen, sorted
   * @param signature trusted, untrusted or unknown, with the signer where known
   */
  public record Dll(
      String path, List<String> raw, List<String> sha256, @Nullable String signature) {}

  /** The process that acted or was started. */
  public record Actor(
      @Nullable String image,
      @Nullable String commandLine,
      @Nullable String user,
      @Nullable String processId,
      @Nullable String parentImage,
      @Nullable String parentCommandLine) {}

  /**
   * A value to search for elsewhere.
   *
   * @param type host, file, file-path, sha256, sha1, md5, user, process, command-line
   */
  public record Observable(String type, String value) {}
}
