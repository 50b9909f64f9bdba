package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import org.jspecify.annotations.Nullable;

/** Decodes one element whose format is known into exactly one outcome. */
final class ElementDecoder {

  private final EventBuilder builder = new EventBuilder();
  private final WindowsRecord windowsRecord = new WindowsRecord();
  private final EventFinisher finisher;
  private final WindowsDecoder windows;
  private final FalconDecoder falcon;
  private final DefenderDecoder defender;
  private final LogAnalyticsDecoder logAnalytics;
  private final QradarDecoder qradar = new QradarDecoder();

  /** A decoder with these options. */
  ElementDecoder(NormaliseOptions options, JsonParsers parsers) {
    this.finisher = new EventFinisher(options);
    this.windows = new WindowsDecoder(options.localTimeZone());
    this.falcon = new FalconDecoder(parsers);
    this.defender = new DefenderDecoder(parsers);
    this.logAnalytics = new LogAnalyticsDecoder(parsers, new EventXmlReader(options.maxDepth()));
  }

  /** Decodes what was read of the bytes from {@code from} to {@code to}. */
  void decode(
      TelemetryFormat format,
      RecordValues values,
      byte[] bytes,
      int from,
      int to,
      Outcomes outcomes) {
    builder.reset();
    builder.format = format;
    builder.receivedMillis = outcomes.receivedMillis();
    boolean known =
        switch (format) {
          case FALCON_FDR, FALCON_LOGSCALE -> {
            falcon.decode(values, builder);
            yield true;
          }
          case DEFENDER_STREAMING -> {
            defender.decode(values, builder);
            yield true;
          }
          case LOG_ANALYTICS -> {
            if (AsimDecoder.isAsim(values.flat)) {
              AsimDecoder.decode(values.flat, builder);
              yield true;
            }
            if (values.flat.get(Field.EVENT_ID) == null) {
              defender.decode(values, builder);
              yield true;
            }
            logAnalytics.read(values, windowsRecord);
            yield windows();
          }
          case EVTX_DUMP, OPENWEC, EVENT_XML -> {
            SystemDecoder.read(values, windowsRecord);
            yield windows();
          }
          case WINLOGBEAT -> {
            WinlogbeatDecoder.read(values, windowsRecord);
            yield windows();
          }
          case NXLOG -> {
            NxlogDecoder.read(values, windowsRecord);
            yield windows();
          }
          case ECS -> {
            EcsWindows.read(values, windowsRecord);
            if (windowsRecord.eventId() >= 0 && windowsRecord.provider != null) {
              yield windows();
            }
            ElasticDecoder.decode(values, builder);
            yield true;
          }
          case FLUENT_BIT -> {
            FluentBitDecoder.read(values, windowsRecord);
            yield windows();
          }
          case VECTOR -> {
            VectorDecoder.read(values, windowsRecord);
            yield windows();
          }
          case WAZUH -> {
            WazuhDecoder.read(values, windowsRecord);
            yield windows();
          }
          case QRADAR -> {
            qradar.read(values, windowsRecord);
            yield windows() || isForeign();
          }
          case WINCOLLECT -> {
            KeyValueText.winCollect(values, windowsRecord);
            yield windows();
          }
          case LEEF -> {
            KeyValueText.leef(values, windowsRecord);
            windowsRecord.eventCode = KeyValueText.number(windowsRecord.eventCode);
            yield windows() || isForeign();
          }
          case MAXPATROL -> {
            MaxPatrolDecoder.read(values, windowsRecord);
            boolean read = windows() || isForeign();
            if (builder.vendor != Vendor.SYSMON) {
              builder.naturalKey = values.flat.get(ValueName.UUID);
            }
            yield read;
          }
          case SPLUNK_CIM -> {
            CimDecoder.decode(values, builder);
            yield true;
          }
          case OCSF -> {
            OcsfDecoder.decode(values, builder);
            yield true;
          }
          case INVENTORY -> {
            InventoryDecoder.decode(values, builder);
            yield true;
          }
        };
    if (!known) {
      outcomes.dead(
          DeadLetter.Reason.BAD_FIELD,
          "The Windows event has no event id, or one that is no number.",
          bytes,
          from,
          to);
    } else if (builder.kind != EventKind.OTHER) {
      finish(bytes, from, to, outcomes);
    } else {
      outcomes.irrelevant(format, builder.vendor);
    }
  }

  private boolean windows() {
    if (windowsRecord.eventId() < 0) {
      return false;
    }
    windows.decode(windowsRecord, builder);
    return true;
  }

  /** Feeds of many devices carry events that no Windows machine wrote. */
  private boolean isForeign() {
    builder.vendor = Vendor.OTHER;
    return true;
  }

  /** Where the original of a normalised record is, when it tells more than the record does. */
  static @Nullable Passage betterToldBy(TelemetryFormat format, RecordValues values) {
    return switch (format) {
      case QRADAR -> Passage.PAYLOAD;
      case MAXPATROL -> MaxPatrolDecoder.isToldByBody(values) ? Passage.BODY : null;
      case OCSF -> OcsfDecoder.isIncomplete(values) ? Passage.RAW_DATA : null;
      case FALCON_FDR,
          FALCON_LOGSCALE,
          DEFENDER_STREAMING,
          LOG_ANALYTICS,
          EVTX_DUMP,
          WINLOGBEAT,
          ECS,
          NXLOG,
          EVENT_XML,
          OPENWEC,
          FLUENT_BIT,
          VECTOR,
          WAZUH,
          WINCOLLECT,
          LEEF,
          SPLUNK_CIM,
          INVENTORY ->
          null;
    };
  }

  private void finish(byte[] bytes, int from, int to, Outcomes outcomes) {
    EndpointEvent event = finisher.finish(builder);
    if (event == null) {
      outcomes.dead(finisher.problem(), finisher.detail(), bytes, from, to);
    } else {
      outcomes.event(event);
    }
  }
}
