package dev.iischain.chain;

import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Puts the evidence of one implant in order and splits it where it was silent for too long. */
final class EpisodeAssembler {

  /** Of each stage an episode shows this many earliest pieces of evidence. */
  private static final int EARLIEST = 8;

  /** Of each stage an episode shows this many latest pieces of evidence. */
  private static final int LATEST = 24;

  private static final Comparator<Joined> BY_TIME =
      Comparator.comparing(Joined::evidence, EvidenceOrder.BY_TIME);

  private final String anchor;
  private final LedgerOptions options;
  private final List<Part> parts = new ArrayList<>();

  /** A day of one stage with the way it was joined. */
  private record Part(StageDay day, Joined.Identity identity) {

    long start() {
      return day.kept().get(0).eventTimeMillis();
    }

    long end() {
      return day.kept().get(day.kept().size() - 1).eventTimeMillis();
    }
  }

  EpisodeAssembler(String anchor, LedgerOptions options) {
    this.anchor = anchor;
    this.options = options;
  }

  void add(PathHistory history, Joined.Identity identity, Predicate<Stage> wanted) {
    for (StageDay day : history.days()) {
      if (wanted.test(day.stage()) && !day.kept().isEmpty()) {
        parts.add(new Part(day, identity));
      }
    }
  }

  List<Episode> episodes() {
    parts.sort(Comparator.comparingLong(Part::start).thenComparingLong(Part::end));
    List<Episode> episodes = new ArrayList<>();
    List<Part> generation = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (Part part : parts) {
      if (!generation.isEmpty() && part.start() - end > options.generationGap().toMillis()) {
        episodes.add(episode(episodes.size(), generation));
        generation.clear();
      }
      generation.add(part);
      end = Math.max(end, part.end());
    }
    if (!generation.isEmpty()) {
      episodes.add(episode(episodes.size(), generation));
    }
    return episodes;
  }

  private Episode episode(int generation, List<Part> days) {
    Map<Stage, List<Joined>> byStage = new EnumMap<>(Stage.class);
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    for (Part part : days) {
      List<Joined> list = byStage.computeIfAbsent(part.day().stage(), s -> new ArrayList<>());
      for (Evidence evidence : part.day().kept()) {
        list.add(new Joined(evidence, part.identity()));
      }
      counts.merge(part.day().stage(), (long) part.day().counted().size(), Long::sum);
    }
    List<Joined> shown = new ArrayList<>();
    for (List<Joined> list : byStage.values()) {
      list.sort(BY_TIME);
      int size = list.size();
      if (size <= EARLIEST + LATEST) {
        shown.addAll(list);
      } else {
        shown.addAll(list.subList(0, EARLIEST));
        shown.addAll(list.subList(size - LATEST, size));
      }
    }
    shown.sort(BY_TIME);
    List<Episode.StageCount> stageCounts = new ArrayList<>();
    counts.forEach((stage, count) -> stageCounts.add(new Episode.StageCount(stage, count)));
    Evidence first = shown.get(0).evidence();
    return new Episode(first.tenant(), first.host().key(), anchor, generation, shown, stageCounts);
  }
}
