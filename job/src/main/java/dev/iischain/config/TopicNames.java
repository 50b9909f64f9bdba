package dev.iischain.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Names and patterns of Kafka topics, checked. */
final class TopicNames {
  private TopicNames() {}

  /** The topics that match a regular expression; names with commas between them are a list. */
  static TelemetryTopics matching(String pattern) throws InvalidValue {
    if (pattern.contains(",")
        && Arrays.stream(pattern.split(",", -1)).allMatch(TopicNames::isName)) {
      return named(List.of(pattern.split(",", -1)));
    }
    if (pattern.isEmpty()) {
      throw new InvalidValue("The pattern is empty.", "Write a topic, a pattern or a list.");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidValue(
          "'" + pattern + "' is not a regular expression: " + e.getDescription() + ".",
          "Write for example 'windows\\..*', or a list of topics: [first, second].");
    }
    return new TelemetryTopics.Matching(pattern);
  }

  /** These topics. */
  static TelemetryTopics named(List<String> topics) throws InvalidValue {
    if (topics.isEmpty()) {
      throw new InvalidValue("The list is empty.", "Name at least one topic.");
    }
    if (new HashSet<>(topics).size() < topics.size()) {
      throw new InvalidValue("The list names a topic twice.", "Remove one of them.");
    }
    for (String topic : topics) {
      one(topic);
    }
    return new TelemetryTopics.Named(topics);
  }

  /** The topic's name, when Kafka allows it. */
  static String one(String text) throws InvalidValue {
    String name = text.strip();
    if (!isName(name)) {
      throw new InvalidValue(
          "'" + text + "' is not the name of a topic.",
          "Kafka allows letters, digits, dot, underscore and hyphen, up to 249 of them.");
    }
    return name;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= 249
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().allMatch(TopicNames::isLegal);
  }

  private static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
