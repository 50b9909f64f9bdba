package dev.iischain.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives the first partition of the topic to the member that has it, and nothing to anybody else.
 * Kafka's own strategies would take it from its owner when another one comes.
 */
public final class FirstComer implements ConsumerPartitionAssignor {

  @Override
  public String name() {
    return "iis-chain-first-comer";
  }

  @Override
  public List<RebalanceProtocol> supportedProtocols() {
    return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
  }

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription members) {
    Map<String, Subscription> sorted = new TreeMap<>(members.groupSubscription());
    Map<String, Assignment> assignments = new HashMap<>();
    sorted.keySet().forEach(member -> assignments.put(member, new Assignment(List.of())));
    String holder = null;
    int generation = Integer.MIN_VALUE;
    TopicPartition first = null;
    for (Map.Entry<String, Subscription> member : sorted.entrySet()) {
      Subscription subscription = member.getValue();
      TopicPartition wanted = new TopicPartition(subscription.topics().get(0), 0);
      boolean owns = subscription.ownedPartitions().contains(wanted);
      int age = owns ? subscription.generationId().orElse(-1) : Integer.MIN_VALUE;
      if (holder == null || age > generation) {
        holder = member.getKey();
        generation = age;
        first = wanted;
      }
    }
    if (first != null && cluster.partitionCountForTopic(first.topic()) != null) {
      assignments.put(holder, new Assignment(List.of(first)));
    }
    return new GroupAssignment(assignments);
  }
}
