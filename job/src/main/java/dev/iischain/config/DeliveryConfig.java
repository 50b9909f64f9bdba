package dev.iischain.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What the delivery job does.
 *
 * @param systems those to deliver to
 * @param alerts which alerts are delivered as records of their own
 * @param timeout how long one request may take
 * @param retryBase the bound of the first wait after a failure
 * @param retryCap the largest bound
 * @param circuitFailures consecutive failures that open the circuit of a system
 * @param circuitProbeInterval how often a system behind an open circuit is probed
 * @param retention how long what a system shows is remembered
 * @param groupId the consumer group, and the prefix of others
 * @param receipts the topic of receipts
 * @param deadLetters the topic of what a system refuses
 * @param redeliver the topic of what is to be tried again
 */
public record DeliveryConfig(
    List<SystemConfig> systems,
    Alerts alerts,
    Duration timeout,
    Duration retryBase,
    Duration retryCap,
    int circuitFailures,
    Duration circuitProbeInterval,
    Duration retention,
    String groupId,
    String receipts,
    String deadLetters,
    String redeliver)
    implements Serializable {

  /** Which alerts are delivered as records of their own. */
  public enum Alerts {
    /** None. */
    OFF("off"),
    /** Those that belong to a case. */
    ATTACHED("attached"),
    /** Every alert. */
    ALL("all");

    private final String label;

    Alerts(String label) {
      this.label = label;
    }

    /** The word in the file. */
    public String label() {
      return label;
    }
  }

  /** From which status on a case is delivered. */
  public enum MinStatus {
    /** As soon as two stages were seen. */
    PARTIAL("partial"),
    /** Once the whole chain was seen. */
    COMPLETE("complete");

    private final String label;

    MinStatus(String label) {
      this.label = label;
    }

    /** The word in the file. */
    public String label() {
      return label;
    }
  }

  /** Keeps its own copy. */
  public DeliveryConfig {
    systems = List.copyOf(systems);
  }

  /** The documented defaults: no system. */
  public static DeliveryConfig defaults() {
    return from(new OptionValues());
  }

  static DeliveryConfig from(OptionValues values) {
    return new DeliveryConfig(
        values.get(DeliveryOptions.TARGETS).stream()
            .map(system -> SystemConfig.from(system, values))
            .toList(),
        values.get(DeliveryOptions.ALERTS),
        values.get(DeliveryOptions.TIMEOUT),
        values.get(DeliveryOptions.RETRY_BASE),
        values.get(DeliveryOptions.RETRY_CAP),
        values.get(DeliveryOptions.CIRCUIT_FAILURES),
        values.get(DeliveryOptions.CIRCUIT_PROBE_INTERVAL),
        values.get(DeliveryOptions.RETENTION),
        values.get(DeliveryOptions.GROUP_ID),
        values.get(DeliveryOptions.RECEIPTS),
        values.get(DeliveryOptions.DEAD_LETTERS),
        values.get(DeliveryOptions.REDELIVER));
  }
}
