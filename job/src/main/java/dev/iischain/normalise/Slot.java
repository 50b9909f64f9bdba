package dev.iischain.normalise;

import java.util.List;

/**
 * A value that a decoder reads from a fixed place of a JSON record, whatever the shipper calls the
 * place. Paths may be nested objects, literal dotted keys, or a mixture of both.
 */
enum Slot {
  PROVIDER(
      "Event.System.Provider.#attributes.Name",
      "Event.System.Provider_attributes.Name",
      "Event.System.Provider.@Name",
      "Event.System.Provider.Name",
      "System.Provider.#attributes.Name",
      "System.Provider.Name",
      "winlog.provider_name"),
  EVENT_SOURCE(
      "Event.System.Provider.#attributes.EventSourceName",
      "Event.System.Provider_attributes.EventSourceName",
      "Event.System.Provider.@EventSourceName",
      "Event.System.Provider.EventSourceName",
      "System.Provider.EventSourceName"),
  EVENT_CODE("Event.System.EventID", "System.EventID", "winlog.event_id"),
  LEVEL("Event.System.Level", "System.Level", "log.level"),
  TIME(
      "Event.System.TimeCreated.#attributes.SystemTime",
      "Event.System.TimeCreated_attributes.SystemTime",
      "Event.System.TimeCreated.@SystemTime",
      "Event.System.TimeCreated.SystemTime",
      "Event.System.TimeCreated",
      "System.TimeCreated.#attributes.SystemTime",
      "System.TimeCreated.SystemTime",
      "System.TimeCreated"),
  RECORD_ID("Event.System.EventRecordID", "System.EventRecordID", "winlog.record_id"),
  CHANNEL("Event.System.Channel", "System.Channel", "winlog.channel"),
  COMPUTER("Event.System.Computer", "System.Computer", "winlog.computer_name"),
  USER_SID(
      "Event.System.Security.#attributes.UserID",
      "Event.System.Security_attributes.UserID",
      "Event.System.Security.@UserID",
      "Event.System.Security.UserID",
      "System.Security.UserID",
      "System.UserID",
      "winlog.user.identifier"),
  EXECUTION_PROCESS_ID(
      "Event.System.Execution.#attributes.ProcessID",
      "Event.System.Execution_attributes.ProcessID",
      "Event.System.Execution.@ProcessID",
      "Event.System.Execution.ProcessID",
      "System.Execution.ProcessID",
      "winlog.process.pid"),
  HOST_NAME("host.name", "host.hostname");

  private final List<String> paths;

  Slot(String... paths) {
    this.paths = List.of(paths);
  }

  /** The places; where a record has several, the last one in it wins. */
  List<String> paths() {
    return paths;
  }
}
