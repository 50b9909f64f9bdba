package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.config.ConfigLoader;
import dev.iischain.config.Purpose;
import dev.iischain.operator.Pace;
import dev.iischain.operator.StreamTypesTest;
import dev.iischain.operator.SuppressionRecord;
import dev.iischain.sink.Sinks;
import dev.iischain.sink.SpoolSink;
import dev.iischain.source.TelemetryFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What savepoints and dashboards hang on. */
class DetectionTopologyTest {

  @TempDir private Path folder;

  /** Renaming any of these loses its state at the next upgrade. */
  @Test
  void theUidsOfOperatorsArePublicApi() {
    List<String> uids = new ArrayList<>();
    for (StreamNode node : graph(FlinkDefaults.graph()).getStreamNodes()) {
      uids.add(node.getTransformationUID());
    }
    assertThat(uids)
        .containsExactlyInAnyOrder(
            "source-telemetry",
            "decode",
            "stamp-agents",
            "join-agents",
            "join-scripts",
            "time-range",
            "time-range-joined",
            "detect",
            "detect-joined",
            "source-suppressions",
            "read-suppressions",
            "stamp-controls",
            "stamp-event-time",
            "chain-evidence",
            "host-ledger",
            "stamp-runs",
            "route-runs",
            "match-iis_module_loaded_registered",
            "match-iis_module_registered_refused",
            "match-iis_module_written_loaded_registered",
            "match-iis_module_written_refused",
            "match-iis_module_written_registered_refused",
            "match-iis_module_registered_loaded",
            "match-iis_module_registered_written",
            "match-iis_module_registered_written_loaded",
            "match-iis_module_written_loaded",
            "match-iis_module_written_registered",
            "match-iis_module_written_registered_loaded",
            "case-book",
            "alerting",
            "name-alerts",
            "fold-alerts",
            "sink-suppressed",
            "sink-near-misses",
            "sink-dead-letters",
            "sink-alerts",
            "sink-cases");
  }

  @Test
  void everyOperatorHasANameForHumans() {
    for (StreamNode node : graph(FlinkDefaults.graph()).getStreamNodes()) {
      assertThat(node.getOperatorName()).doesNotContain("Process", "Filter", "Timestamps");
    }
  }

  @Test
  void genericTypesAndGeneratedUidsAreSwitchedOffEverywhere() {
    List<Configuration> all =
        List.of(
            FlinkDefaults.graph(),
            FlinkDefaults.replay(true),
            FlinkDefaults.replay(false),
            new KafkaJob(new SettingsLoader(null, List.of(), List.of()).config(Purpose.REPLAY))
                .flink());
    for (Configuration each : all) {
      assertThat(each.get(PipelineOptions.GENERIC_TYPES)).isFalse();
      assertThat(each.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
      assertThat(graph(each).getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
          .isTrue();
    }
  }

  @Test
  void everyStreamCarriesATypeWhoseSerializerIsTested() {
    List<TypeSerializer<?>> tested = StreamTypesTest.serializersOfStreams();
    int streams = 0;
    for (StreamNode node : graph(FlinkDefaults.graph()).getStreamNodes()) {
      if (!node.getOutEdges().isEmpty()) {
        assertThat(tested).as(node.getOperatorName()).contains(node.getTypeSerializerOut());
        streams++;
      }
    }
    assertThat(streams).isGreaterThan(10);
  }

  /** The topic of suppressions, which nobody reads here. */
  static Source<SuppressionRecord, ?, ?> suppressions() {
    return new KafkaDetection(
            new ConfigLoader(
                    Map.of("IIS_CHAIN__KAFKA__BOOTSTRAP_SERVERS", "kafka.corp.example:9092"),
                    Purpose.RUN)
                .load("test", "")
                .orThrow())
        .suppressions();
  }

  private StreamGraph graph(Configuration configuration) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    Sinks sinks =
        new Sinks(
            new SpoolSink<>(folder),
            new SpoolSink<>(folder),
            new SpoolSink<>(folder),
            new SpoolSink<>(folder),
            new SpoolSink<>(folder));
    DetectionSettings settings = new SettingsLoader(null, List.of(), List.of()).load(Pace.LIVE);
    new DetectionTopology(
            TelemetryFiles.source(1 << 20, folder),
            configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH
                ? null
                : suppressions(),
            sinks,
            settings)
        .build(env);
    return env.getStreamGraph();
  }
}
