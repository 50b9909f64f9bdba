package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what became of a record's elements on the way to the output. */
final class Outcomes implements TelemetryDecoder.Output {

  /** More than this of a dead letter's bytes would not fit into a record of its own in base64. */
  static final int MAX_KEPT_BYTES = 512 * 1024;

  private final RawRecord record;
  private final TelemetryDecoder.Output out;
  private int count;
  private @Nullable RuntimeException failed;

  /** The first element while it is a dead letter and the only one. */
  private @Nullable DeadLetter only;

  /** The outcomes of one record. */
  Outcomes(RawRecord record, TelemetryDecoder.Output out) {
    this.record = record;
    this.out = out;
  }

  /** When the transport received the record. */
  long receivedMillis() {
    return record.receivedMillis();
  }

  /** How many elements there have been. */
  int count() {
    return count;
  }

  /** What the output itself threw, or null. */
  @Nullable RuntimeException failed() {
    return failed;
  }

  @Override
  public void event(EndpointEvent event) {
    count++;
    try {
      release();
      out.event(event);
    } catch (RuntimeException e) {
      failed = e;
      throw e;
    }
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    count++;
    try {
      release();
      out.irrelevant(format, vendor);
    } catch (RuntimeException e) {
      failed = e;
      throw e;
    }
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    count++;
    if (count == 1) {
      only = letter;
      return;
    }
    try {
      release();
      out.deadLetter(letter);
    } catch (RuntimeException e) {
      failed = e;
      throw e;
    }
  }

  private void release() {
    DeadLetter letter = only;
    if (letter != null) {
      only = null;
      out.deadLetter(letter);
    }
  }

  /**
   * The record has no further element. A dead letter that was all of it is told with the whole
   * record, with the transport's heading and the blanks around it.
   *
   * @param value the record, or null when elements are no part of its bytes
   */
  void end(byte @Nullable [] value) {
    DeadLetter letter = only;
    if (letter != null && value != null) {
      only = letter(letter.reason(), letter.detail(), value, 0, value.length);
    }
    try {
      release();
    } catch (RuntimeException e) {
      failed = e;
      throw e;
    }
  }

  /** A dead letter with these bytes, or the first part of them. */
  void dead(DeadLetter.Reason reason, String detail, byte[] bytes, int from, int to) {
    deadLetter(letter(reason, detail, bytes, from, JsonSpans.trimEnd(bytes, from, to)));
  }

  private DeadLetter letter(
      DeadLetter.Reason reason, String detail, byte[] bytes, int from, int to) {
    boolean truncated = to - from > MAX_KEPT_BYTES;
    return new DeadLetter(
        reason,
        detail,
        record.source(),
        record.partition(),
        record.position(),
        record.receivedMillis(),
        Arrays.copyOfRange(bytes, from, truncated ? from + MAX_KEPT_BYTES : to),
        truncated);
  }
}
