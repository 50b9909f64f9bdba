package dev.iischain.delivery;

/** Hands out moments to send at, so that a system sees no more than so many requests a second. */
public final class RequestPace {

  private final double intervalMillis;
  private double next;

  /** A pace of so many requests a second. */
  public RequestPace(double perSecond) {
    this.intervalMillis = 1_000 / perSecond;
  }

  /** Takes the next free moment, not before {@code earliest}; wall-clock milliseconds. */
  public long take(long earliest) {
    double moment = Math.max(next, (double) earliest);
    next = moment + intervalMillis;
    return (long) Math.ceil(moment);
  }
}
