package dev.iischain.delivery;

/** The right to deliver to a system. Of all jobs that want it, at most one holds it. */
public interface Lease extends AutoCloseable {

  /** Whether this job holds it now. */
  boolean isHeld();

  @Override
  void close();
}
