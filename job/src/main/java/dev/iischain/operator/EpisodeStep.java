package dev.iischain.operator;

import dev.iischain.chain.Episode;
import dev.iischain.event.Stage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One element of the run that FlinkCEP judges: first the episode itself, then its evidence in
 * order.
 *
 * @param run the stamp of the run's last element; names the run
 * @param stamp the element's own time: grows by one within a run, and is no telemetry time
 * @param key the run's key
 * @param episode the episode, on the first element only
 * @param stage the evidence's stage, null on the first element
 * @param eventTimeMillis when the evidence happened
 * @param evidenceId the evidence
 * @param rules the rules behind it that a chain asks for, by name
 * @param stages the stages that the run has, one bit each
 */
public record EpisodeStep(
    long run,
    long stamp,
    String key,
    @Nullable Episode episode,
    @Nullable Stage stage,
    long eventTimeMillis,
    String evidenceId,
    List<String> rules,
    int stages) {

  /** A run in flight in a savepoint of an earlier version names no rules. */
  public EpisodeStep {
    rules = Objects.requireNonNullElse(rules, List.of());
  }
}
