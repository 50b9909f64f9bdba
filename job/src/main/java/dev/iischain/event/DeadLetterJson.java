package dev.iischain.event;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A dead letter as JSON: reason as its code, time as a time, bytes as base64. */
@SuppressWarnings("ArrayRecordComponent") // a passing form, compared by nobody
record DeadLetterJson(
    String schema,
    String reason,
    String detail,
    String source,
    int partition,
    long position,
    @Nullable Instant receivedTime,
    byte[] value,
    boolean truncated) {

  /** To JSON. */
  static final class Writer extends StdConverter<DeadLetter, DeadLetterJson> {
    @Override
    public DeadLetterJson convert(DeadLetter letter) {
      return new DeadLetterJson(
          DeadLetter.SCHEMA,
          letter.reason().code(),
          letter.detail(),
          letter.source(),
          letter.partition(),
          letter.position(),
          letter.receivedMillis() == RawRecord.NO_TIME
              ? null
              : Instant.ofEpochMilli(letter.receivedMillis()),
          letter.value(),
          letter.truncated());
    }
  }

  /** From JSON. */
  static final class Reader extends StdConverter<DeadLetterJson, DeadLetter> {
    @Override
    public DeadLetter convert(DeadLetterJson json) {
      if (!json.schema().equals(DeadLetter.SCHEMA)) {
        throw new IllegalArgumentException(
            "schema '" + json.schema() + "' is not " + DeadLetter.SCHEMA);
      }
      Instant received = json.receivedTime();
      return new DeadLetter(
          DeadLetter.Reason.of(json.reason()),
          json.detail(),
          json.source(),
          json.partition(),
          json.position(),
          received == null ? RawRecord.NO_TIME : received.toEpochMilli(),
          json.value(),
          json.truncated());
    }
  }
}
