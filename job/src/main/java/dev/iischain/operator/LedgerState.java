package dev.iischain.operator;

import dev.iischain.chain.HostMemory;
import dev.iischain.chain.JoinedSubjects;
import dev.iischain.chain.LedgerStore;
import dev.iischain.chain.Occupancy;
import dev.iischain.chain.PathHistory;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.time.Duration;
import java.util.HashMap;
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

/**
 * One host's ledger in Flink state; point access only, so that it stays cheap on RocksDB. Between
 * {@link #at} and {@link #flush} nothing is read twice, and the host is written once.
 */
final class LedgerState implements LedgerStore {

  private static final Host UNKNOWN = new Host(HostMemory.NONE, 0, false);

  private final MapState<String, PathHistory> paths;
  private final MapState<String, HashPaths> hashes;
  private final MapState<String, String> places;
  private final ValueState<Host> hosts;
  private final Counter refused;
  private final Counter evicted;
  private final Map<String, JoinedSubjects> read = new HashMap<>();
  private Host host = UNKNOWN;
  private boolean hostChanged;
  private long nowMillis;
  private boolean full;

  LedgerState(RuntimeContext context, Duration retention, Metrics metrics) {
    StateTtlConfig ttl = TimeToLive.after(retention);
    MapStateDescriptor<String, PathHistory> pathStates =
        new MapStateDescriptor<>("paths", String.class, PathHistory.class);
    MapStateDescriptor<String, HashPaths> hashStates =
        new MapStateDescriptor<>("hashes", String.class, HashPaths.class);
    MapStateDescriptor<String, String> placeStates =
        new MapStateDescriptor<>("places", String.class, String.class);
    pathStates.enableTimeToLive(ttl);
    hashStates.enableTimeToLive(ttl);
    placeStates.enableTimeToLive(ttl);
    paths = context.getMapState(pathStates);
    hashes = context.getMapState(hashStates);
    places = context.getMapState(placeStates);
    hosts = context.getState(new ValueStateDescriptor<>("host", Host.class));
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

  /**
   * What is known of the host as a whole; never expires, and is swept with the rest.
   *
   * @param memory what the ledger knows
   * @param sweepAt when the memory of what has expired is freed next, wall-clock milliseconds, or 0
   * @param waiting whether implants wait for judgement
   */
  public record Host(HostMemory memory, long sweepAt, boolean waiting) {}

  /** Turns to the host whose key is set, at this wall-clock time. */
  void at(long millis) {
    nowMillis = millis;
    full = false;
    hostChanged = false;
    if (!read.isEmpty()) {
      read.clear();
    }
    Host known = get(hosts::value);
    host = known == null ? UNKNOWN : known;
  }

  /** Writes what has changed of the host. */
  void flush() {
    if (hostChanged) {
      run(() -> hosts.update(host));
      hostChanged = false;
    }
  }

  /** When the memory of what has expired is freed next, or 0 where nobody will. */
  long sweepAt() {
    return host.sweepAt();
  }

  void sweepAt(long millis) {
    put(new Host(host.memory(), millis, host.waiting()));
  }

  /** Whether implants wait for judgement. */
  boolean waiting() {
    return host.waiting();
  }

  void waiting(boolean now) {
    if (host.waiting() != now) {
      put(new Host(host.memory(), host.sweepAt(), now));
    }
  }

  private void put(Host changed) {
    host = changed;
    hostChanged = true;
  }

  /** Whether all places were taken for anything since {@link #at}. */
  boolean wasFull() {
    return full;
  }

  /** Whether it was not told yet on this day that the places ran out; it counts as told then. */
  boolean warn(long day) {
    Occupancy known = host.memory().occupancy();
    if (known == null || known.warnedDay() == day) {
      return false;
    }
    putHost(host.memory().with(known.warned(day)));
    return true;
  }

  /** Frees the memory of what has expired, by going through everything; whether nothing is left. */
  boolean sweep() throws Exception {
    boolean none = TimeToLive.sweep(paths);
    none &= TimeToLive.sweep(hashes);
    none &= TimeToLive.sweep(places);
    if (none) {
      host = UNKNOWN;
      hostChanged = false;
      hosts.clear();
    }
    return none;
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
    JoinedSubjects before = read.get(key);
    if (before != null) {
      return before;
    }
    HashPaths known = get(() -> hashes.get(key));
    JoinedSubjects subjects =
        known == null
            ? JoinedSubjects.NONE
            : new JoinedSubjects(
                known.paths(), known.advanced() == null ? List.of() : known.advanced());
    read.put(key, subjects);
    return subjects;
  }

  @Override
  public void putJoined(String key, JoinedSubjects subjects) {
    read.put(key, subjects);
    run(() -> hashes.put(key, new HashPaths(subjects.subjects(), subjects.advanced())));
  }

  @Override
  public void removeJoined(String key) {
    read.remove(key);
    run(() -> hashes.remove(key));
  }

  @Override
  public HostMemory host() {
    return host.memory();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // what did not change is the very same object
  public void putHost(HostMemory memory) {
    if (memory != host.memory()) {
      put(new Host(memory, host.sweepAt(), host.waiting()));
    }
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
