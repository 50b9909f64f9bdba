package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.DllReference;
import dev.iischain.event.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All evidence about one implant on one host: a module file at the path where it is registered or
 * loaded.
 *
 * @param tenant the tenant
 * @param hostKey the host
 * @param path the canonical path where the file is registered or loaded, or {@code assembly:} and
 *     the name of a .NET assembly
 * @param generation 0, and one more each time evidence returned after a silence longer than any
 *     chain and any lateness
 * @param evidence by {@link EvidenceOrder#BY_TIME}
 * @param counts how many distinct events each stage had
 * @param owner the implant to whose case the evidence belongs, or null where it is this one's
 * @param unobservable stages that are not seen, and of which no sensor of the host could have told
 */
public record Episode(
    String tenant,
    String hostKey,
    String path,
    int generation,
    List<Joined> evidence,
    List<StageCount> counts,
    @Nullable String owner,
    List<Stage> unobservable) {

  /** An episode as a savepoint of an earlier version holds it says nothing of sensors. */
  public Episode {
    unobservable = Objects.requireNonNullElse(unobservable, List.of());
  }

  /** An episode whose evidence belongs to no other implant's case. */
  public Episode(
      String tenant,
      String hostKey,
      String path,
      int generation,
      List<Joined> evidence,
      List<StageCount> counts) {
    this(tenant, hostKey, path, generation, evidence, counts, null, List.of());
  }

  /** How many distinct events a stage had; a day adds at most {@link StageDay#MAX_COUNTED}. */
  public record StageCount(Stage stage, long count) {}

  /** This episode, where nothing could be seen of these stages. */
  Episode unobservable(List<Stage> stages) {
    return stages.equals(unobservable)
        ? this
        : new Episode(
            tenant, hostKey, path, generation, evidence, counts, owner, List.copyOf(stages));
  }

  /** The stages that were seen, by evidence that can take a step of a chain. */
  public Set<Stage> stages() {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    for (Joined joined : evidence) {
      Stage stage = joined.evidence().stage();
      if (stage != null && joined.takesSteps()) {
        stages.add(stage);
      }
    }
    return stages;
  }

  /** The path to show: where the file is registered or loaded, if any evidence tells. */
  public String shownPath() {
    if (Subject.isPath(path)) {
      return path;
    }
    String best = path.substring(Subject.ASSEMBLY.length()) + ".dll";
    int rank = Integer.MAX_VALUE;
    for (Joined joined : evidence) {
      DllReference dll = joined.evidence().dll();
      if (dll != null && joined.identity().strength() >= Identity.ASSEMBLY.strength()) {
        int candidate = rank(dll.path());
        if (candidate < rank || (candidate == rank && dll.path().compareTo(best) < 0)) {
          rank = candidate;
          best = dll.path();
        }
      }
    }
    return best;
  }

  private static int rank(String path) {
    return switch (DirectoryClass.of(path)) {
      case GAC -> 0;
      case IIS_BIN -> 1;
      case IIS_CORE, IIS_CONTENT, FRAMEWORK, PRODUCT_WEB, OTHER ->
          ModuleFile.isManagedPlace(path) ? 1 : 2;
      case USER_WRITABLE -> ModuleFile.isManagedPlace(path) ? 1 : 3;
      case SHADOW_COPY -> 4;
    };
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
