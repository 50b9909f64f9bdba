package dev.iischain.suppression;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The suppressions that a job is started with.
 *
 * @param files entries of files, with different ids
 * @param topic the last word on each id that the topic held when the job was started
 * @param ends for each partition of the topic, the first offset that was not looked at
 * @param scope what they are judged with
 */
public record SuppressionPreload(
    List<Suppression> files,
    List<SuppressionUpdate> topic,
    Map<Integer, Long> ends,
    SuppressionScope scope)
    implements Serializable {

  /** Nothing is suppressed. */
  public static final SuppressionPreload NONE =
      new SuppressionPreload(List.of(), List.of(), Map.of(), SuppressionScope.PLAIN);

  /** Keeps its own copies. */
  public SuppressionPreload {
    files = List.copyOf(files);
    topic = List.copyOf(topic);
    ends = Map.copyOf(ends);
  }
}
