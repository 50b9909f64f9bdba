package dev.iischain.local;

/**
 * The ports that a user asks for; 0 for any.
 *
 * @param rest of Flink's web UI
 * @param broker of the broker
 * @param metrics where Prometheus may ask the JobManager, and from the next port on the
 *     TaskManagers; 0 is nowhere
 */
public record WantedPorts(int rest, int broker, int metrics) {

  /** Any, and no metrics. */
  public static final WantedPorts ANY = new WantedPorts(0, 0, 0);
}
