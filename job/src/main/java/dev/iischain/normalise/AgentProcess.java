package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/**
 * A process as the agent that saw it start tells it.
 *
 * @param id the agent's own id of the process, which it never gives twice
 * @param image the path of its image as spelled, or null where it was waited for in vain
 * @param user who runs it
 * @param timeMillis when it started, epoch milliseconds UTC
 */
public record AgentProcess(
    String id, @Nullable String image, @Nullable String user, long timeMillis) {

  /** Of two tellings of one process the one that does not depend on which came first. */
  public static AgentProcess better(AgentProcess one, AgentProcess other) {
    if (one.image == null || other.image == null) {
      return one.image == null ? other : one;
    }
    if (one.timeMillis != other.timeMillis) {
      return one.timeMillis < other.timeMillis ? one : other;
    }
    int order = one.image.compareTo(other.image);
    if (order != 0) {
      return order < 0 ? one : other;
    }
    if (one.user == null || other.user == null) {
      return one.user == null ? other : one;
    }
    return one.user.compareTo(other.user) <= 0 ? one : other;
  }
}
