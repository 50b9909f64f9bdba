package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.RecordJson;
import dev.iischain.event.RecordSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UndeliverableCaseTest {

  private static final String CASE = SampleCases.id(1);

  @Test
  void whatFitsIsKeptAsItWas() {
    UndeliverableCase letter = letter(CASE, new byte[700_000]);
    assertThat(letter.fitting()).isSameAs(letter);
    assertThat(letter.holdsValue()).isTrue();
  }

  @Test
  void whatDoesNotFitIntoARecordOfKafkaLeavesItsNameAndTheReason() {
    String answer = "\u202e".repeat(4_096);
    UndeliverableCase letter = letter(CASE, new byte[900_000]).fitting();
    assertThat(letter.holdsValue()).isFalse();
    assertThat(letter.recordId()).isEqualTo(CASE);
    assertThat(letter.revision()).isEqualTo(7);
    assertThat(letter.answer()).isEqualTo(answer);
    assertThat(letter.reason())
        .isEqualTo(
            "Too long. Its 900000 bytes are too many for a dead letter and left out."
                + " A replay takes it from the topic that it was read from.");
    byte[] json = RecordJson.write(letter);
    assertThat(json.length).isLessThan(UndeliverableCase.MAX_BYTES);
    assertThat(RecordSchemas.violations("delivery-dead-letter", json)).isEmpty();
  }

  @Test
  void whatIsNoCaseCannotBeTakenFromAnywhere() {
    assertThat(letter("", new byte[2_000_000]).fitting().reason()).doesNotContain("replay");
  }

  @Test
  void noLetterIsLargerThanABrokerTakes() {
    for (int size = 490_000; size < 1_100_000; size += 10_000) {
      byte[] value = "x".repeat(size).getBytes(StandardCharsets.UTF_8);
      assertThat(RecordJson.write(letter(CASE, value).fitting()).length)
          .as("with %s bytes", size)
          .isLessThanOrEqualTo(UndeliverableCase.MAX_BYTES);
    }
  }

  private static UndeliverableCase letter(String id, byte[] value) {
    return new UndeliverableCase(
        UndeliverableCase.SCHEMA,
        "webhook",
        id,
        7,
        "Too long.",
        413,
        "\u202e".repeat(4_096),
        1,
        Instant.EPOCH,
        value);
  }
}
