package dev.iischain.operator;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * How a key's state is forgotten that was not written for a while. On RocksDB compaction frees it.
 * On the heap Flink would copy the whole maps of other keys at every access, so there a timer of
 * the key's own goes through them once a retention.
 */
final class TimeToLive {

  /** After so many entries of a compaction RocksDB asks for the time again. */
  private static final long ENTRIES_PER_CLOCK = 1_000;

  private final Duration retention;
  private final ValueState<Long> sweepAt;

  TimeToLive(Duration retention, RuntimeContext context) {
    this.retention = retention;
    sweepAt = context.getState(new ValueStateDescriptor<>("sweep-at", Long.class));
  }

  /** What to enable for each state of the key. */
  static StateTtlConfig after(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .disableCleanupInBackground()
        .cleanupInRocksdbCompactFilter(ENTRIES_PER_CLOCK)
        .build();
  }

  /** To be called where the key gets state that it may not have had. */
  void written(TimerService timers) throws Exception {
    if (sweepAt.value() == null) {
      long due = timers.currentProcessingTime() + retention.toMillis();
      timers.registerProcessingTimeTimer(due);
      sweepAt.update(due);
    }
  }

  /** Whether a timer is the one at which the key's states are to be swept. */
  boolean isDue(long timestamp) throws Exception {
    Long due = sweepAt.value();
    return due != null && due == timestamp;
  }

  /** To be called after a sweep. */
  void swept(boolean nothingLeft, TimerService timers) throws Exception {
    sweepAt.clear();
    if (!nothingLeft) {
      written(timers);
    }
  }

  /** Frees what has expired by going through everything; whether nothing is left. */
  static boolean sweep(MapState<String, ?> map) throws Exception {
    boolean empty = true;
    for (Map.Entry<String, ?> ignored : map.entries()) {
      empty = false; // and on: each entry that has expired is removed on the way
    }
    if (empty) {
      map.clear();
    }
    return empty;
  }
}
