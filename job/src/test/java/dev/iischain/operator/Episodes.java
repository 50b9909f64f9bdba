package dev.iischain.operator;

import dev.iischain.chain.Episode;
import dev.iischain.chain.EvidenceOrder;
import dev.iischain.chain.Joined;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;

/** Episodes for tests. */
final class Episodes {

  private Episodes() {}

  /** The episode of this evidence, all of it about the path that the first one names. */
  static Episode of(Evidence... evidence) {
    List<Evidence> sorted = new ArrayList<>(List.of(evidence));
    sorted.sort(EvidenceOrder.BY_TIME);
    List<Joined> joined = new ArrayList<>();
    for (Evidence each : sorted) {
      joined.add(new Joined(each, Joined.Identity.PATH));
    }
    List<Episode.StageCount> counts = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      long count = sorted.stream().filter(each -> each.stage() == stage).count();
      if (count > 0) {
        counts.add(new Episode.StageCount(stage, count));
      }
    }
    Evidence first = evidence[0];
    return new Episode(first.tenant(), first.host().key(), first.dll().path(), 0, joined, counts);
  }
}
