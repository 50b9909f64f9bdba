package dev.iischain.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The topics of {@code deploy/kafka/topics.txt}. */
final class TopicsFile {

  /**
   * One topic.
   *
   * @param partitions a number, or {@code *} for what the caller says
   * @param settings the topic's configuration
   */
  record Topic(String partitions, Map<String, String> settings) {}

  private TopicsFile() {}

  static Map<String, Topic> read() {
    return parse(Repository.text(Repository.DEPLOY.resolve("kafka/topics.txt")));
  }

  static Map<String, Topic> parse(String text) {
    Map<String, Topic> topics = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.trim().split(" +");
      if (words.length < 2 || words[0].startsWith("#")) {
        continue;
      }
      Map<String, String> settings = new TreeMap<>();
      for (int i = 2; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
      }
      if (topics.put(words[0], new Topic(words[1], settings)) != null) {
        throw new IllegalArgumentException("The topic " + words[0] + " is there twice.");
      }
    }
    return topics;
  }
}
