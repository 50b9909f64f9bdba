package dev.iischain.event;

import org.jspecify.annotations.Nullable;

/**
 * An event's natural identity at its source, never its transport coordinates.
 *
 * @param vendor the sensor
 * @param format the shape on the wire
 * @param computer the host name as the source spelled it
 * @param provider the Windows event provider
 * @param channel the Windows channel, Defender table or Falcon event name
 * @param eventCode the Windows event id, Defender action type or Falcon event name
 * @param recordId the record number or event id within the source
 */
public record SourceIdentity(
    Vendor vendor,
    TelemetryFormat format,
    @Nullable String computer,
    @Nullable String provider,
    @Nullable String channel,
    @Nullable String eventCode,
    @Nullable String recordId) {}
