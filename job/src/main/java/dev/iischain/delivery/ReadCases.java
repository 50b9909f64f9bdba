package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.event.Case;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Records of the topic of cases to revisions for one system; what is no case leaves on the side.
 */
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
    try {
      Case snapshot = RecordJson.readKnown(record.value(), Case.class);
      out.collect(CaseRecord.of(snapshot, record.value(), target.policy()));
    } catch (JsonProcessingException e) {
      context.output(
          UNREADABLE,
          new UndeliverableCase(
              UndeliverableCase.SCHEMA,
              target.name(),
              "",
              0,
              "The record is no case; it may come from another version.",
              0,
              "",
              0,
              Instant.ofEpochMilli(context.timerService().currentProcessingTime()),
              record.value()));
    }
  }
}
