package dev.iischain.suppression;

import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Stage;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided not to be told of. Every list that is not empty is a criterion, any of its
 * patterns satisfies it, and all criteria must be satisfied.
 *
 * @param id its name
 * @param kind what it does to what it covers
 * @param hosts short or fully qualified names of hosts
 * @param paths canonical paths of module files
 * @param hashes contents, such as {@code sha256:...}
 * @param signers who validly signed the module file
 * @param writers canonical full paths of the process that acted
 * @param modules names under which modules are registered
 * @param rules names of rules; covers what no other rule than these raised
 * @param stages the parts played in a chain
 * @param fromMillis covers events from this time on
 * @param expiryMillis covers events before this time
 * @param reason why
 * @param owner who answers for it
 * @param ticket where it is explained, or null
 */
public record Suppression(
    String id,
    Kind kind,
    List<String> hosts,
    List<String> paths,
    List<String> hashes,
    List<String> signers,
    List<String> writers,
    List<String> modules,
    List<String> rules,
    List<Stage> stages,
    long fromMillis,
    long expiryMillis,
    String reason,
    String owner,
    @Nullable String ticket)
    implements Serializable {

  /** What a suppression does to what it covers. */
  public enum Kind {
    /** Takes away its weight; an alert or a case of which nothing else is left is muted. */
    SUPPRESS("suppress"),
    /** Notes it and keeps the level at medium. */
    CHANGE_WINDOW("change-window"),
    /** Lowers its weight, as for an installer of Windows. */
    TRUST("trust");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word used in entries and records. */
    public String label() {
      return label;
    }
  }

  /** The suppression as alerts and cases show it. */
  public AppliedSuppression applied() {
    return new AppliedSuppression(id, kind.label(), reason, ticket);
  }
}
