package dev.iischain.operator;

import dev.iischain.suppression.SuppressionUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What every subtask is told while the job runs: that a suppression changed, or how far event time
 * has come.
 *
 * @param update the change, or null
 * @param clockMillis the latest event time in whole hours, or {@link #NO_TIME}
 */
public record Control(@Nullable SuppressionUpdate update, long clockMillis) {

  /** Nothing is said of time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** A suppression changed. */
  public static Control of(SuppressionUpdate update) {
    return new Control(update, NO_TIME);
  }

  /** Event time has come this far. */
  public static Control clock(long millis) {
    return new Control(null, millis);
  }
}
