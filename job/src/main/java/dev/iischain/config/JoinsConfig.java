package dev.iischain.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is brought together before the rules look at it, and how long it is waited for.
 *
 * @param maxWait how long an event is held back for a host name or a process that it lacks
 * @param retention how long names and processes are remembered after their last use
 * @param maxProcessesPerAgent processes remembered for one agent within the retention
 * @param scriptWait how long a part of a script block is held back for the others
 */
public record JoinsConfig(
    Duration maxWait, Duration retention, int maxProcessesPerAgent, Duration scriptWait)
    implements Serializable {

  /** The documented defaults. */
  public static JoinsConfig defaults() {
    return from(new OptionValues());
  }

  static JoinsConfig from(OptionValues values) {
    return new JoinsConfig(
        values.get(Options.MAX_WAIT),
        values.get(Options.JOIN_RETENTION),
        values.get(Options.MAX_PROCESSES_PER_AGENT),
        values.get(Options.SCRIPT_WAIT));
  }
}
