package dev.iischain.normalise;

/** Winlogbeat and Elastic Agent before any ingest pipeline: everything is under {@code winlog}. */
final class WinlogbeatDecoder {

  private WinlogbeatDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    SystemDecoder.read(values, event);
    // The host that ships may be a collector; it only stands in for a name that is missing.
    if (event.computer == null) {
      event.computer = values.get(Slot.HOST_NAME);
    }
    event.time = values.flat.get(ValueName.AT_TIMESTAMP);
    event.messagePassage = Passage.MESSAGE;
  }
}
