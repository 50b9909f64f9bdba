package dev.iischain;

import dev.iischain.chain.ChainMatch;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.operator.AgentRecord;
import dev.iischain.operator.CaseBook;
import dev.iischain.operator.Decode;
import dev.iischain.operator.Detect;
import dev.iischain.operator.JoinAgents;
import dev.iischain.operator.JoinScripts;
import dev.iischain.operator.Patterns;
import dev.iischain.operator.RememberEvidence;
import dev.iischain.operator.StreamKeys;
import dev.iischain.sink.Sinks;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job graph: records, events, detections, alerts; evidence, episodes, matches, cases. */
public final class DetectionTopology {

  private final Source<RawRecord, ?, ?> telemetry;
  private final Sinks sinks;
  private final DetectionSettings settings;

  /** The graph between a source and sinks. */
  public DetectionTopology(
      Source<RawRecord, ?, ?> telemetry, Sinks sinks, DetectionSettings settings) {
    this.telemetry = telemetry;
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

    DataStream<Detection> detections =
        detect(events, "")
            .union(detect(joined(events), "-joined"))
            .assignTimestampsAndWatermarks(StreamKeys.eventTimeWithoutWatermarks())
            .name("Stamp event time")
            .uid("stamp-event-time");

    SingleOutputStreamOperator<Case> cases =
        correlate(detections)
            .keyBy(StreamKeys::caseId)
            .process(settings.caseBook())
            .name("Keep cases")
            .uid("case-book");

    DataStream<Alert> alerts =
        detections
            .filter(StreamKeys::hasAlert)
            .name("Keep alerting detections")
            .uid("alerting")
            .keyBy(StreamKeys::alertId)
            .connect(cases.getSideOutput(CaseBook.LINKS).keyBy(StreamKeys::alertId))
            .process(settings.foldAlerts())
            .name("Fold alerts")
            .uid("fold-alerts");

    events
        .getSideOutput(Decode.DEAD_LETTERS)
        .sinkTo(sinks.deadLetters())
        .name("Write dead letters")
        .uid("sink-dead-letters");
    alerts.sinkTo(sinks.alerts()).name("Write alerts").uid("sink-alerts");
    cases.sinkTo(sinks.cases()).name("Write cases").uid("sink-cases");
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

  private DataStream<Detection> detect(DataStream<EndpointEvent> events, String suffix) {
    return events
        .filter(settings.range())
        .name("Keep time range" + suffix)
        .uid("time-range" + suffix)
        .process(new Detect(settings.rules(), settings.minimumAlertLevel()))
        .name("Detect" + suffix)
        .uid("detect" + suffix);
  }

  private DataStream<ChainMatch> correlate(DataStream<Detection> detections) {
    var episodes =
        detections
            .filter(StreamKeys::isChainEvidence)
            .name("Keep chain evidence")
            .uid("chain-evidence")
            .keyBy(StreamKeys::host)
            .process(new RememberEvidence(settings.ledger()))
            .name("Remember evidence")
            .uid("host-ledger")
            .assignTimestampsAndWatermarks(Patterns.stamps())
            .name("Stamp runs")
            .uid("stamp-runs");
    return settings.chains().stream()
        .<DataStream<ChainMatch>>map(chain -> Patterns.match(episodes, chain))
        .reduce(DataStream::union)
        .orElseThrow();
  }
}
