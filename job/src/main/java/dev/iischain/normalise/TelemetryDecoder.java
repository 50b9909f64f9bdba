package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;

/**
 * Turns the bytes of a record into events, whatever sensor and shipper they come from. A record may
 * hold many elements; each of them ends as exactly one event, one irrelevance or one dead letter.
 * Never throws for what a record holds. Not thread-safe: one for each decoding thread.
 */
public final class TelemetryDecoder {

  /** Where elements of a record go. */
  public interface Output {

    /** An event that rules may match. */
    void event(EndpointEvent event);

    /** An element that was well read, and is of a kind that no rule can name. */
    void irrelevant(TelemetryFormat format, Vendor vendor);

    /** An element that could not be read. */
    void deadLetter(DeadLetter letter);
  }

  private final NormaliseOptions options;
  private final RecordSplitter splitter;

  /** Whether the last record was no dead letter. */
  private boolean plain;

  /** A decoder with these bounds and defaults. */
  public TelemetryDecoder(NormaliseOptions options) {
    this.options = options;
    this.splitter = new RecordSplitter(options);
  }

  /** Whether the last record was understood as it stands, without a look into its long texts. */
  boolean wasPlain() {
    return plain && splitter.wasPlain();
  }

  /**
   * Decodes every element of a record, in their order. Of a dead letter it decodes the record that
   * the letter is about; one that holds only a part of it is told again as it is.
   */
  public void decode(RawRecord record, Output out) {
    DeadLetter letter = DeadLetters.read(record.value());
    plain = letter == null;
    if (letter == null) {
      decodeOriginal(record, out);
      return;
    }
    RawRecord original = DeadLetters.original(letter);
    if (original == null) {
      out.deadLetter(letter);
    } else {
      decodeOriginal(original, out);
    }
  }

  private void decodeOriginal(RawRecord record, Output out) {
    Outcomes outcomes = new Outcomes(record, out);
    byte[] value = record.value();
    if (value.length > options.maxRecordBytes()) {
      outcomes.dead(
          DeadLetter.Reason.TOO_LARGE,
          "The record is larger than the configured bound; raise the bound or have the shipper"
              + " split it.",
          value,
          0,
          value.length);
      outcomes.end(value);
      return;
    }
    boolean compressed = GzipPayload.isGzip(value);
    try {
      if (compressed) {
        GzipPayload.read(value, options.maxRecordBytes(), splitter, outcomes);
      } else {
        splitter.split(PayloadBytes.utf8(value), outcomes);
      }
    } catch (RuntimeException | StackOverflowError defect) {
      if (outcomes.failed() == defect) {
        throw defect;
      }
      outcomes.dead(
          DeadLetter.Reason.DECODER_FAILURE,
          "The decoder failed with " + defect.getClass().getSimpleName() + "; please report it.",
          value,
          0,
          value.length);
      outcomes.end(value);
      return;
    }
    if (outcomes.count() == 0) {
      outcomes.dead(
          DeadLetter.Reason.EMPTY, "The record holds no element.", value, 0, value.length);
    }
    outcomes.end(compressed ? null : value);
  }
}
