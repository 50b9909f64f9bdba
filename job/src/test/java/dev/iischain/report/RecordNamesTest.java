package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.SampleRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordNamesTest {

  @Test
  void caseIdNamesItsFile() {
    assertThat(RecordNames.caseFile(SampleRecords.CASE_ID))
        .isEqualTo(SampleRecords.CASE_ID + ".html");
  }

  @Test
  void nothingElseNamesAFile() {
    for (String id :
        List.of(
            "",
            "ch-",
            "../" + SampleRecords.CASE_ID,
            SampleRecords.CASE_ID + "/../../x",
            SampleRecords.CASE_ID + "\n",
            SampleRecords.CASE_ID.toUpperCase(java.util.Locale.ROOT),
            SampleRecords.WRITE_ALERT_ID)) {
      assertThat(RecordNames.isCaseId(id)).as(id).isFalse();
      assertThatThrownBy(() -> RecordNames.caseFile(id))
          .as(id)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no case id");
    }
  }
}
