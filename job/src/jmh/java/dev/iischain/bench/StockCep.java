package dev.iischain.bench;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import dev.iischain.operator.StreamKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What one would write first: FlinkCEP on event time, keyed by host, a write, the registration and
 * the load of the same file. One pattern only; the partial chains would take more of them.
 */
final class StockCep {

  private StockCep() {}

  /** The files whose chain was found, when what is later than a bound is dropped. */
  static DataStream<String> build(DataStream<Detection> detections, Duration bound) {
    Pattern<Detection, Detection> pattern =
        Pattern.<Detection>begin("write")
            .where(new IsStage(Stage.WRITE, null))
            .followedByAny("registration")
            .where(new IsStage(Stage.REGISTRATION, "write"))
            .followedByAny("load")
            .where(new IsStage(Stage.LOAD, "write"))
            .within(Duration.ofDays(42));
    DataStream<Detection> timed =
        detections
            .filter(detection -> detection.evidence().get(0).stage() != null)
            .uid("evidence")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Detection>forBoundedOutOfOrderness(bound)
                    .withTimestampAssigner(
                        (detection, previous) -> detection.evidence().get(0).eventTimeMillis()))
            .uid("stock-times");
    return CEP.pattern(timed.keyBy(StreamKeys::host), pattern)
        .inEventTime()
        .process(new FilesOf())
        .uid("stock-cep");
  }

  private static String file(Detection detection) {
    DllReference dll = detection.evidence().get(0).dll();
    return dll == null ? "" : dll.path();
  }

  /** Evidence of a stage, about the file of an earlier step. */
  private static final class IsStage extends IterativeCondition<Detection> {

    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final @Nullable String earlier;

    IsStage(Stage stage, @Nullable String earlier) {
      this.stage = stage;
      this.earlier = earlier;
    }

    @Override
    public boolean filter(Detection detection, Context<Detection> context) throws Exception {
      Evidence evidence = detection.evidence().get(0);
      if (evidence.stage() != stage) {
        return false;
      }
      return earlier == null
          || file(context.getEventsForPattern(earlier).iterator().next()).equals(file(detection));
    }
  }

  /** The file of a match. */
  private static final class FilesOf extends PatternProcessFunction<Detection, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<Detection>> match, Context context, Collector<String> out) {
      out.collect(file(match.getOrDefault("load", List.of()).get(0)));
    }
  }
}
