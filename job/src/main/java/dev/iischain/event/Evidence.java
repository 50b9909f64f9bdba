package dev.iischain.event;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event seen as a stage of a chain, about one module file. It is what the ledger remembers, what
 * chain patterns judge and what a case shows.
 *
 * @param evidenceId the event's id; evidence of one event about several files shares it
 * @param eventTimeMillis when it happened, epoch milliseconds UTC
 * @param tenant the tenant of the machine
 * @param host the machine, as this event named it
 * @param stage the part it plays, or null for an alert without a stage
 * @param kind what happened
 * @param summary one sentence for a human, at most 500 characters
 * @param rules the rules that matched, by name
 * @param dll the module file, or null when none is named
 * @param process the process that acted or was started
 * @param source its natural identity
 * @param alertId the alert it folds into, or null when it is evidence only
 * @param weight what it adds to a score, and why
 * @param flags what was noticed about it, sorted
 * @param moduleName the name that the module is registered under, or null where none is named
 * @param names what else it calls the module, sorted: {@code assembly:NAME}, {@code module:NAME}
 *     and {@code token:PUBLIC-KEY-TOKEN}, all in lower case
 */
public record Evidence(
    String evidenceId,
    long eventTimeMillis,
    String tenant,
    HostIdentity host,
    @Nullable Stage stage,
    EventKind kind,
    String summary,
    List<String> rules,
    @Nullable DllReference dll,
    ProcessInfo process,
    SourceIdentity source,
    @Nullable String alertId,
    Weight weight,
    List<String> flags,
    @Nullable String moduleName,
    List<String> names) {

  /** Evidence as a savepoint of an earlier version holds it has no names. */
  public Evidence {
    names = Objects.requireNonNullElse(names, List.of());
  }

  /** Evidence that joins by nothing but its file. */
  public Evidence(
      String evidenceId,
      long eventTimeMillis,
      String tenant,
      HostIdentity host,
      @Nullable Stage stage,
      EventKind kind,
      String summary,
      List<String> rules,
      @Nullable DllReference dll,
      ProcessInfo process,
      SourceIdentity source,
      @Nullable String alertId,
      Weight weight,
      List<String> flags,
      @Nullable String moduleName) {
    this(
        evidenceId,
        eventTimeMillis,
        tenant,
        host,
        stage,
        kind,
        summary,
        rules,
        dll,
        process,
        source,
        alertId,
        weight,
        flags,
        moduleName,
        List.of());
  }

  /** This evidence with another weight. */
  public Evidence with(Weight other) {
    return new Evidence(
        evidenceId,
        eventTimeMillis,
        tenant,
        host,
        stage,
        kind,
        summary,
        rules,
        dll,
        process,
        source,
        alertId,
        other,
        flags,
        moduleName,
        names);
  }

  /**
   * What a piece of evidence adds to a score.
   *
   * @param points 0 to 34
   * @param trust 1.0, or less for a trusted writer; multiplies the points and the chain bonus
   * @param reason why, as part of a sentence
   */
  public record Weight(int points, double trust, String reason) {

    /** Adds nothing. */
    public static final Weight NONE = new Weight(0, 1.0, "");
  }
}
