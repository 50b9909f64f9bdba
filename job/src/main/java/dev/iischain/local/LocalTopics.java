package dev.iischain.local;

import dev.iischain.config.DeliveryConfig;
import dev.iischain.config.TopicsConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topics that the jobs use on a laptop, by their default names. */
public final class LocalTopics {
  /** What every telemetry topic's name starts with; the rest names the feed. */
  public static final String TELEMETRY_PREFIX = "iis-chain.telemetry.";

  /** Two, so that both subtasks of a local job have something to read. */
  public static final int PARTITIONS = 2;

  private static final Map<String, String> PLAIN = Map.of();
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private LocalTopics() {}

  /** Topic name to its configuration, telemetry first. */
  public static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> topics = new LinkedHashMap<>();
    for (String feed : List.of("falcon", "defender", "windows")) {
      topics.put(TELEMETRY_PREFIX + feed, PLAIN);
    }
    TopicsConfig names = TopicsConfig.defaults();
    topics.put(names.alerts(), PLAIN);
    topics.put(names.cases(), COMPACTED);
    topics.put(names.suppressed(), PLAIN);
    topics.put(names.deadLetters(), PLAIN);
    topics.put(names.nearMisses(), PLAIN);
    topics.put(names.suppressions(), COMPACTED);
    DeliveryConfig delivery = DeliveryConfig.defaults();
    topics.put(delivery.deadLetters(), PLAIN);
    topics.put(delivery.receipts(), PLAIN);
    topics.put(delivery.redeliver(), PLAIN);
    return topics;
  }
}
