package dev.iischain.delivery;

/**
 * Keeps requests away from a system that does not answer, or does not accept us. After some
 * failures in a row it opens; while it is open one request at a time may try whether the system is
 * back. Times are wall-clock milliseconds that the caller tells.
 */
public final class Circuit {

  private final int threshold;
  private final long probeMillis;
  private int failures;
  private boolean open;
  private boolean probing;
  private long nextProbe;

  /**
   * A closed circuit.
   *
   * @param threshold consecutive failures that open it
   * @param probeMillis how long it stays shut to all requests between two probes
   */
  public Circuit(int threshold, long probeMillis) {
    this.threshold = threshold;
    this.probeMillis = probeMillis;
  }

  /** Whether a request may go out now; while open, the one that may is the probe. */
  public boolean admits(long now) {
    if (!open) {
      return true;
    }
    if (probing || now < nextProbe) {
      return false;
    }
    probing = true;
    return true;
  }

  /** The system answered a request. */
  public void answered() {
    failures = 0;
    open = false;
    probing = false;
  }

  /** The system could not be reached, or failed by its own account. */
  public void failed(long now) {
    failures++;
    if (open || failures >= threshold) {
      open(now);
    }
  }

  /** The system does not accept us. */
  public void refusedUs(long now) {
    open(now);
  }

  /** Whether requests are kept away. */
  public boolean isOpen() {
    return open;
  }

  /** When the next probe may go out; the present while the circuit is closed. */
  public long nextProbe(long now) {
    return open ? Math.max(now, nextProbe) : now;
  }

  private void open(long now) {
    open = true;
    probing = false;
    nextProbe = now + probeMillis;
  }
}
