package dev.iischain.delivery;

/** A system that holds alerts too, each as a record of its own beside the cases. */
public interface AlertTarget extends CaseTarget {

  /**
   * Makes the system show an alert, under the same rules as a case. The one that comes last counts,
   * unless it has fewer events than the one the system shows.
   *
   * @return how the system calls the alert
   * @throws DeliveryException when it does not, or perhaps does not, show the alert
   */
  String deliver(AlertDelivery delivery) throws DeliveryException, InterruptedException;
}
