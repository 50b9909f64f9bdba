package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.List;

/** Events for rules to look at. */
final class SampleEvents {

  private SampleEvents() {}

  /** An event of Sysmon with these fields, written as name, value, name, value. */
  static EndpointEvent event(EventKind kind, String... fieldsAndValues) {
    return event(kind, Vendor.SYSMON, "Microsoft-Windows-Sysmon/Operational", fieldsAndValues);
  }

  static EndpointEvent event(
      EventKind kind, Vendor vendor, String channel, String... fieldsAndValues) {
    String[] values = new String[Field.COUNT];
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      Field field = Field.named(fieldsAndValues[i]);
      if (field == null) {
        throw new IllegalArgumentException("There is no field " + fieldsAndValues[i] + ".");
      }
      values[field.ordinal()] = fieldsAndValues[i + 1];
    }
    return new EndpointEvent(
        kind,
        "ev-test",
        0,
        "default",
        new HostIdentity("host:web01", "web01", null, List.of()),
        new SourceIdentity(vendor, TelemetryFormat.EVTX_DUMP, "WEB01", null, channel, "1", "1"),
        values,
        List.of(),
        List.of());
  }
}
