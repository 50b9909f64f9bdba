package dev.iischain.normalise;

import dev.iischain.event.Field;

/** NXLog and data sets made with it: system part and event data side by side in one flat object. */
final class NxlogDecoder {

  private NxlogDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, flat);
    event.provider = flat.first(ValueName.SOURCE_NAME, ValueName.FLAT_PROVIDER_NAME);
    event.channel = flat.get(Field.CHANNEL);
    event.eventCode = flat.get(Field.EVENT_ID);
    event.computer = flat.get(ValueName.HOSTNAME);
    if (event.computer == null) {
      event.computer = flat.get(Field.COMPUTER);
    }
    event.recordId = flat.first(ValueName.RECORD_NUMBER, ValueName.EVENT_RECORD_ID);
    event.level = flat.get(ValueName.SEVERITY);
    if (event.level == null) {
      event.level = flat.get(Field.LEVEL);
    }
    event.userSid = flat.get(ValueName.USER_ID);
    event.executionProcessId =
        flat.first(ValueName.EXECUTION_PROCESS_ID, ValueName.LOGGER_PROCESS_ID);
    event.time = flat.get(ValueName.EVENT_TIME);
    if (event.time == null) {
      event.time = flat.first(ValueName.TIME_CREATED, ValueName.AT_TIMESTAMP);
    } else {
      event.receivedLocalTime = flat.get(ValueName.EVENT_RECEIVED_TIME);
      event.receivedUtcTime = flat.get(ValueName.AT_TIMESTAMP);
    }
    event.messagePassage = Passage.MESSAGE;
  }
}
