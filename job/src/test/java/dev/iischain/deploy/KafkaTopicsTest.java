package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.local.LocalTopics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** The definitions of topics, held to the names in the code and to each other. */
class KafkaTopicsTest {

  private static final Map<String, TopicsFile.Topic> TOPICS = TopicsFile.read();

  @Test
  void topicsAreThoseOfTheCode() {
    assertThat(TOPICS.keySet()).containsExactlyInAnyOrderElementsOf(LocalTopics.all().keySet());
  }

  @Test
  void whatIsCompactedOnALaptopIsCompactedEverywhere() {
    Map<String, String> wanted = new TreeMap<>();
    LocalTopics.all()
        .forEach(
            (name, settings) ->
                wanted.put(
                    name, settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")));
    Map<String, String> found = new TreeMap<>();
    TOPICS.forEach(
        (name, topic) -> found.put(name, topic.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG)));

    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void kafkaTakesEverySetting() {
    assertThat(TOPICS.values())
        .isNotEmpty()
        .allSatisfy(
            topic -> {
              assertThat(topic.partitions()).matches("\\*|[1-9][0-9]*");
              assertThat(LogConfig.configNames()).containsAll(topic.settings().keySet());
              Properties settings = new Properties();
              settings.putAll(topic.settings());
              LogConfig.validate(settings);
            });
  }

  @Test
  void strimziIsToldTheSame() {
    Map<String, TopicsFile.Topic> told = new LinkedHashMap<>();
    List<Map<String, Object>> objects =
        Tree.read(Repository.DEPLOY.resolve("kafka/topics-strimzi.yaml"));
    for (Map<String, Object> object : objects) {
      assertThat(StrictModel.problem(object)).as(Kustomization.identity(object)).isNull();
      Map<String, String> settings = new TreeMap<>();
      Tree.map(Tree.at(object, "spec.config"))
          .forEach((key, value) -> settings.put(key, value.toString()));
      assertThat(settings.remove(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)).isEqualTo("2");
      assertThat(Tree.at(object, "spec.replicas")).isEqualTo(3);
      String partitions = String.valueOf(Tree.at(object, "spec.partitions"));
      told.put(
          (String) Tree.at(object, "spec.topicName"),
          new TopicsFile.Topic(partitions.equals("6") ? "*" : partitions, settings));
    }

    assertThat(told).isEqualTo(TOPICS);
  }

  @Test
  void wrongSettingOfATopicIsNoticed() {
    Map<String, Object> topic =
        Tree.read(Repository.DEPLOY.resolve("kafka/topics-strimzi.yaml")).get(0);
    Tree.put(topic, "spec.partition", 3);

    assertThat(StrictModel.problem(topic)).contains("has no field 'partition' at /spec");
  }
}
