package dev.iischain.normalise;

import java.util.List;

/** A place of a JSON record whose mere presence tells the format. */
enum Marker {
  EVENT_SYSTEM("Event.System"),
  SYSTEM("System"),
  EVENT_DATA("EventData"),
  WINLOG("winlog"),
  WIN_SYSTEM("win.system", "data.win.system"),
  STRING_INSERTS("StringInserts"),
  VECTOR_EVENT_DATA("event_data", "string_inserts"),
  EVENT_SRC("event_src"),
  ECS_VERSION("ecs.version"),
  EVENT_MODEL_CODE("event.code"),
  PROPERTIES("properties");

  private final List<String> paths;

  Marker(String... paths) {
    this.paths = List.of(paths);
  }

  /** The places. */
  List<String> paths() {
    return paths;
  }
}
