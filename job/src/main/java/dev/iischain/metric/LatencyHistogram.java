package dev.iischain.metric;

import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * Latencies, told in milliseconds and shown in seconds, of the last {@value #WINDOW_SECONDS}
 * seconds or twice as many. Buckets are a sixteenth of a power of two wide, so that a quantile is
 * off by 3 % at most, whatever its size. One thread updates, without a lock and without allocating;
 * others may read.
 */
public final class LatencyHistogram implements Histogram {

  /** After so long what was measured begins to be forgotten. */
  static final int WINDOW_SECONDS = 150;

  /** One year and more; what is longer counts as so long. */
  static final long MAX_MILLIS = (1L << 35) - 1;

  private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;
  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int BUCKETS = bucket(MAX_MILLIS) + 1;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final NanoClock clock;
  private long[] before = new long[BUCKETS];
  private long[] beforeThat = new long[BUCKETS];
  private long windowStart;

  /** A clock that only ever advances. */
  interface NanoClock {
    long nanos();
  }

  /** Nothing was measured yet. */
  public LatencyHistogram() {
    this(System::nanoTime);
  }

  LatencyHistogram(NanoClock clock) {
    this.clock = clock;
    windowStart = clock.nanos();
  }

  @Override
  public void update(long millis) {
    int bucket = bucket(Math.max(0, Math.min(millis, MAX_MILLIS)));
    counts.lazySet(bucket, counts.getPlain(bucket) + 1);
  }

  @Override
  public long getCount() {
    long count = 0;
    for (int i = 0; i < BUCKETS; i++) {
      count += counts.get(i);
    }
    return count;
  }

  @Override
  public synchronized HistogramStatistics getStatistics() {
    long[] now = new long[BUCKETS];
    long[] recent = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      now[i] = counts.get(i);
      recent[i] = now[i] - beforeThat[i];
    }
    if (clock.nanos() - windowStart >= WINDOW_NANOS) {
      beforeThat = before;
      before = now;
      windowStart = clock.nanos();
    }
    return new LatencyStatistics(recent);
  }

  private static int bucket(long millis) {
    if (millis < SUBS) {
      return (int) millis;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
    int sub = (int) (millis >>> (exponent - SUB_BITS)) & (SUBS - 1);
    return (exponent - SUB_BITS + 1) * SUBS + sub;
  }

  /** The middle of a bucket in seconds. */
  static double seconds(int bucket) {
    if (bucket < SUBS) {
      return bucket / 1_000.0;
    }
    int shift = bucket / SUBS - 1;
    long lowest = (long) (SUBS + bucket % SUBS) << shift;
    return (lowest + ((1L << shift) - 1) / 2.0) / 1_000.0;
  }
}
