package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Records to revisions and alerts for one system; what is neither leaves on the side. */
final class ReadCases extends ProcessFunction<RawRecord, CaseRecord> {

  static final OutputTag<UndeliverableCase> UNREADABLE =
      new OutputTag<>("unreadable-cases", TypeInformation.of(UndeliverableCase.class));

  private static final long serialVersionUID = 1L;

  private final TargetSettings target;

  ReadCases(TargetSettings target) {
    this.target = target;
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CaseRecord> out) {
    if (record.value().length == 0) {
      return; // as good as a tombstone
    }
    byte[] json = record.value();
    try {
      out.collect(CaseRecord.of(RecordJson.readKnown(json, Case.class), json, target.policy()));
    } catch (JsonProcessingException noCase) {
      readAlert(json, context, out);
    }
  }

  private void readAlert(byte[] json, Context context, Collector<CaseRecord> out) {
    try {
      Alert alert = RecordJson.readKnown(json, Alert.class);
      if (target.policy().alerts() != Alerts.OFF) {
        out.collect(CaseRecord.of(alert, json, target.policy()));
      }
    } catch (JsonProcessingException neither) {
      context.output(
          UNREADABLE,
          new UndeliverableCase(
              UndeliverableCase.SCHEMA,
              target.name(),
              "",
              0,
              "The record is no case and no alert; it may come from another version.",
              0,
              "",
              0,
              Instant.ofEpochMilli(context.timerService().currentProcessingTime()),
              json));
    }
  }
}
