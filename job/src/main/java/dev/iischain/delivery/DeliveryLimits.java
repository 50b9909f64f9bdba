package dev.iischain.delivery;

import java.io.Serializable;
import java.time.Duration;

/**
 * How hard a system may be driven, and how patient we are with it.
 *
 * @param perSecond the most requests a second, roughly: a case may take more than one
 * @param maxInFlight the most cases that are being delivered at once
 * @param timeout how long one call may take
 * @param retryBase the bound of the first wait
 * @param retryCap the largest bound of a wait
 * @param failuresToOpen consecutive failures that open the circuit
 * @param probeInterval how often a system behind an open circuit is tried
 * @param retention how long a delivered case is remembered after its last revision
 */
public record DeliveryLimits(
    double perSecond,
    int maxInFlight,
    Duration timeout,
    Duration retryBase,
    Duration retryCap,
    int failuresToOpen,
    Duration probeInterval,
    Duration retention)
    implements Serializable {

  /** What a case system on one machine stands. */
  public static DeliveryLimits defaults() {
    return new DeliveryLimits(
        5,
        4,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        5,
        Duration.ofSeconds(30),
        Duration.ofDays(400));
  }
}
