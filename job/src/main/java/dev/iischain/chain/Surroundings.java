package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts into an episode what happened around it on the host: behaviour of an intruder within a day
 * of any stage, and writes of the IIS configuration, of which nobody says what they changed, within
 * a week of a write that no deployment explains.
 */
final class Surroundings {

  private static final long DAY = StageDay.DAY_MILLIS;
  private static final int CONFIGURATION_DAYS = 7;
  private static final int DEPLOYMENT_POINTS = 3;

  /** So many earliest and latest days of an episode are looked around at. */
  private static final int MAX_DAYS = 16;

  /** So many earliest and latest pieces of either sort are put in. */
  private static final int MAX_PIECES = 8;

  private static final String NEAR = "near:";

  private static final Comparator<Joined> BY_TIME =
      Comparator.comparing(Joined::evidence, EvidenceOrder.BY_TIME).thenComparing(Joined::identity);

  private final LedgerStore store;

  Surroundings(LedgerStore store) {
    this.store = store;
  }

  /** The episode with what happened around it. */
  Episode around(Episode episode) {
    TreeMap<String, Joined> found = new TreeMap<>();
    behaviour(episode, found);
    List<Joined> evidence = new ArrayList<>(episode.evidence());
    int size = found.size();
    evidence.addAll(ends(found));
    found.clear();
    configuration(episode, found);
    size += found.size();
    evidence.addAll(ends(found));
    return size == 0 ? episode : with(episode, evidence);
  }

  private void behaviour(Episode episode, Map<String, Joined> found) {
    NavigableSet<Long> times = times(episode, false);
    for (long day : days(times, 1)) {
      List<Evidence> candidates = kept(Subject.BEHAVIOUR + day);
      candidates.addAll(kept(Subject.SLIGHT_BEHAVIOUR + day));
      for (Evidence each : candidates) {
        Long before = times.floor(each.eventTimeMillis());
        Long after = times.ceiling(each.eventTimeMillis());
        if ((before != null && each.eventTimeMillis() - before <= DAY)
            || (after != null && after - each.eventTimeMillis() <= DAY)) {
          found.put(each.evidenceId(), new Joined(each, Identity.HOST));
        }
      }
    }
  }

  private void configuration(Episode episode, Map<String, Joined> found) {
    if (!episode.stages().contains(Stage.LOAD)) {
      return;
    }
    NavigableSet<Long> writes = times(episode, true);
    for (long day : days(writes, CONFIGURATION_DAYS)) {
      for (Evidence each : kept(Subject.CONFIGURATION + day)) {
        long time = each.eventTimeMillis();
        if (!writes
            .subSet(time - CONFIGURATION_DAYS * DAY, true, time + CONFIGURATION_DAYS * DAY, true)
            .isEmpty()) {
          found.put(each.evidenceId(), new Joined(each, Identity.CONFIGURATION));
        }
      }
    }
  }

  /** When the evidence of the module itself was; or only its writes, unless mere deployments. */
  private static NavigableSet<Long> times(Episode episode, boolean writes) {
    TreeSet<Long> times = new TreeSet<>();
    for (Joined joined : episode.evidence()) {
      Evidence each = joined.evidence();
      boolean counts =
          !writes
              || (each.stage() == Stage.WRITE
                  && StageView.weighted(each, false) > DEPLOYMENT_POINTS);
      if (counts && joined.takesSteps() && each.stage() != Stage.BEHAVIOUR) {
        times.add(each.eventTimeMillis());
      }
    }
    return times;
  }

  private static NavigableSet<Long> days(NavigableSet<Long> times, int around) {
    TreeSet<Long> own = new TreeSet<>();
    for (long time : times) {
      own.add(Math.floorDiv(time, DAY));
    }
    List<Long> list = List.copyOf(own);
    TreeSet<Long> days = new TreeSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (i < MAX_DAYS || i >= list.size() - MAX_DAYS) {
        for (long day = list.get(i) - around; day <= list.get(i) + around; day++) {
          days.add(day);
        }
      }
    }
    return days;
  }

  private List<Evidence> kept(String subject) {
    PathHistory history = store.history(subject);
    List<Evidence> kept = new ArrayList<>();
    if (history == null) {
      return kept;
    }
    for (StageDay day : history.days()) {
      kept.addAll(day.kept());
    }
    return kept;
  }

  private static List<Joined> ends(Map<String, Joined> found) {
    List<Joined> sorted = new ArrayList<>(found.values());
    sorted.sort(BY_TIME);
    if (sorted.size() <= 2 * MAX_PIECES) {
      return sorted;
    }
    List<Joined> ends = new ArrayList<>(sorted.subList(0, MAX_PIECES));
    ends.addAll(sorted.subList(sorted.size() - MAX_PIECES, sorted.size()));
    return ends;
  }

  private static Episode with(Episode episode, List<Joined> evidence) {
    evidence.sort(BY_TIME);
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    for (Episode.StageCount count : episode.counts()) {
      counts.put(count.stage(), count.count());
    }
    for (Joined joined : evidence) {
      boolean added =
          joined.identity() == Identity.HOST || joined.identity() == Identity.CONFIGURATION;
      Stage stage = joined.evidence().stage();
      if (added && stage != null) {
        counts.merge(stage, 1L, Long::sum);
      }
    }
    List<Episode.StageCount> list = new ArrayList<>();
    counts.forEach((stage, count) -> list.add(new Episode.StageCount(stage, count)));
    return new Episode(
        episode.tenant(),
        episode.hostKey(),
        episode.path(),
        episode.generation(),
        evidence,
        list,
        episode.owner(),
        episode.unobservable());
  }

  /** Remembers on which days an episode wants to hear of what happens on the host. */
  void expect(Episode episode, int bound) {
    for (long day : days(times(episode, false), 0)) {
      JoinedSubjects known = store.joined(NEAR + day);
      JoinedSubjects grown = known.with(episode.path(), true, bound);
      if (!grown.equals(known)) {
        store.putJoined(NEAR + day, grown);
        store.putHost(store.host().expecting(day));
      }
    }
  }

  /** The implants whose episodes want to hear of what happened on the host at a time. */
  List<String> expecting(Evidence evidence) {
    int around = evidence.stage() == Stage.BEHAVIOUR ? 1 : CONFIGURATION_DAYS;
    long day = Math.floorDiv(evidence.eventTimeMillis(), DAY);
    TreeSet<String> anchors = new TreeSet<>();
    long from = Math.max(day - around, store.host().expectedFrom());
    long to = Math.min(day + around, store.host().expectedTo());
    for (long near = from; near <= to; near++) {
      anchors.addAll(expecting(near));
    }
    return List.copyOf(anchors);
  }

  /** The implants that have evidence of a day. */
  List<String> expecting(long day) {
    return store.joined(NEAR + day).all();
  }
}
