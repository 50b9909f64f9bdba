package dev.iischain.event;

/**
 * A record, or a part of one, that could not be read.
 *
 * @param reason why, as a stable code
 * @param detail a sentence for a human; never holds telemetry contents
 * @param source the Kafka topic or the file name
 * @param partition the Kafka partition, 0 for files
 * @param position the Kafka offset or the 1-based record number in a file
 * @param receivedMillis the Kafka time in epoch milliseconds, or {@link RawRecord#NO_TIME}
 * @param value the original bytes, or the first part of them where {@code truncated}
 * @param truncated whether bytes were cut off the end
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record DeadLetter(
    Reason reason,
    String detail,
    String source,
    int partition,
    long position,
    long receivedMillis,
    byte[] value,
    boolean truncated) {

  /** The schema every dead letter names. */
  public static final String SCHEMA = "iis-chain/dead-letter/1";

  /** Why a record could not be read. */
  public enum Reason {
    /** No bytes but blanks. */
    EMPTY("empty"),
    /** Larger than the configured bound. */
    TOO_LARGE("too-large"),
    /** Starts like JSON and does not parse. */
    MALFORMED_JSON("malformed-json"),
    /** Starts like XML and does not parse. */
    MALFORMED_XML("malformed-xml"),
    /** Nested deeper, or wider, than the configured bound. */
    TOO_DEEP("too-deep"),
    /** Parses, and is of no format that we know. */
    UNKNOWN_FORMAT("unknown-format"),
    /** A known format with a field of an impossible type or value. */
    BAD_FIELD("bad-field"),
    /** No host can be told. */
    NO_HOST("no-host"),
    /** No time can be told. */
    NO_TIME("no-time"),
    /** A suppression that cannot be applied. */
    BAD_SUPPRESSION("bad-suppression"),
    /** The decoder itself failed; a bug worth reporting. */
    DECODER_FAILURE("decoder-failure");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code used in records and metrics. */
    public String code() {
      return code;
    }

    /** The reason with this code; throws IllegalArgumentException for any other word. */
    public static Reason of(String code) {
      for (Reason reason : values()) {
        if (reason.code.equals(code)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("dead letter reason '" + code + "' is not known");
    }
  }
}
