package dev.iischain.delivery;

import dev.iischain.event.Case;
import java.util.List;

/**
 * A system that holds cases. One class for each system; it knows the system's calls and what their
 * answers mean, and nothing of queues, retries and time.
 *
 * <p>All calls block, and come from several threads, but never from two for the same case.
 */
public interface CaseTarget extends AutoCloseable {

  /**
   * Makes the system show a revision, whatever it shows now: nothing, an older revision, this one,
   * or a newer one, which stays. Doing it twice changes nothing.
   *
   * @return how the system calls the case
   * @throws DeliveryException when it does not, or perhaps does not, show the revision
   */
  String deliver(Delivery delivery) throws DeliveryException, InterruptedException;

  /** What stands in the way of delivering, as sentences; empty when nothing does. */
  List<String> preflight() throws InterruptedException;

  /** What would be sent for a case that the system does not know yet. */
  String preview(Case snapshot);

  @Override
  default void close() {}
}
