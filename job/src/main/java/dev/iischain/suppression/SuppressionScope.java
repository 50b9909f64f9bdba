package dev.iischain.suppression;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What suppressions are judged with besides themselves.
 *
 * @param evidenceOnlyRules names of rules that raise no alert
 * @param developmentHosts patterns of hosts that only developers use
 */
public record SuppressionScope(Set<String> evidenceOnlyRules, List<String> developmentHosts)
    implements Serializable {

  /** No such rules, no such hosts. */
  public static final SuppressionScope PLAIN = new SuppressionScope(Set.of(), List.of());
}
