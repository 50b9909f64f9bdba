package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.canary.CanaryMark;
import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Records to revisions and alerts for one system; what is neither leaves on the side. */
final class ReadCases extends ProcessFunction<RawRecord, CaseRecord> {

  static final OutputTag<UndeliverableCase> UNREADABLE =
      new OutputTag<>("unreadable-cases", TypeInformation.of(UndeliverableCase.class));

  private static final long serialVersionUID = 1L;

  private final TargetSettings target;
  private transient Counter canaries;

  ReadCases(TargetSettings target) {
    this.target = target;
  }

  @Override
  public void open(OpenContext context) {
    canaries =
        new Metrics(getRuntimeContext().getMetricGroup())
            .counter(Metric.DROPPED_CANARIES, target.name());
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CaseRecord> out) {
    if (record.value().length == 0) {
      return; // as good as a tombstone
    }
    byte[] json = record.value();
    try {
      Case revision = RecordJson.readKnown(json, Case.class);
      if (CanaryMark.isMarked(revision.suppressions())) {
        canaries.inc();
      } else {
        pass(CaseRecord.of(revision, json, target.policy()), record, context, out);
      }
    } catch (JsonProcessingException noCase) {
      readAlert(record, context, out);
    }
  }

  private void readAlert(RawRecord record, Context context, Collector<CaseRecord> out) {
    byte[] json = record.value();
    try {
      Alert alert = RecordJson.readKnown(json, Alert.class);
      if (CanaryMark.isMarked(alert.suppressions())) {
        canaries.inc();
      } else if (target.policy().alerts() != Alerts.OFF) {
        pass(CaseRecord.of(alert, json, target.policy()), record, context, out);
      }
    } catch (JsonProcessingException neither) {
      context.output(UNREADABLE, unreadable(record, context));
    }
  }

  private void pass(
      CaseRecord found, RawRecord record, Context context, Collector<CaseRecord> out) {
    if (found.hasPlainId()) {
      out.collect(found);
    } else {
      context.output(UNREADABLE, unreadable(record, context));
    }
  }

  private UndeliverableCase unreadable(RawRecord record, Context context) {
    return new UndeliverableCase(
            UndeliverableCase.SCHEMA,
            target.name(),
            "",
            0,
            "Offset %d of %s-%d is no case and no alert; it may come from another version."
                .formatted(record.position(), record.source(), record.partition()),
            0,
            "",
            0,
            Instant.ofEpochMilli(context.timerService().currentProcessingTime()),
            record.value())
        .fitting();
  }
}
