package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the evidence of one implant in order and splits it where it was silent for too long. */
final class EpisodeAssembler {

  /** Of each stage an episode shows this many earliest pieces of evidence of its own file. */
  private static final int EARLIEST = 8;

  /** Of each stage an episode shows this many latest pieces of evidence of its own file. */
  private static final int LATEST = 24;

  /** So many earliest and latest pieces of what is joined, apart from the file's own. */
  private static final int JOINED = 8;

  private static final Comparator<Joined> BY_TIME =
      Comparator.comparing(Joined::evidence, EvidenceOrder.BY_TIME).thenComparing(Joined::identity);

  private final String anchor;
  private final LedgerOptions options;
  private final List<Part> parts = new ArrayList<>();

  /** What is taken of a day of one stage. */
  private record Part(Stage stage, List<Joined> kept, long count) {

    long start() {
      return kept.get(0).evidence().eventTimeMillis();
    }

    long end() {
      return kept.get(kept.size() - 1).evidence().eventTimeMillis();
    }
  }

  EpisodeAssembler(String anchor, LedgerOptions options) {
    this.anchor = anchor;
    this.options = options;
  }

  /** Adds the evidence to which {@code identity} gives an identity. */
  void add(PathHistory history, Function<Evidence, @Nullable Identity> identity) {
    for (StageDay day : history.days()) {
      List<Joined> kept = new ArrayList<>(day.kept().size());
      for (Evidence evidence : day.kept()) {
        Identity link = identity.apply(evidence);
        if (link != null) {
          kept.add(new Joined(evidence, link));
        }
      }
      if (!kept.isEmpty()) {
        boolean whole = kept.size() == day.kept().size();
        parts.add(new Part(day.stage(), kept, whole ? day.counted().size() : kept.size()));
      }
    }
  }

  /** The episodes, oldest first. */
  List<Episode> episodes(@Nullable String owner) {
    parts.sort(Comparator.comparingLong(Part::start).thenComparingLong(Part::end));
    List<Episode> episodes = new ArrayList<>();
    List<Part> generation = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (Part part : parts) {
      if (!generation.isEmpty() && part.start() - end > options.generationGap().toMillis()) {
        episodes.add(episode(episodes.size(), generation, owner));
        generation.clear();
      }
      generation.add(part);
      end = Math.max(end, part.end());
    }
    if (!generation.isEmpty()) {
      episodes.add(episode(episodes.size(), generation, owner));
    }
    return episodes;
  }

  private Episode episode(int generation, List<Part> days, @Nullable String owner) {
    Map<Stage, Map<Identity, List<Joined>>> byStage = new EnumMap<>(Stage.class);
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    for (Part part : days) {
      Map<Identity, List<Joined>> lists =
          byStage.computeIfAbsent(part.stage(), s -> new TreeMap<>());
      for (Joined joined : part.kept()) {
        lists.computeIfAbsent(joined.identity(), i -> new ArrayList<>()).add(joined);
      }
      counts.merge(part.stage(), part.count(), Long::sum);
    }
    List<Joined> shown = new ArrayList<>();
    for (Map<Identity, List<Joined>> lists : byStage.values()) {
      for (Map.Entry<Identity, List<Joined>> list : lists.entrySet()) {
        boolean own = list.getKey() == Identity.PATH || list.getKey() == Identity.ASSEMBLY;
        ends(list.getValue(), own ? EARLIEST : JOINED, own ? LATEST : JOINED, shown);
      }
    }
    shown.sort(BY_TIME);
    List<Episode.StageCount> stageCounts = new ArrayList<>();
    counts.forEach((stage, count) -> stageCounts.add(new Episode.StageCount(stage, count)));
    Evidence first = shown.get(0).evidence();
    return new Episode(
        first.tenant(),
        first.host().key(),
        anchor,
        generation,
        shown,
        stageCounts,
        owner,
        List.of());
  }

  /** Adds the earliest and the latest of a list, in any order. */
  private static void ends(List<Joined> list, int earliest, int latest, List<Joined> shown) {
    list.sort(BY_TIME);
    int size = list.size();
    if (size <= earliest + latest) {
      shown.addAll(list);
    } else {
      shown.addAll(list.subList(0, earliest));
      shown.addAll(list.subList(size - latest, size));
    }
  }
}
