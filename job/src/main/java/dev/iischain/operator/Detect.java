package dev.iischain.operator;

import dev.iischain.chain.DetectionFactory;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Level;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Events to detections: what the rules say about each event. */
public final class Detect extends ProcessFunction<EndpointEvent, Detection> {

  private static final long serialVersionUID = 1L;

  private final RuleSet rules;
  private final Level minimumAlertLevel;
  private transient RuleEvaluator evaluator;
  private transient DetectionFactory factory;

  /** Evaluates these rules and alerts from this level on. */
  public Detect(RuleSet rules, Level minimumAlertLevel) {
    this.rules = rules;
    this.minimumAlertLevel = minimumAlertLevel;
  }

  @Override
  public void open(OpenContext context) {
    evaluator = new RuleEvaluator(rules);
    factory = new DetectionFactory(minimumAlertLevel);
  }

  @Override
  public void processElement(EndpointEvent event, Context context, Collector<Detection> out) {
    List<Rule> matched = evaluator.matches(event);
    if (!matched.isEmpty()) {
      out.collect(factory.of(event, matched));
    }
  }
}
