package dev.iischain.suppression;

import java.util.List;
import java.util.Set;

/** Suppressions for tests, written as people write them. */
public final class Entries {

  private static final String REST =
      """
      reason: Known
      owner: soc@corp.example
      """;

  private Entries() {}

  /** The entry of this YAML, with an owner, a reason and, unless it has one, an end in 2027. */
  public static Suppression of(String yaml) {
    String whole =
        yaml.strip() + '\n' + REST + (yaml.contains("expiry:") ? "" : "expiry: 2027-01-01\n");
    SuppressionText.Read read =
        new SuppressionText(Set.of("a_rule", "rule_load", "rule_write")).read("test", whole, false);
    if (!read.problems().isEmpty()) {
      throw new AssertionError(read.problems());
    }
    return read.entries().get(0);
  }

  /** A set of such entries. */
  public static SuppressionSet set(String... yaml) {
    return new SuppressionSet(
        List.of(yaml).stream().map(Entries::of).toList(), SuppressionScope.PLAIN);
  }
}
