package dev.iischain.chain;

import dev.iischain.event.Detection;
import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import dev.iischain.normalise.StableId;
import java.util.List;

/**
 * The alert that a host's ledger was full: evidence was forgotten or refused, and chains may be
 * missed. One for each host and UTC day.
 */
public final class CoverageAlert {

  /** The name of the rule that the alert shows. */
  public static final String RULE = "ledger_coverage_degraded";

  private static final RuleReference REFERENCE =
      new RuleReference(
          RULE, "6c2f0f0e-6a0c-4f0b-9d5e-0b8f4f1c7a52", "core", Level.MEDIUM, 1, null);

  private CoverageAlert() {}

  /** The UTC day that an alert about evidence is of, days since the epoch. */
  public static long day(Evidence evidence) {
    return Math.floorDiv(evidence.eventTimeMillis(), StageDay.DAY_MILLIS);
  }

  /** The alert, raised by evidence that found no place or took another's. */
  public static Detection of(Detection cause, int places) {
    Evidence evidence = cause.evidence().get(0);
    String alertId =
        StableId.of("al-", cause.tenant(), cause.host().key(), Long.toString(day(evidence)), RULE);
    Evidence notice =
        new Evidence(
            StableId.of("ev-", alertId),
            evidence.eventTimeMillis(),
            evidence.tenant(),
            evidence.host(),
            null,
            evidence.kind(),
            "Coverage degraded: all "
                + places
                + " places for module files of this host are taken. The least suspicious files are"
                + " forgotten or refused first; see ledger.max-paths-per-host.",
            List.of(RULE),
            evidence.dll(),
            evidence.process(),
            evidence.source(),
            alertId,
            Evidence.Weight.NONE,
            List.of(),
            null);
    return new Detection(
        cause.tenant(),
        cause.host(),
        alertId,
        "Coverage degraded: the memory of a host is full",
        Level.MEDIUM,
        List.of(REFERENCE),
        List.of(),
        List.of(notice));
  }
}
