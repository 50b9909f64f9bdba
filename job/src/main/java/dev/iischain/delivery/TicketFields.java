package dev.iischain.delivery;

import java.io.Serializable;
import java.util.List;

/**
 * What the custom fields of a queue are called that hold a case. They are ours: analysts' changes
 * of them do not last.
 *
 * @param key the id of the case; what a ticket is found by
 * @param revision the revision that the ticket shows completely
 * @param status partial, complete, expired or retracted
 * @param level the level
 * @param chain the chain
 * @param host the machine
 * @param attack the techniques, one value each
 * @param observables values to search for, one on each line
 */
public record TicketFields(
    String key,
    String revision,
    String status,
    String level,
    String chain,
    String host,
    String attack,
    String observables)
    implements Serializable {

  /** The names in the initial data that we ship. */
  public static TicketFields defaults() {
    return new TicketFields(
        "DedupKey",
        "EvidenceSeq",
        "ChainStatus",
        "Severity",
        "RuleId",
        "Host",
        "ATTACK",
        "Observables");
  }

  /** All of them. */
  List<String> names() {
    return List.of(key, revision, status, level, chain, host, attack, observables);
  }
}
