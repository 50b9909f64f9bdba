package dev.iischain.operator;

import dev.iischain.chain.JoinedSubjects;
import dev.iischain.chain.LedgerStore;
import dev.iischain.chain.Occupancy;
import dev.iischain.chain.PathHistory;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** One host's ledger in Flink state; point access only, so that it stays cheap on RocksDB. */
final class LedgerState implements LedgerStore {

  private final MapState<String, PathHistory> paths;
  private final MapState<String, HashPaths> hashes;
  private final MapState<String, String> places;
  private final ValueState<Occupancy> occupancy;
  private final Counter refused;
  private final Counter evicted;
  private long nowMillis;
  private boolean full;

  LedgerState(RuntimeContext context, StateTtlConfig ttl, Metrics metrics) {
    MapStateDescriptor<String, PathHistory> pathStates =
        new MapStateDescriptor<>("paths", String.class, PathHistory.class);
    MapStateDescriptor<String, HashPaths> hashStates =
        new MapStateDescriptor<>("hashes", String.class, HashPaths.class);
    MapStateDescriptor<String, String> placeStates =
        new MapStateDescriptor<>("places", String.class, String.class);
    ValueStateDescriptor<Occupancy> occupancyState =
        new ValueStateDescriptor<>("occupancy", Occupancy.class);
    pathStates.enableTimeToLive(ttl);
    hashStates.enableTimeToLive(ttl);
    placeStates.enableTimeToLive(ttl);
    occupancyState.enableTimeToLive(ttl);
    paths = context.getMapState(pathStates);
    hashes = context.getMapState(hashStates);
    places = context.getMapState(placeStates);
    occupancy = context.getState(occupancyState);
    refused = metrics.counter(Metric.REFUSED_PATHS);
    evicted = metrics.counter(Metric.EVICTED_PATHS);
  }

  /**
   * The subjects that share a join key, a hash for example; see {@link JoinedSubjects}.
   *
   * @param paths all of them
   * @param advanced the ones that were registered, loaded or refused; null as an earlier version
   *     left it
   */
  public record HashPaths(List<String> paths, @Nullable List<String> advanced) {}

  /** Tells the wall-clock time of what comes next. */
  void at(long millis) {
    nowMillis = millis;
    full = false;
  }

  /** Whether all places were taken for anything since {@link #at}. */
  boolean wasFull() {
    return full;
  }

  /** Whether it was not told yet on this day that the places ran out; it counts as told then. */
  boolean warn(long day) {
    Occupancy known = occupancy();
    if (known == null || known.warnedDay() == day) {
      return false;
    }
    putOccupancy(known.warned(day));
    return true;
  }

  /** Frees the memory of what has expired, by going through everything; whether nothing is left. */
  boolean sweep() throws Exception {
    boolean none = sweep(paths);
    none &= sweep(hashes);
    none &= sweep(places);
    return none && occupancy.value() == null;
  }

  private static boolean sweep(MapState<String, ?> map) throws Exception {
    boolean empty = true;
    for (Map.Entry<String, ?> ignored : map.entries()) {
      empty = false; // and on: each entry that has expired is removed on the way
    }
    if (empty) {
      map.clear();
    }
    return empty;
  }

  @Override
  public @Nullable PathHistory history(String subject) {
    return get(() -> paths.get(subject));
  }

  @Override
  public void put(String subject, PathHistory history) {
    run(() -> paths.put(subject, history));
  }

  @Override
  public void remove(String subject) {
    run(() -> paths.remove(subject));
  }

  @Override
  public JoinedSubjects joined(String key) {
    HashPaths known = get(() -> hashes.get(key));
    return known == null
        ? JoinedSubjects.NONE
        : new JoinedSubjects(
            known.paths(), known.advanced() == null ? List.of() : known.advanced());
  }

  @Override
  public void putJoined(String key, JoinedSubjects subjects) {
    run(() -> hashes.put(key, new HashPaths(subjects.subjects(), subjects.advanced())));
  }

  @Override
  public void removeJoined(String key) {
    run(() -> hashes.remove(key));
  }

  @Override
  public @Nullable Occupancy occupancy() {
    return get(occupancy::value);
  }

  @Override
  public void putOccupancy(Occupancy now) {
    run(() -> occupancy.update(now));
  }

  @Override
  public @Nullable String place(String slot) {
    return get(() -> places.get(slot));
  }

  @Override
  public void putPlace(String slot, String subject) {
    run(() -> places.put(slot, subject));
  }

  @Override
  public void removePlace(String slot) {
    run(() -> places.remove(slot));
  }

  @Override
  public long now() {
    return nowMillis;
  }

  @Override
  public void full(boolean gaveWay) {
    full = true;
    (gaveWay ? evicted : refused).inc();
  }

  /** A state access that yields a value. */
  private interface Read<T> {
    @Nullable T get() throws Exception;
  }

  /** A state access that yields none. */
  private interface Write {
    void run() throws Exception;
  }

  private static <T> @Nullable T get(Read<T> read) {
    try {
      return read.get();
    } catch (Exception e) {
      throw new FlinkRuntimeException("the ledger's state cannot be read", e);
    }
  }

  private static void run(Write write) {
    try {
      write.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException("the ledger's state cannot be written", e);
    }
  }
}
