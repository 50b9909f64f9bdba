package dev.iischain.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: full jitter over a bound that doubles, so that cases
 * which failed together do not come back together. What the system asks for is the least.
 *
 * @param base the bound after the first failure
 * @param cap the largest bound
 */
public record Backoff(Duration base, Duration cap) {

  private static final int MAX_DOUBLINGS = 30;

  /**
   * The wait in milliseconds.
   *
   * @param attempts failed attempts so far, from 1
   * @param retryAfter what the system asked for, or null
   */
  public long millis(int attempts, @Nullable Duration retryAfter, RandomGenerator random) {
    int doublings = Math.min(Math.max(0, attempts - 1), MAX_DOUBLINGS);
    long bound = Math.min(cap.toMillis(), base.toMillis() << doublings);
    long jitter = random.nextLong(Math.max(1, bound) + 1);
    return retryAfter == null ? jitter : Math.max(jitter, retryAfter.toMillis() + jitter / 10);
  }
}
