package dev.iischain.event;

import java.time.Instant;
import java.util.List;

/**
 * A chain that got two stages and ended without the third; {@code schemas/near-miss.schema.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param stages the stages that were seen, in the order write, registration, load, load-failure,
 *     behaviour
 * @param missing the stages that a complete chain would have had, in the same order
 * @param endedAt the event time at which the chain could no longer be completed
 * @param reason a sentence: why it ended
 */
public record NearMiss(
    String schema,
    String tenant,
    Alert.Host host,
    Dll dll,
    List<SeenStage> stages,
    List<String> missing,
    Instant endedAt,
    String reason) {

  /** The schema every near miss names. */
  public static final String SCHEMA = "iis-chain/near-miss/1";

  /** The module file, by its canonical path. */
  public record Dll(String path) {}

  /**
   * A stage that was seen.
   *
   * @param count distinct events
   */
  public record SeenStage(String stage, Instant firstSeen, Instant lastSeen, long count) {}
}
