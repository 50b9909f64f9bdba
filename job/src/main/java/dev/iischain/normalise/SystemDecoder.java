package dev.iischain.normalise;

/**
 * Windows events that keep Windows' own {@code System} and {@code EventData} parts: rendered XML,
 * evtx_dump and OpenWEC.
 */
final class SystemDecoder {

  private SystemDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    event.reset(values, values.data);
    event.provider = values.get(Slot.PROVIDER);
    event.eventSource = values.get(Slot.EVENT_SOURCE);
    event.channel = values.get(Slot.CHANNEL);
    event.eventCode = values.get(Slot.EVENT_CODE);
    event.computer = values.get(Slot.COMPUTER);
    event.recordId = values.get(Slot.RECORD_ID);
    event.level = values.get(Slot.LEVEL);
    event.userSid = values.get(Slot.USER_SID);
    event.executionProcessId = values.get(Slot.EXECUTION_PROCESS_ID);
    event.time = values.get(Slot.TIME);
    event.messagePassage = Passage.RENDERED_MESSAGE;
  }
}
