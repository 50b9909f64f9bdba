package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Case;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ReadCasesTest {

  private static final Case CASE = SampleCases.of(SampleCases.id(1), 2);

  @Test
  void aCaseGoesOnAsItWasRead() throws Exception {
    byte[] json = RecordJson.write(CASE);
    Reading reading = read(json);
    assertThat(reading.cases()).hasSize(1);
    assertThat(reading.cases().get(0).id()).isEqualTo(CASE.caseId());
    assertThat(reading.cases().get(0).revision()).isEqualTo(2);
    assertThat(reading.cases().get(0).json()).isEqualTo(json);
    assertThat(reading.unreadable()).isEmpty();
  }

  @Test
  void anIdThatIsNoneOfOursReachesNoSystem() throws Exception {
    for (String id :
        List.of(
            "ch-x",
            "ch-' OR Queue='Other' OR CF.{DedupKey}='",
            "ch-../../_all/_doc/aaaaaaaaaaaaaaaa",
            CASE.caseId() + "\r\nX-Evil: 1",
            CASE.caseId().replace('a', 'A'),
            "xx-" + CASE.caseId().substring(3))) {
      Reading reading = read(RecordJson.write(SampleCases.with(CASE, "caseId", id)));
      assertThat(reading.cases()).as(id).isEmpty();
      assertThat(reading.unreadable()).as(id).hasSize(1);
      assertThat(reading.unreadable().get(0).recordId()).isEmpty();
    }
  }

  @Test
  void whatIsNoCaseIsKeptWithItsPlace() throws Exception {
    byte[] value = "{\"caseId\": 7".getBytes(StandardCharsets.UTF_8);
    UndeliverableCase letter = read(value).unreadable().get(0);
    assertThat(letter.reason()).startsWith("Offset 17 of iis-chain.cases-3 is no case");
    assertThat(letter.value()).isEqualTo(value);
  }

  private record Reading(List<CaseRecord> cases, List<UndeliverableCase> unreadable) {}

  private static Reading read(byte[] value) throws Exception {
    CaseSystem system = new CaseSystem(DeliveryLimits.defaults());
    OneInputStreamOperatorTestHarness<RawRecord, CaseRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ReadCases(system)));
    try {
      harness.open();
      harness.processElement(new RawRecord(value, "iis-chain.cases", 3, 17, 0), 0);
      var aside = harness.getSideOutput(ReadCases.UNREADABLE);
      return new Reading(
          harness.extractOutputValues(),
          aside == null
              ? List.of()
              : aside.stream().map(each -> Objects.requireNonNull(each.getValue())).toList());
    } finally {
      harness.close();
    }
  }
}
