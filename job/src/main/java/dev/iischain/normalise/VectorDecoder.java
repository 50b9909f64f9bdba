package dev.iischain.normalise;

import dev.iischain.event.Field;

/** Vector's {@code windows_event_log}. */
final class VectorDecoder {

  private VectorDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, values.data);
    event.provider = flat.get(ValueName.VECTOR_PROVIDER);
    event.channel = flat.get(Field.CHANNEL);
    event.eventCode = flat.get(ValueName.VECTOR_EVENT_ID);
    event.computer = flat.get(Field.COMPUTER);
    event.recordId = flat.get(ValueName.VECTOR_RECORD_ID);
    event.level = flat.get(Field.LEVEL);
    event.userSid = flat.get(ValueName.VECTOR_USER_ID);
    event.executionProcessId = flat.get(ValueName.LOW_PROCESS_ID);
    event.time = flat.first(ValueName.RECEIVED_TIMESTAMP, ValueName.AT_TIMESTAMP);
    event.messagePassage = Passage.MESSAGE;
  }
}
