package dev.iischain.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the job saves its state.
 *
 * @param interval time from one checkpoint to the next; zero for none
 * @param timeout how long one checkpoint may take
 * @param minPause the least time between the end of one and the start of the next
 * @param tolerableFailures how many in a row may fail before the job restarts
 * @param directory the URI of the folder that holds them; empty leaves it to the cluster
 */
public record CheckpointingConfig(
    Duration interval, Duration timeout, Duration minPause, int tolerableFailures, String directory)
    implements Serializable {

  /** The documented defaults. */
  public static CheckpointingConfig defaults() {
    return from(new OptionValues());
  }

  static CheckpointingConfig from(OptionValues values) {
    return new CheckpointingConfig(
        values.get(Options.INTERVAL),
        values.get(Options.TIMEOUT),
        values.get(Options.MIN_PAUSE),
        values.get(Options.TOLERABLE_FAILURES),
        values.get(Options.DIRECTORY));
  }

  /** Whether checkpoints are taken at all. */
  public boolean isOn() {
    return !interval.isZero();
  }
}
