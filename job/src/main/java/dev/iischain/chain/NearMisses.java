package dev.iischain.chain;

import dev.iischain.event.Case;
import dev.iischain.event.NearMiss;
import dev.iischain.event.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/** Says what a chain that ended without its last step came to. */
public final class NearMisses {

  private NearMisses() {}

  /** The near miss of a case, or of what never became one. */
  public static NearMiss of(Case snapshot, Ending ending) {
    List<NearMiss.SeenStage> seen = new ArrayList<>();
    for (Case.StageState stage : snapshot.stages()) {
      if (stage.count() > 0) {
        seen.add(
            new NearMiss.SeenStage(
                stage.stage(),
                Objects.requireNonNull(stage.firstSeen()),
                Objects.requireNonNull(stage.lastSeen()),
                stage.count()));
      }
    }
    Instant endedAt = Instant.ofEpochMilli(ending.atMillis());
    return new NearMiss(
        NearMiss.SCHEMA,
        snapshot.tenant(),
        snapshot.host(),
        new NearMiss.Dll(snapshot.dll().path()),
        seen,
        ending.missing().stream().map(Stage::label).toList(),
        endedAt,
        reason(seen, ending, endedAt));
  }

  private static String reason(List<NearMiss.SeenStage> seen, Ending ending, Instant endedAt) {
    StringJoiner missing = new StringJoiner(" and ");
    StringJoiner outside = new StringJoiner(" and ");
    for (Stage stage : ending.missing()) {
      missing.add(stage.label());
      for (NearMiss.SeenStage each : seen) {
        if (each.stage().equals(stage.label())) {
          outside.add(stage.label());
        }
      }
    }
    return "The chain "
        + ending.chain()
        + " was found, and until "
        + endedAt
        + " no "
        + missing
        + " completed it"
        + (outside.length() == 0 ? "." : "; a " + outside + " was seen outside of its limits.");
  }
}
