package dev.iischain.config;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The topics that hold telemetry. */
public sealed interface TelemetryTopics extends Serializable {

  /** Whether a topic is one of them. */
  boolean includes(String topic);

  /** Those that are known by name; none where a pattern finds them. */
  List<String> named();

  /** As YAML. */
  String print();

  /**
   * Every topic whose whole name matches, those created later too.
   *
   * @param pattern a regular expression of {@link Pattern}, which Flink's Kafka source asks for
   */
  record Matching(String pattern) implements TelemetryTopics {
    @Override
    public boolean includes(String topic) {
      return Pattern.matches(pattern, topic);
    }

    @Override
    public List<String> named() {
      return List.of();
    }

    @Override
    public String print() {
      return YamlText.quote(pattern);
    }
  }

  /**
   * These topics only.
   *
   * @param topics at least one, none twice
   */
  record Named(List<String> topics) implements TelemetryTopics {
    /** Keeps its own copy. */
    public Named {
      topics = List.copyOf(topics);
    }

    @Override
    public boolean includes(String topic) {
      return topics.contains(topic);
    }

    @Override
    public List<String> named() {
      return topics;
    }

    @Override
    public String print() {
      return topics.stream().map(YamlText::quote).collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
