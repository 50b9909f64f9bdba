package dev.iischain.normalise;

import dev.iischain.event.Field;

/** Fluent Bit's {@code winevtlog}: event data as a map, or by their places alone. */
final class FluentBitDecoder {

  private FluentBitDecoder() {}

  /** Finds the names. */
  static void read(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, values.data);
    event.provider = flat.get(ValueName.FLAT_PROVIDER_NAME);
    event.channel = flat.get(Field.CHANNEL);
    event.eventCode = flat.get(Field.EVENT_ID);
    event.computer = flat.get(Field.COMPUTER);
    event.recordId = flat.get(ValueName.EVENT_RECORD_ID);
    event.level = flat.get(Field.LEVEL);
    event.userSid = flat.get(ValueName.USER_ID);
    event.executionProcessId = flat.get(ValueName.LOGGER_PROCESS_ID);
    event.time = flat.first(ValueName.TIME_CREATED, ValueName.AT_TIMESTAMP);
    event.messagePassage = Passage.MESSAGE;
  }
}
