package dev.iischain.normalise;

import java.util.List;

/**
 * A part of a JSON record that is only read when it is needed: a long text, or what a transport
 * wrapped around the record proper.
 */
enum Passage {
  /** What transports call the record they carry, in the order in which they are tried. */
  MESSAGE(true, "message", "Message"),
  EVENT_ORIGINAL(true, "event.original"),
  EVENT(true, "event"),
  RAW(true, "_raw"),
  DATA(true, "data"),
  LOG(true, "log"),
  PAYLOAD(true, "payload", "utf8_payload"),
  BODY(true, "body"),
  RAW_DATA(true, "raw_data"),
  RAW_STRING(true, "@rawstring"),
  RESULT(true, "result"),
  /** Event data as XML or JSON in a string. */
  EVENT_DATA(false, "EventData", "EventData_string", "EventData_dynamic", "EventData_xml_string"),
  PARAMETER_XML(false, "ParameterXml"),
  RENDERED_MESSAGE(
      false,
      "Event.RenderingInfo.Message",
      "RenderedDescription",
      "win.system.message",
      "data.win.system.message"),
  /** Hashes as an array of objects. */
  HASH_LIST(false, "process.file.hashes", "file.hashes", "module.file.hashes"),
  ADDITIONAL_FIELDS(false, "AdditionalFields", "properties.AdditionalFields");

  private final boolean wrapper;
  private final List<String> paths;

  Passage(boolean wrapper, String... paths) {
    this.wrapper = wrapper;
    this.paths = List.of(paths);
  }

  /** Whether the record proper may be in here. */
  boolean wrapper() {
    return wrapper;
  }

  /** The places it may be found at. */
  List<String> paths() {
    return paths;
  }
}
