package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all elements that consist of the same bytes but for some values.
 *
 * @param format their format
 * @param vendor their vendor
 * @param kind the kind of event each of them is, {@link EventKind#OTHER} for an irrelevant one
 * @param needles what makes such an element worth reading; null when nothing does
 * @param read whether every such element has to be read
 */
record Shape(
    TelemetryFormat format,
    Vendor vendor,
    EventKind kind,
    @Nullable Needles needles,
    boolean read) {}
