package dev.iischain.delivery;

import dev.iischain.event.Case;

/**
 * A revision of a case on its way to a system.
 *
 * @param caseId the case
 * @param revision its revision
 * @param opens whether the policy lets a case that was never delivered go out with it
 * @param json the whole revision as it was read
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CaseRecord(String caseId, long revision, boolean opens, byte[] json) {

  /** The record of a revision under a policy. */
  public static CaseRecord of(Case snapshot, byte[] json, DeliveryPolicy policy) {
    return new CaseRecord(snapshot.caseId(), snapshot.revision(), policy.opens(snapshot), json);
  }
}
