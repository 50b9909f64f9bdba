package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.metric.Metric;
import dev.iischain.normalise.NormaliseOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the decoder shows before it has seen a record. */
class DecodeMetricsTest {

  private static Set<String> topicsOfCanaries(List<String> named) throws Exception {
    Set<String> topics = new TreeSet<>();
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) -> {
                  if (name.equals(Metric.CANARY_EVENTS.metricName())) {
                    topics.add(group.getAllVariables().get("<topic>"));
                  }
                })
            .build();
    TaskMetricGroup task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "detection")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "Decode");
    Decode decode = new Decode(NormaliseOptions.defaults(), null, named);
    MockEnvironment environment = new MockEnvironmentBuilder().setMetricGroup(task).build();
    OneInputStreamOperatorTestHarness<RawRecord, EndpointEvent> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(decode), environment);
    harness.open();
    harness.close();
    environment.close();
    return topics;
  }

  /** A count that shows only at its third event hides these three from whoever subtracts it. */
  @Test
  void canariesOfNamedTopicsCountFromTheStart() throws Exception {
    assertThat(topicsOfCanaries(List.of("windows", "falcon"))).containsExactly("falcon", "windows");
  }

  @Test
  void topicsThatAPatternFindsCountOnceTheyAreSeen() throws Exception {
    assertThat(topicsOfCanaries(List.of())).isEmpty();
  }
}
