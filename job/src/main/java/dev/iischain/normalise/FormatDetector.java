package dev.iischain.normalise;

import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import org.jspecify.annotations.Nullable;

/** Tells a JSON record's format from which places were seen in it, most telling first. */
final class FormatDetector {

  private static final String ADVANCED_HUNTING = "AdvancedHunting-";
  private static final String DEVICE_TABLE = "Device";

  private FormatDetector() {}

  /** The format, or null when it is none that we know. */
  static @Nullable TelemetryFormat detect(RecordValues values) {
    NamedValues flat = values.flat;
    if (isDefender(flat)) {
      return flat.has(ValueName.TIME_GENERATED)
          ? TelemetryFormat.LOG_ANALYTICS
          : TelemetryFormat.DEFENDER_STREAMING;
    }
    if (FalconDecoder.simpleName(values) != null) {
      return flat.has(ValueName.TAGGED_SIMPLE_NAME)
              || flat.has(ValueName.REPOSITORY)
              || flat.has(ValueName.LOGSCALE_ID)
          ? TelemetryFormat.FALCON_LOGSCALE
          : TelemetryFormat.FALCON_FDR;
    }
    if (FalconDecoder.isAgentRow(flat)) {
      return TelemetryFormat.FALCON_FDR;
    }
    if (flat.has(ValueName.CLASS_UID)) {
      return TelemetryFormat.OCSF;
    }
    if (values.has(Marker.WINLOG)) {
      return EcsWindows.isPresent(values) ? TelemetryFormat.ECS : TelemetryFormat.WINLOGBEAT;
    }
    if (isEcs(values)) {
      return TelemetryFormat.ECS;
    }
    if (values.has(Marker.WIN_SYSTEM)) {
      return TelemetryFormat.WAZUH;
    }
    if (values.has(Marker.EVENT_SYSTEM)) {
      return TelemetryFormat.EVTX_DUMP;
    }
    if (values.has(Marker.SYSTEM) && values.get(Slot.EVENT_CODE) != null) {
      return TelemetryFormat.OPENWEC;
    }
    if (flat.has(ValueName.FLAT_PROVIDER_NAME)
        && (values.has(Marker.STRING_INSERTS) || values.has(Marker.EVENT_DATA))) {
      return TelemetryFormat.FLUENT_BIT;
    }
    if (values.has(Marker.VECTOR_EVENT_DATA) && flat.has(ValueName.VECTOR_PROVIDER)) {
      return TelemetryFormat.VECTOR;
    }
    if (values.has(Marker.EVENT_SRC)) {
      return TelemetryFormat.MAXPATROL;
    }
    if (flat.has(ValueName.LOG_SOURCE_TYPE)
        || flat.has(ValueName.DEVICE_TIME_EPOCH)
        || flat.has(ValueName.LOG_SOURCE_ID)
        || (flat.has(ValueName.START_TIME) && flat.has(ValueName.QID))) {
      return TelemetryFormat.QRADAR;
    }
    if (CimDecoder.isCim(flat)) {
      return TelemetryFormat.SPLUNK_CIM;
    }
    if (AsimDecoder.isAsim(flat)) {
      return TelemetryFormat.LOG_ANALYTICS;
    }
    TelemetryFormat windows = flatWindows(flat);
    return windows == null && InventoryDecoder.isInventory(values)
        ? TelemetryFormat.INVENTORY
        : windows;
  }

  /** Whether a record is an event in the common schema, and not just shipped along with it. */
  private static boolean isEcs(RecordValues values) {
    return values.has(Marker.ECS_VERSION)
        && (values.has(Marker.EVENT_MODEL_CODE)
            || (values.get(Slot.EVENT_CATEGORY) != null && EcsWindows.isPresent(values)));
  }

  private static boolean isDefender(NamedValues flat) {
    String category = flat.get(ValueName.CATEGORY);
    if (category != null && category.startsWith(ADVANCED_HUNTING)) {
      return true;
    }
    String type = flat.get(ValueName.TYPE);
    return (type != null && type.startsWith(DEVICE_TABLE))
        || (flat.get(Field.ACTION_TYPE) != null && flat.get(ValueName.DEVICE_ID) != null);
  }

  private static @Nullable TelemetryFormat flatWindows(NamedValues flat) {
    if (flat.get(Field.EVENT_ID) == null) {
      return null;
    }
    boolean named = flat.get(Field.COMPUTER) != null;
    if (named && flat.get(ValueName.TIME_GENERATED) != null) {
      return TelemetryFormat.LOG_ANALYTICS;
    }
    boolean sourced =
        flat.get(ValueName.SOURCE_NAME) != null
            || flat.get(ValueName.FLAT_PROVIDER_NAME) != null
            || flat.get(Field.CHANNEL) != null;
    return sourced ? TelemetryFormat.NXLOG : null;
  }
}
