package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.operator.Pace;
import dev.iischain.source.TelemetryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The whole graph over the lines of a file, on the cluster of the test at hand. */
final class GraphRun {

  private GraphRun() {}

  /**
   * What comes of lines, none of which may be a dead letter.
   *
   * @param configuration lines of YAML
   * @param suppressions files of them
   */
  static Collected of(
      Path folder, List<String> lines, Pace pace, String configuration, List<Path> suppressions)
      throws Exception {
    Path input = Files.write(Files.createTempFile(folder, "input", ".log"), lines);
    Path options =
        Files.writeString(Files.createTempFile(folder, "options", ".yml"), configuration);
    Configuration flink = FlinkDefaults.graph();
    flink.set(
        ExecutionOptions.RUNTIME_MODE,
        pace == Pace.LIVE ? RuntimeExecutionMode.STREAMING : RuntimeExecutionMode.BATCH);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    Collected collected = new Collected();
    DetectionSettings settings =
        new SettingsLoader(options, List.of(), List.of(), suppressions).load(pace);
    new DetectionTopology(
            TelemetryFiles.source(settings.normalise().maxRecordBytes(), input),
            collected.sinks(),
            settings)
        .build(env);
    env.execute();
    assertThat(collected.deadLetters()).isEmpty();
    return collected;
  }
}
