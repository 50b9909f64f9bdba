package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.TargetSystem;
import dev.iischain.operator.StreamTypesTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The delivery job's graph, as far as savepoints hang on it. */
class DeliveryTopologyTest {

  @Test
  void uidsAreThoseOfEverySystemAndTheTopics() {
    assertThat(uids())
        .contains(
            "source-cases",
            "read-webhook",
            "deliver-webhook",
            "read-elasticsearch",
            "deliver-elasticsearch",
            "read-postgresql",
            "deliver-postgresql",
            "sink-receipts",
            "sink-delivery-dead-letters")
        .hasSize(3 + 2 * TargetSystem.values().length);
  }

  @Test
  void everyOperatorHasAUidAndEveryStreamATypeThatIsTested() {
    List<TypeSerializer<?>> tested = new ArrayList<>();
    for (Class<?> type : StreamTypesTest.STREAMS) {
      tested.add(TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
    }
    int streams = 0;
    StreamExecutionEnvironment env = environment();
    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      // What a sink's writer hands to its committer is the connector's own.
      if (!node.getOutEdges().isEmpty() && !node.getOperatorName().endsWith(": Writer")) {
        assertThat(tested).as(node.getOperatorName()).contains(node.getTypeSerializerOut());
        streams++;
      }
    }
    assertThat(streams).isGreaterThanOrEqualTo(1 + 2 * TargetSystem.values().length);
  }

  @Test
  void nobodyElseSendsForTheSameCase() {
    int senders = 0;
    for (StreamNode node : environment().getStreamGraph().getStreamNodes()) {
      if (node.getOperatorName().startsWith("Deliver to ")) {
        assertThat(node.getParallelism()).isEqualTo(1);
        assertThat(node.getMaxParallelism()).isEqualTo(1);
        senders++;
      }
    }
    assertThat(senders).isEqualTo(TargetSystem.values().length);
  }

  /** The uids of the graph with every system. */
  static Set<String> uids() {
    StreamExecutionEnvironment env = environment();
    Set<String> uids = new TreeSet<>();
    Deque<Transformation<?>> waiting = new ArrayDeque<>(env.getTransformations());
    while (!waiting.isEmpty()) {
      Transformation<?> next = waiting.pop();
      if (next.getUid() != null) {
        uids.add(next.getUid());
      }
      waiting.addAll(next.getInputs());
    }
    return uids;
  }

  private static StreamExecutionEnvironment environment() {
    StringBuilder yaml = new StringBuilder("kafka: {bootstrap-servers: ['kafka.example:9092']}\n");
    yaml.append("delivery: {alerts: all, targets: [");
    yaml.append(
        String.join(", ", Arrays.stream(TargetSystem.values()).map(TargetSystem::label).toList()));
    yaml.append("]}\n");
    for (TargetSystem system : TargetSystem.values()) {
      String url =
          system == TargetSystem.POSTGRESQL
              ? "jdbc:postgresql://db.example/soc"
              : "https://" + system.label() + ".example";
      yaml.append(system.label()).append(": {url: '").append(url).append("'}\n");
    }
    JobConfig config =
        new ConfigLoader(Map.of(), Purpose.DELIVER).load("test", yaml.toString()).orThrow();
    KafkaDelivery delivery = new KafkaDelivery(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(delivery.flink());
    delivery.topology().build(env);
    return env;
  }
}
