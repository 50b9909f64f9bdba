package dev.iischain.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A full snapshot of one chain, as case management holds it; {@code schemas/case.schema.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param caseId {@code ch-} and 32 of a-z2-7
 * @param revision from 1, grows with every change
 * @param contentHash changes exactly when anything but the revision changes
 * @param status partial, complete, expired or retracted
 * @param chain the best matching chain
 * @param chains every matching chain, sorted
 * @param stages write, registration and load, in this order, then load-failure and behaviour where
 *     seen
 * @param timeline the evidence by event time
 * @param alertIds sorted
 * @param why sentences: what joined these events, what scored
 * @param links for a human to follow
 * @param suppressions those that had an effect on it, by id
 */
public record Case(
    String schema,
    String caseId,
    long revision,
    String contentHash,
    String status,
    String chain,
    List<String> chains,
    String title,
    String level,
    int score,
    String confidence,
    String tenant,
    Alert.Host host,
    Alert.Dll dll,
    Instant firstSeen,
    Instant lastSeen,
    List<StageState> stages,
    List<EvidenceEntry> timeline,
    List<String> alertIds,
    List<String> attack,
    List<Alert.Observable> observables,
    List<String> why,
    List<Link> links,
    List<AppliedSuppression> suppressions) {

  /** The status of a case in which a stage is missing. */
  public static final String PARTIAL = "partial";

  /** The status of a case in which a whole chain matched. */
  public static final String COMPLETE = "complete";

  /** The status of a partial case that can no longer become complete. */
  public static final String EXPIRED = "expired";

  /** The status of a case that was given out and then muted by a suppression. */
  public static final String RETRACTED = "retracted";

  /** This case with another status. */
  public Case withStatus(String other) {
    return with(other, suppressions);
  }

  /** This case with other suppressions. */
  public Case withSuppressions(List<AppliedSuppression> other) {
    return with(status, other);
  }

  private Case with(String otherStatus, List<AppliedSuppression> otherSuppressions) {
    return new Case(
        schema,
        caseId,
        revision,
        contentHash,
        otherStatus,
        chain,
        chains,
        title,
        level,
        score,
        confidence,
        tenant,
        host,
        dll,
        firstSeen,
        lastSeen,
        stages,
        timeline,
        alertIds,
        attack,
        observables,
        why,
        links,
        otherSuppressions);
  }

  /** The schema every case names. */
  public static final String SCHEMA = "iis-chain/case/1";

  /** Of a stage: it is not seen, and no sensor of the host could have told. */
  public static final String NOT_OBSERVABLE = "not-observable";

  /**
   * What is known of one stage.
   *
   * @param state seen, missing or not-observable
   * @param firstSeen null unless seen
   * @param lastSeen null unless seen
   */
  public record StageState(
      String stage,
      String state,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      long count) {}

  /** A page that helps a human. */
  public record Link(String title, String url) {}
}
