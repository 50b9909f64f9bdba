package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of a module inventory: what {@code Get-WebGlobalModule} lists on a machine. */
final class InventoryDecoder {

  private InventoryDecoder() {}

  /** Whether a record names a machine, a module and a library, and no event. */
  static boolean isInventory(RecordValues values) {
    NamedValues flat = values.flat;
    return flat.get(Field.EVENT_ID) == null
        && flat.get(Field.PROCESS_ID) == null
        && name(values) != null
        && isLibrary(image(values))
        && computer(values) != null;
  }

  /** Fills the builder. */
  static void decode(RecordValues values, EventBuilder builder) {
    NamedValues flat = values.flat;
    builder.kind = EventKind.MODULE_INVENTORY;
    builder.vendor = FeedIdentity.vendor(flat.get(ValueName.VENDOR_PRODUCT));
    builder.computer = computer(values);
    builder.channel = flat.get(ValueName.SOURCE_TYPE);
    String time = flat.first(ValueName.TIME, ValueName.SPLUNK_TIME);
    if (time == null) {
      time = flat.first(ValueName.RECEIVED_TIMESTAMP, ValueName.AT_TIMESTAMP);
    }
    builder.eventTimeMillis = EventTimes.parse(time);
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(Field.MODULE_NAME, name(values));
    builder.set(Field.MODULE_IMAGE, image(values));
  }

  private static @Nullable String name(RecordValues values) {
    String name = values.flat.get(ValueName.NAME);
    return name == null ? values.get(Slot.INVENTORY_NAME) : name;
  }

  private static @Nullable String image(RecordValues values) {
    String image = values.flat.get(Field.IMAGE);
    return image == null ? values.get(Slot.INVENTORY_IMAGE) : image;
  }

  private static @Nullable String computer(RecordValues values) {
    NamedValues flat = values.flat;
    String computer = flat.first(ValueName.POWERSHELL_COMPUTER_NAME, ValueName.HOSTNAME);
    if (computer == null) {
      computer = flat.get(Field.COMPUTER);
    }
    return computer == null ? values.get(Slot.HOST) : computer;
  }

  private static boolean isLibrary(@Nullable String image) {
    return image != null && image.strip().toLowerCase(Locale.ROOT).endsWith(".dll");
  }
}
