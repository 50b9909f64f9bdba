package dev.iischain.operator;

import dev.iischain.chain.JoinedSubjects;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.chain.LedgerStore;
import dev.iischain.chain.PathHistory;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** One host's ledger in Flink state; point access only, so that it stays cheap on RocksDB. */
final class LedgerState implements LedgerStore {

  private final MapState<String, PathHistory> paths;
  private final MapState<String, HashPaths> hashes;
  private final ValueState<Budget> budget;
  private final LedgerOptions options;
  private final Counter refused;
  private long nowMillis;

  LedgerState(
      MapState<String, PathHistory> paths,
      MapState<String, HashPaths> hashes,
      ValueState<Budget> budget,
      LedgerOptions options,
      Counter refused) {
    this.paths = paths;
    this.hashes = hashes;
    this.budget = budget;
    this.options = options;
    this.refused = refused;
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
   * How many paths the host has taken.
   *
   * @param since the wall-clock time from which they are counted: one retention later the count
   *     starts again, also where the host never falls silent
   */
  public record Budget(int taken, long since) {}

  /** Tells the wall-clock time of what comes next. */
  void at(long millis) {
    nowMillis = millis;
  }

  @Override
  public @Nullable PathHistory history(String path) {
    return get(() -> paths.get(path));
  }

  @Override
  public void put(String path, PathHistory history) {
    run(() -> paths.put(path, history));
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
  public boolean admitPath() {
    Budget known = get(budget::value);
    boolean over = known != null && nowMillis - known.since() >= options.retention().toMillis();
    Budget current = known == null || over ? new Budget(0, nowMillis) : known;
    if (current.taken() >= options.maxPathsPerHost()) {
      refused.inc();
      return false;
    }
    run(() -> budget.update(new Budget(current.taken() + 1, current.since())));
    return true;
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
