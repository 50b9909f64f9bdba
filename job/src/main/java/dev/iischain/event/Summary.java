package dev.iischain.event;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one replay read and found, in counts; {@code schemas/summary.schema.json}. All maps are
 * sorted by key and hold no zeroes.
 *
 * @param schema {@link #SCHEMA}
 * @param read records read
 * @param irrelevant records read well that hold nothing a rule could name
 * @param mode batch or stream
 */
public record Summary(
    String schema,
    long read,
    long irrelevant,
    Events events,
    DeadLetters deadLetters,
    Alerts alerts,
    Cases cases,
    Suppressed suppressed,
    NearMisses nearMisses,
    String mode) {

  /** The schema every summary names. */
  public static final String SCHEMA = "iis-chain/summary/1";

  /** A summary under the current schema. */
  public static Summary of(
      long read,
      long irrelevant,
      Events events,
      DeadLetters deadLetters,
      Alerts alerts,
      Cases cases,
      Suppressed suppressed,
      NearMisses nearMisses,
      String mode) {
    return new Summary(
        SCHEMA, read, irrelevant, events, deadLetters, alerts, cases, suppressed, nearMisses, mode);
  }

  /** Events that were normalised. */
  public record Events(
      SortedMap<String, Long> byKind,
      SortedMap<String, Long> byVendor,
      SortedMap<String, Long> byFormat) {}

  /** Records that could not be read, by the code of {@link DeadLetter.Reason}. */
  public record DeadLetters(long total, SortedMap<String, Long> byReason) {}

  /** Alerts; one that several rules matched counts for each of them in {@code byRule}. */
  public record Alerts(
      long total, SortedMap<String, Long> byRule, SortedMap<String, Long> byLevel) {}

  /** What suppressions muted; an alert that several rules matched counts for each of them. */
  public record Suppressed(
      long total,
      SortedMap<String, Long> byKind,
      SortedMap<String, Long> bySuppression,
      SortedMap<String, Long> byRule) {

    /** Nothing was muted. */
    public static final Suppressed NONE =
        new Suppressed(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Chains that ended without their last step, by the stages that were missing. */
  public record NearMisses(long total, SortedMap<String, Long> byMissing) {

    /** There were none. */
    public static final NearMisses NONE = new NearMisses(0, new TreeMap<>());
  }

  /** Cases by their last status. */
  public record Cases(long total, SortedMap<String, Long> byStatus) {}
}
