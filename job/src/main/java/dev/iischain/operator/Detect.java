package dev.iischain.operator;

import dev.iischain.chain.DetectionFactory;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Level;
import dev.iischain.metric.Labelled;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Events to detections: what the rules say about each event. */
public final class Detect extends ProcessFunction<EndpointEvent, Detection> {

  /** How far event time has come, in whole hours, whenever another hour has begun. */
  public static final OutputTag<Control> CLOCK =
      new OutputTag<>("clock", TypeInformation.of(Control.class));

  private static final long serialVersionUID = 1L;
  private static final long HOUR_MILLIS = 3_600_000L;

  private final RuleSet rules;
  private final Level minimumAlertLevel;
  private transient RuleEvaluator evaluator;
  private transient DetectionFactory factory;
  private transient long nextHourMillis;
  private transient Labelled<Counter> matches;
  private transient Counter[] detections;

  /** Evaluates these rules and alerts from this level on. */
  public Detect(RuleSet rules, Level minimumAlertLevel) {
    this.rules = rules;
    this.minimumAlertLevel = minimumAlertLevel;
  }

  @Override
  public void open(OpenContext context) {
    evaluator = new RuleEvaluator(rules);
    factory = new DetectionFactory(minimumAlertLevel);
    nextHourMillis = Long.MIN_VALUE;
    Metrics metrics = new Metrics(getRuntimeContext().getMetricGroup());
    matches = metrics.counters(Metric.RULE_MATCHES);
    detections = LevelMetrics.counters(metrics, Metric.DETECTIONS);
  }

  @Override
  public void processElement(EndpointEvent event, Context context, Collector<Detection> out) {
    if (event.eventTimeMillis() >= nextHourMillis) {
      long hour = Math.floorDiv(event.eventTimeMillis(), HOUR_MILLIS) * HOUR_MILLIS;
      nextHourMillis = hour + HOUR_MILLIS;
      context.output(CLOCK, Control.clock(hour));
    }
    List<Rule> matched = evaluator.matches(event);
    if (!matched.isEmpty()) {
      for (Rule rule : matched) {
        matches.of(rule.name()).inc();
      }
      Detection detection = factory.of(event, matched);
      detections[detection.level().ordinal()].inc();
      out.collect(detection);
    }
  }
}
