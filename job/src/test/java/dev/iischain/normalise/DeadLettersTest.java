package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A dead letter is input too, once what kept it from being read is mended. */
class DeadLettersTest {

  private static final long RECEIVED = 1_793_699_700_000L;

  @Test
  void whatWasTooLargeIsReadWithAHigherBoundAsIfItHadNeverFailed() {
    assertSameWithMore(options(1 << 9, 64), "too-large", 60);
  }

  @Test
  void whatWasTooDeepIsReadWithAHigherBoundAsIfItHadNeverFailed() {
    assertSameWithMore(options(1 << 24, 2), "too-deep", 20);
  }

  /** Every example record: once as it is, and once by way of its dead letter. */
  private static void assertSameWithMore(NormaliseOptions tight, String reason, int least) {
    int mended = 0;
    for (Path file : TelemetryExamples.all()) {
      byte[] record = TelemetryExamples.read(file);
      Outcome refused = Outcome.of(tight, record, RECEIVED);
      boolean whole = refused.all.size() == 1 && refused.deadLetters.size() == 1;
      if (!whole || !refused.deadLetters.get(0).reason().code().equals(reason)) {
        continue;
      }
      DeadLetter letter = refused.deadLetters.get(0);
      Outcome direct = Outcome.of(NormaliseOptions.defaults(), record, RECEIVED);
      // The replay of a file has no receive time and other coordinates: the letter has its own.
      Outcome again =
          Outcome.of(NormaliseOptions.defaults(), RecordJson.write(letter), RawRecord.NO_TIME);
      assertThat(again.all).as(file.toString()).usingRecursiveComparison().isEqualTo(direct.all);
      mended++;
    }
    assertThat(mended).isGreaterThan(least);
  }

  @Test
  void whatStillCannotBeReadIsTheSameDeadLetterAgain() {
    DeadLetter first = Outcome.of("no record at all").deadLetters.get(0);
    Outcome again = Outcome.of(RecordJson.write(first));
    assertThat(again.all).hasSize(1);
    assertThat(again.deadLetters.get(0)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void aDeadLetterOfADeadLetterIsReadToItsCoreAndNotWithoutEnd() {
    byte[] record = TelemetryExamples.read("falcon-fdr/module-load.json");
    EndpointEvent direct = Outcome.of(record).only();
    byte[] wrapped = record;
    for (int depth = 1; depth <= DeadLetters.MAX_NESTED; depth++) {
      wrapped = RecordJson.write(letter(wrapped, false));
      assertThat(Outcome.of(wrapped).only().eventId()).isEqualTo(direct.eventId());
    }
    byte[] inner = wrapped;
    wrapped = RecordJson.write(letter(wrapped, false));
    Outcome tooMany = Outcome.of(wrapped);
    assertThat(tooMany.events).isEmpty();
    assertThat(tooMany.all).hasSize(1);
    // It stays what it is, one layer less, however often it goes round.
    assertThat(Outcome.of(inner).only().eventId()).isEqualTo(direct.eventId());
    assertThat(tooMany.deadLetters.get(0).value()).isNotEmpty();
  }

  @Test
  void aDeadLetterThatHoldsAPartOnlyStaysOne() {
    DeadLetter cut = letter("{\"event_simpleName\":\"Pro".getBytes(StandardCharsets.UTF_8), true);
    Outcome again = Outcome.of(RecordJson.write(cut));
    assertThat(again.all).hasSize(1);
    assertThat(again.deadLetters.get(0)).usingRecursiveComparison().isEqualTo(cut);
  }

  @Test
  void blanksMakeNoDifferenceAndAnotherSchemaIsNoDeadLetter() {
    byte[] record = TelemetryExamples.read("falcon-fdr/module-load.json");
    String text = new String(RecordJson.write(letter(record, false)), StandardCharsets.UTF_8);
    assertThat(Outcome.of(" \n" + text.replace("{\"schema\":", "{ \"schema\" : ")).events)
        .hasSize(1);
    List<String> others = new ArrayList<>();
    others.add(text.replace("dead-letter/1", "dead-letter/2"));
    others.add(text.replace("\"truncated\":false", "\"truncated\":\"no\""));
    others.add(text.substring(0, text.length() - 1));
    for (String other : others) {
      assertThat(Outcome.of(other).events).as(other).isEmpty();
      assertThat(Outcome.of(other).deadLetters).as(other).hasSize(1);
    }
  }

  private static DeadLetter letter(byte[] value, boolean truncated) {
    return new DeadLetter(
        DeadLetter.Reason.UNKNOWN_FORMAT,
        "The JSON object is of no format that is known.",
        "falcon",
        3,
        42,
        RECEIVED,
        value,
        truncated);
  }

  private static NormaliseOptions options(int maxRecordBytes, int maxDepth) {
    NormaliseOptions defaults = NormaliseOptions.defaults();
    return new NormaliseOptions(
        defaults.tenant(),
        defaults.hostKey(),
        Map.of(),
        ZoneOffset.UTC,
        maxRecordBytes,
        maxDepth,
        Duration.ofMinutes(5));
  }
}
