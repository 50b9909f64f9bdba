package dev.iischain.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what another process will do. */
final class Patience {
  private static final long PAUSE_MILLIS = 200;

  private Patience() {}

  /** Asks until the answer is yes; false when the time is over first. */
  static boolean until(BooleanSupplier condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw LocalClusterException.failure("Interrupted while waiting.", e);
      }
    }
    return true;
  }
}
