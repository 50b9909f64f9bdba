package dev.iischain.event;

/**
 * The bytes of one record as they arrived, with the transport coordinates that dead letters and
 * metrics need. Coordinates never take part in a detection.
 *
 * @param value the bytes, never changed
 * @param source the Kafka topic or the file name
 * @param partition the Kafka partition, 0 for files
 * @param position the Kafka offset, or the 1-based line (or record) number in a file
 * @param receivedMillis the Kafka time in epoch milliseconds, or {@link #NO_TIME}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; copying the bytes would double the hot path
public record RawRecord(
    byte[] value, String source, int partition, long position, long receivedMillis) {

  /** The transport gave no time. */
  public static final long NO_TIME = Long.MIN_VALUE;
}
