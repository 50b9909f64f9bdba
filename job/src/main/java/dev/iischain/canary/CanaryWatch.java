package dev.iischain.canary;

import dev.iischain.metric.Metric;
import dev.iischain.metric.PrometheusText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the canaries of each topic fare. All times are wall-clock milliseconds that are told. */
final class CanaryWatch {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Duration timeout;
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final Map<String, Run> open = new HashMap<>();

  /** A canary without a case after so long is missing. */
  CanaryWatch(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * A canary under way, or the last of its topic.
   *
   * @param alertMillis from its first record to its first alert, or null
   * @param caseMillis from its first record to its complete case, or null
   */
  record Run(
      String topic, long sentMillis, @Nullable Long alertMillis, @Nullable Long caseMillis) {}

  private static final class Topic {
    private long runs;
    private long completed;
    private boolean missing;
    private long lastSuccess;
    private @Nullable Run last;
  }

  synchronized void sent(String topic, String path, long now) {
    topics.computeIfAbsent(topic, name -> new Topic()).runs++;
    open.put(path, new Run(topic, now, null, null));
  }

  /** An alert about a module came. */
  synchronized void alert(String path, long now) {
    Run run = open.get(path);
    if (run != null && run.alertMillis() == null) {
      known(path, new Run(run.topic(), run.sentMillis(), now - run.sentMillis(), run.caseMillis()));
    }
  }

  /** The complete case of a module came; which of it and its alert is read first is chance. */
  synchronized void complete(String path, long now) {
    Run run = open.get(path);
    Topic topic = run == null ? null : topics.get(run.topic());
    if (run != null && topic != null && run.caseMillis() == null) {
      topic.completed++;
      topic.missing = false;
      topic.lastSuccess = now;
      known(
          path, new Run(run.topic(), run.sentMillis(), run.alertMillis(), now - run.sentMillis()));
    }
  }

  private void known(String path, Run run) {
    if (run.caseMillis() != null) {
      last(run);
    }
    if (run.caseMillis() != null && run.alertMillis() != null) {
      open.remove(path);
    } else {
      open.put(path, run);
    }
  }

  private void last(Run run) {
    Topic topic = topics.get(run.topic());
    if (topic != null && (topic.last == null || topic.last.sentMillis() <= run.sentMillis())) {
      topic.last = run;
    }
  }

  /** Gives up those whose time is over. */
  synchronized void giveUp(long now) {
    Iterator<Run> runs = open.values().iterator();
    while (runs.hasNext()) {
      Run run = runs.next();
      Topic topic = topics.get(run.topic());
      if (topic != null && now - run.sentMillis() > timeout.toMillis()) {
        runs.remove();
        topic.missing |= run.caseMillis() == null;
        last(run);
      }
    }
  }

  /** No canary can be told of at all. */
  synchronized void failed() {
    topics.values().forEach(topic -> topic.missing = true);
  }

  /** Whether every canary's fate is known. */
  synchronized boolean isDone() {
    return open.isEmpty();
  }

  /** Whether the latest known canary of any topic is missing. */
  synchronized boolean isAnyMissing() {
    return topics.values().stream().anyMatch(topic -> topic.missing);
  }

  /** The last canary of each topic whose fate is known. */
  synchronized List<Run> last() {
    List<Run> last = new ArrayList<>();
    for (Topic topic : topics.values()) {
      if (topic.last != null) {
        last.add(topic.last);
      }
    }
    return last;
  }

  /** What Prometheus is told. */
  synchronized String metrics() {
    PrometheusText text = new PrometheusText();
    topics.forEach((name, topic) -> text.add(Metric.CANARY_RUNS, (double) topic.runs, name));
    topics.forEach(
        (name, topic) -> text.add(Metric.CANARY_COMPLETED, (double) topic.completed, name));
    topics.forEach((name, topic) -> text.add(Metric.CANARY_MISSING, topic.missing ? 1 : 0, name));
    topics.forEach(
        (name, topic) ->
            text.add(Metric.CANARY_LAST_SUCCESS, topic.lastSuccess / MILLIS_PER_SECOND, name));
    topics.forEach(
        (name, topic) -> {
          Run last = topic.last;
          if (last != null) {
            add(text, last.alertMillis(), name, "alert");
            add(text, last.caseMillis(), name, "case");
          }
        });
    return text.toString();
  }

  private static void add(PrometheusText text, @Nullable Long millis, String topic, String hop) {
    if (millis != null) {
      text.add(Metric.CANARY_HOP, millis / MILLIS_PER_SECOND, topic, hop);
    }
  }
}
