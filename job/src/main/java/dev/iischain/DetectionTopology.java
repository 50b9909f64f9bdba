package dev.iischain;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.Suppressed;
import dev.iischain.operator.AgentRecord;
import dev.iischain.operator.AlertInput;
import dev.iischain.operator.CaseBook;
import dev.iischain.operator.Control;
import dev.iischain.operator.Controls;
import dev.iischain.operator.Decode;
import dev.iischain.operator.Detect;
import dev.iischain.operator.EpisodeStep;
import dev.iischain.operator.FoldAlerts;
import dev.iischain.operator.JoinAgents;
import dev.iischain.operator.JoinScripts;
import dev.iischain.operator.Patterns;
import dev.iischain.operator.ReadSuppressions;
import dev.iischain.operator.RememberEvidence;
import dev.iischain.operator.StreamKeys;
import dev.iischain.operator.SuppressionRecord;
import dev.iischain.sink.Sinks;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job graph: records, events, detections, alerts; evidence, episodes, matches, cases. */
public final class DetectionTopology {

  private final Source<RawRecord, ?, ?> telemetry;
  private final @Nullable Source<SuppressionRecord, ?, ?> suppressions;
  private final Sinks sinks;
  private final DetectionSettings settings;

  /** The graph between a source and sinks, where suppressions never change. */
  public DetectionTopology(
      Source<RawRecord, ?, ?> telemetry, Sinks sinks, DetectionSettings settings) {
    this(telemetry, null, sinks, settings);
  }

  /**
   * The graph between sources and sinks.
   *
   * @param suppressions changes of what is suppressed, or null where there are none
   */
  public DetectionTopology(
      Source<RawRecord, ?, ?> telemetry,
      @Nullable Source<SuppressionRecord, ?, ?> suppressions,
      Sinks sinks,
      DetectionSettings settings) {
    this.telemetry = telemetry;
    this.suppressions = suppressions;
    this.sinks = sinks;
    this.settings = settings;
  }

  /** Adds the graph to an environment. */
  public void build(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<EndpointEvent> events =
        env.fromSource(telemetry, WatermarkStrategy.noWatermarks(), "Read telemetry")
            .uid("source-telemetry")
            .process(settings.decode())
            .name("Decode")
            .uid("decode");

    SingleOutputStreamOperator<Detection> found = detect(events, "");
    SingleOutputStreamOperator<Detection> foundJoined = detect(joined(events), "-joined");
    DataStream<DeadLetter> deadLetters = events.getSideOutput(Decode.DEAD_LETTERS);
    DataStream<Control> told =
        found.getSideOutput(Detect.CLOCK).union(foundJoined.getSideOutput(Detect.CLOCK));
    if (suppressions != null) {
      SingleOutputStreamOperator<Control> updates = updates(env, suppressions);
      told = told.union(updates);
      deadLetters = deadLetters.union(updates.getSideOutput(ReadSuppressions.DEAD_LETTERS));
    }
    BroadcastStream<Control> controls =
        Controls.broadcast(
            told.assignTimestampsAndWatermarks(Controls.notWaitedFor())
                .name("Stamp controls")
                .uid("stamp-controls"));
    DataStream<Detection> stamped =
        found
            .union(foundJoined)
            .assignTimestampsAndWatermarks(StreamKeys.eventTimeWithoutWatermarks())
            .name("Stamp event time")
            .uid("stamp-event-time");

    SingleOutputStreamOperator<EpisodeStep> memory =
        StreamKeys.chainEvidence(stamped)
            .process(new RememberEvidence(settings.ledger()))
            .name("Remember evidence")
            .uid("host-ledger");

    SingleOutputStreamOperator<Case> cases =
        Patterns.matches(memory, settings.chains())
            .keyBy(StreamKeys::caseId)
            .connect(controls)
            .process(settings.caseBook())
            .name("Keep cases")
            .uid("case-book");

    SingleOutputStreamOperator<Alert> alerts =
        stamped
            .union(memory.getSideOutput(RememberEvidence.DEGRADED))
            .filter(StreamKeys::hasAlert)
            .name("Keep alerting detections")
            .uid("alerting")
            .map(AlertInput::of)
            .name("Name alerts")
            .uid("name-alerts")
            .union(cases.getSideOutput(CaseBook.LINKS))
            .keyBy(AlertInput::alertId)
            .connect(controls)
            .process(settings.foldAlerts())
            .name("Fold alerts")
            .uid("fold-alerts");

    deadLetters.sinkTo(sinks.deadLetters()).name("Write dead letters").uid("sink-dead-letters");
    alerts.sinkTo(sinks.alerts()).name("Write alerts").uid("sink-alerts");
    cases.sinkTo(sinks.cases()).name("Write cases").uid("sink-cases");
    cases
        .getSideOutput(CaseBook.NEAR_MISSES)
        .sinkTo(sinks.nearMisses())
        .name("Write near misses")
        .uid("sink-near-misses");
    alerts
        .getSideOutput(FoldAlerts.SUPPRESSED)
        .union(cases.getSideOutput(CaseBook.SUPPRESSED))
        .keyBy(Suppressed::recordId) // what is said of one thing stays in order
        .sinkTo(sinks.suppressed())
        .name("Write what is suppressed")
        .uid("sink-suppressed");
  }

  /** One subtask only, so that every other one is told in the same order. */
  private SingleOutputStreamOperator<Control> updates(
      StreamExecutionEnvironment env, Source<SuppressionRecord, ?, ?> records) {
    return env.fromSource(records, WatermarkStrategy.noWatermarks(), "Read suppressions")
        .uid("source-suppressions")
        .setParallelism(1)
        .process(settings.readSuppressions())
        .name("Check suppressions")
        .uid("read-suppressions")
        .setParallelism(1);
  }

  /** A side route, so that events that lack nothing stay in one task from bytes to rules. */
  private DataStream<EndpointEvent> joined(SingleOutputStreamOperator<EndpointEvent> events) {
    DataStream<EndpointEvent> agents =
        events
            .getSideOutput(Decode.AGENTS)
            .assignTimestampsAndWatermarks(StreamKeys.lackedFirst())
            .name("Stamp agents")
            .uid("stamp-agents")
            .keyBy(AgentRecord::key)
            .process(new JoinAgents(settings.joins()))
            .name("Join agents")
            .uid("join-agents");
    DataStream<EndpointEvent> scripts =
        events
            .getSideOutput(Decode.SCRIPTS)
            .keyBy(StreamKeys::host)
            .process(new JoinScripts(settings.joins()))
            .name("Join scripts")
            .uid("join-scripts");
    return agents.union(scripts);
  }

  private SingleOutputStreamOperator<Detection> detect(
      DataStream<EndpointEvent> events, String suffix) {
    return events
        .filter(settings.range())
        .name("Keep time range" + suffix)
        .uid("time-range" + suffix)
        .process(new Detect(settings.rules(), settings.minimumAlertLevel()))
        .name("Detect" + suffix)
        .uid("detect" + suffix);
  }
}
