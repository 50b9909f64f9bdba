package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FirstComerTest {

  private static final TopicPartition FIRST = new TopicPartition("cases", 0);

  @Test
  void oneMemberOfManyGetsTheFirstPartitionAndNobodyAnyOther() {
    assertThat(holders(Map.of("c", newcomer(), "a", newcomer(), "b", newcomer())))
        .containsExactly("a");
  }

  @Test
  void whoeverHasItKeepsItWhoeverComes() {
    for (String holder : List.of("a", "b", "c")) {
      Map<String, Subscription> members = new TreeMap<>();
      for (String member : List.of("a", "b", "c")) {
        members.put(member, member.equals(holder) ? owner(3) : newcomer());
      }
      assertThat(holders(members)).containsExactly(holder);
    }
  }

  @Test
  void ofTwoThatThinkTheyHaveItTheLaterGenerationDoes() {
    assertThat(holders(Map.of("a", owner(2), "b", owner(5)))).containsExactly("b");
  }

  @Test
  void aTopicThatIsNotThereIsGivenToNobody() {
    assertThat(assign(Map.of("a", newcomer()), 0)).allMatch(each -> each.partitions().isEmpty());
  }

  private static List<String> holders(Map<String, Subscription> members) {
    Map<String, Assignment> all =
        new FirstComer().assign(cluster(2), new GroupSubscription(members)).groupAssignment();
    assertThat(all).containsOnlyKeys(members.keySet());
    all.values().forEach(each -> assertThat(List.of(FIRST)).containsAll(each.partitions()));
    return all.entrySet().stream()
        .filter(each -> !each.getValue().partitions().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Assignment> assign(Map<String, Subscription> members, int partitions) {
    return List.copyOf(
        new FirstComer()
            .assign(cluster(partitions), new GroupSubscription(members))
            .groupAssignment()
            .values());
  }

  private static Cluster cluster(int partitions) {
    List<PartitionInfo> infos = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      infos.add(new PartitionInfo("cases", i, null, null, null));
    }
    return new Cluster("cluster", List.of(), infos, Set.of(), Set.of());
  }

  private static Subscription newcomer() {
    return new Subscription(List.of("cases"));
  }

  private static Subscription owner(int generation) {
    return new Subscription(List.of("cases"), null, List.of(FIRST), generation, Optional.empty());
  }
}
