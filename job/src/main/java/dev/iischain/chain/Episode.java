package dev.iischain.chain;

import dev.iischain.event.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All evidence about one implant on one host: a module file at the path where it is registered or
 * loaded.
 *
 * @param tenant the tenant
 * @param hostKey the host
 * @param path the canonical path where the file is registered or loaded
 * @param generation 0, and one more each time evidence returned after a silence longer than any
 *     chain and any lateness
 * @param evidence by {@link EvidenceOrder#BY_TIME}
 * @param counts how many distinct events each stage had
 */
public record Episode(
    String tenant,
    String hostKey,
    String path,
    int generation,
    List<Joined> evidence,
    List<StageCount> counts) {

  /** How many distinct events a stage had; a day adds at most {@link StageDay#MAX_COUNTED}. */
  public record StageCount(Stage stage, long count) {}

  /** The stages that were seen. */
  public Set<Stage> stages() {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    for (StageCount count : counts) {
      stages.add(count.stage());
    }
    return stages;
  }

  /** How many distinct events there were in all. */
  public long events() {
    long events = 0;
    for (StageCount count : counts) {
      events += count.count();
    }
    return events;
  }
}
