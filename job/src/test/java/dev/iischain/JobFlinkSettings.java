package dev.iischain;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.Purpose;
import dev.iischain.operator.Pace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.jobgraph.DistributionPattern;
import org.apache.flink.runtime.jobgraph.IntermediateDataSet;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the jobs ask of Flink themselves, for tests of what is asked of it from outside. */
public final class JobFlinkSettings {

  /** What Flink gives each input and output beyond what its channels own. */
  private static final int FLOATING = 8;

  private JobFlinkSettings() {}

  /** The options that the jobs set, whatever the cluster says. */
  public static Set<String> keys(JobConfig config) {
    return new KafkaJob(config).flink().keySet();
  }

  /** How many network buffers one slot needs, in which one subtask of each vertex runs. */
  public static int buffersForEachSlot(int parallelism) {
    JobConfig config =
        new ConfigLoader(Map.of(), Purpose.RUN)
            .load("sizing", "kafka: {bootstrap-servers: [kafka-1.corp.example:9092]}")
            .orThrow();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new KafkaJob(config).flink());
    env.setParallelism(parallelism);
    DetectionSettings settings =
        new SettingsLoader(null, List.of(), List.of()).settings(config, Pace.LIVE);
    DetectionJob.build(config, settings, env);
    int buffers = 0;
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      for (JobEdge input : vertex.getInputs()) {
        buffers += 2 * channels(input, parallelism) + FLOATING;
      }
      for (IntermediateDataSet output : vertex.getProducedDataSets()) {
        for (JobEdge edge : output.getConsumers()) {
          buffers += channels(edge, parallelism) + 1 + FLOATING;
        }
      }
    }
    return buffers;
  }

  private static int channels(JobEdge edge, int parallelism) {
    return edge.getDistributionPattern() == DistributionPattern.ALL_TO_ALL ? parallelism : 1;
  }
}
