package dev.iischain.operator;

import dev.iischain.metric.Labelled;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts the records of each topic in a source, and, of those that it skips, what they would have
 * become.
 */
public final class SourceCounters extends EventCounters {

  private final Labelled<Topic> topics;

  /** The counters of one topic. */
  private record Topic(Counter records, Counter skipped) {}

  /** Counts topics of these names from 0 on, and others from their first record on. */
  public SourceCounters(MetricGroup group, List<String> topics) {
    this(new Metrics(group), topics);
  }

  private SourceCounters(Metrics metrics, List<String> topics) {
    super(metrics);
    this.topics =
        new Labelled<>(
            topic ->
                new Topic(
                    metrics.counter(Metric.RECORDS, topic),
                    metrics.counter(Metric.SKIPPED_RECORDS, topic)));
    topics.forEach(this.topics::of);
  }

  /** A record of this topic was read. */
  public void read(String topic) {
    topics.of(topic).records().inc();
  }

  /** It was skipped. */
  public void skipped(String topic) {
    topics.of(topic).skipped().inc();
  }
}
