package dev.iischain.chain;

import dev.iischain.chain.HostMemory.AliveDays;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host's sensors are alive: on which days anything was written or loaded there at all, as
 * far as evidence tells. Both happen all the time, so that their absence for weeks says that nobody
 * reports them. Registrations are rare, and theirs says nothing.
 */
final class Coverage {

  /** A stage is observable where anything of its kind was seen this close to an episode. */
  static final int AROUND_DAYS = 35;

  private static final long DAY = StageDay.DAY_MILLIS;
  private static final int BLOCK_DAYS = 32;
  private static final String ALIVE = "alive:";

  private final LedgerOptions options;
  private final LedgerStore store;

  Coverage(LedgerOptions options, LedgerStore store) {
    this.options = options;
    this.store = store;
  }

  /** Notes that a sensor is alive; the answer is the implants whose episodes it may tell so. */
  List<String> saw(Evidence evidence, Surroundings surroundings) {
    Stage stage = sensedBy(evidence);
    if (stage == null) {
      return List.of();
    }
    long day = Math.floorDiv(evidence.eventTimeMillis(), DAY);
    long block = Math.floorDiv(day, BLOCK_DAYS);
    long forgotten = store.now() - options.retention().toMillis();
    if ((store.host().aliveDays(stage, block, forgotten) & bit(day)) != 0) {
      return List.of();
    }
    String key = key(stage, block);
    JoinedSubjects known = store.joined(key);
    JoinedSubjects grown = known.with(Long.toString(day), false, BLOCK_DAYS);
    if (grown.equals(known)) {
      return List.of();
    }
    List<String> told = tells(stage, day, surroundings);
    store.putJoined(key, grown);
    int days = 0;
    for (String each : grown.subjects()) {
      days |= bit(Long.parseLong(each));
    }
    store.putHost(store.host().with(new AliveDays(stage, block, days, store.now())));
    return told;
  }

  /** The implants around a day that were in the dark before. */
  private List<String> tells(Stage stage, long day, Surroundings surroundings) {
    long from = Math.max(day - AROUND_DAYS, store.host().expectedFrom());
    long to = Math.min(day + AROUND_DAYS, store.host().expectedTo());
    if (from > to) {
      return List.of();
    }
    NavigableSet<Long> before = days(stage, day - 2 * AROUND_DAYS, day + 2 * AROUND_DAYS);
    List<String> told = new ArrayList<>();
    for (long near = from; near <= to; near++) {
      if (before.subSet(near - AROUND_DAYS, true, near + AROUND_DAYS, true).isEmpty()) {
        told.addAll(surroundings.expecting(near));
      }
    }
    return told;
  }

  private static int bit(long day) {
    return 1 << Math.floorMod(day, BLOCK_DAYS);
  }

  /** The stages of which nothing could be seen around an episode. */
  List<Stage> unobservable(Episode episode) {
    List<Stage> stages = new ArrayList<>(2);
    List<Long> times = new ArrayList<>();
    for (Joined joined : episode.evidence()) {
      if (joined.takesSteps() && joined.evidence().stage() != Stage.BEHAVIOUR) {
        times.add(joined.evidence().eventTimeMillis());
      }
    }
    if (times.isEmpty()) {
      return stages;
    }
    if (isUnseen(Stage.WRITE, episode, times.get(0))) {
      stages.add(Stage.WRITE);
    }
    if (isUnseen(Stage.LOAD, episode, times.get(times.size() - 1))) {
      stages.add(Stage.LOAD);
    }
    return stages;
  }

  private boolean isUnseen(Stage stage, Episode episode, long timeMillis) {
    long day = Math.floorDiv(timeMillis, DAY);
    return !episode.stages().contains(stage)
        && days(stage, day - AROUND_DAYS, day + AROUND_DAYS).isEmpty();
  }

  /** The days between two, both included, on which a sensor reported anything. */
  private NavigableSet<Long> days(Stage stage, long from, long to) {
    TreeSet<Long> days = new TreeSet<>();
    for (long block = Math.floorDiv(from, BLOCK_DAYS);
        block <= Math.floorDiv(to, BLOCK_DAYS);
        block++) {
      for (String each : store.joined(key(stage, block)).subjects()) {
        long day = Long.parseLong(each);
        if (day >= from && day <= to) {
          days.add(day);
        }
      }
    }
    return days;
  }

  /** What the sensor behind evidence sees, or null where its silence would say nothing. */
  private static @Nullable Stage sensedBy(Evidence evidence) {
    Stage stage = evidence.stage();
    if (stage == Stage.WRITE) {
      return stage;
    }
    return stage == Stage.LOAD && evidence.kind() == EventKind.IMAGE_LOAD ? stage : null;
  }

  private static String key(Stage stage, long block) {
    return ALIVE + stage.label() + ':' + block;
  }
}
