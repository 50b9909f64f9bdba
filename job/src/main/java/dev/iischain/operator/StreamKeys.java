package dev.iischain.operator;

import dev.iischain.chain.CaseAssembler;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Ledger;
import dev.iischain.event.Detection;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.jspecify.annotations.Nullable;

/** What streams are keyed and filtered by. */
public final class StreamKeys {

  private StreamKeys() {}

  /** The host, within its tenant. */
  public static String host(Detection detection) {
    return detection.tenant() + '|' + detection.host().key();
  }

  /** The host, within its tenant. */
  public static String host(EndpointEvent event) {
    return event.tenant() + '|' + event.host().key();
  }

  /** A bounded run sorts by it, so that what events lack comes before them. */
  public static WatermarkStrategy<AgentRecord> lackedFirst() {
    return WatermarkStrategy.<AgentRecord>noWatermarks()
        .withTimestampAssigner((record, previous) -> record.timeMillis());
  }

  /** Whether the detection raises an alert. */
  public static boolean hasAlert(Detection detection) {
    return detection.alertId() != null;
  }

  /** The alert of a detection that {@link #hasAlert}. */
  public static String alertId(Detection detection) {
    return text(detection.alertId());
  }

  /** The case of a match. */
  public static String caseId(ChainMatch match) {
    return CaseAssembler.caseId(match.episode());
  }

  /** Whether any of the detection's evidence can be a stage of a chain. */
  private static boolean isChainEvidence(Detection detection) {
    for (Evidence evidence : detection.evidence()) {
      if (Ledger.concerns(evidence)) {
        return true;
      }
    }
    return false;
  }

  /** What the ledger remembers, by host. */
  public static KeyedStream<Detection, String> chainEvidence(DataStream<Detection> detections) {
    return detections
        .filter(StreamKeys::isChainEvidence)
        .returns(new DetectionType())
        .name("Keep chain evidence")
        .uid("chain-evidence")
        .keyBy(StreamKeys::host);
  }

  /** Event time for bounded runs, which sort by it; live runs never wait for telemetry time. */
  public static WatermarkStrategy<Detection> eventTimeWithoutWatermarks() {
    return WatermarkStrategy.<Detection>noWatermarks()
        .withTimestampAssigner(
            (detection, previous) -> detection.evidence().get(0).eventTimeMillis());
  }

  private static String text(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("a detection without an alert was keyed by its alert");
    }
    return value;
  }
}
