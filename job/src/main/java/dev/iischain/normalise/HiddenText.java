package dev.iischain.normalise;

import dev.iischain.event.EventKind;

/** Tells texts in which decoders may find words that do not stand in the bytes. */
final class HiddenText {

  private HiddenText() {}

  /** Whether an event of this kind may hold words that are put together from parts of this text. */
  static boolean isPossible(EventKind kind, byte[] bytes, int from, int to) {
    return switch (kind) {
      case PROCESS_CREATION -> TextScan.holds(bytes, from, to, '^');
      case PS_SCRIPT ->
          TextScan.holds(bytes, from, to, '`')
              || TextScan.holds(bytes, from, to, '+')
              || TextScan.holds(bytes, from, to, '\'');
      case PS_MODULE, PS_CLASSIC_START, PS_CLASSIC_SCRIPT, IIS_CONFIGURATION -> true;
      case AGENT_HOST, RUNNING_PROCESS -> true;
      case FILE_EVENT,
          FILE_RENAME,
          FILE_DELETE,
          FILE_CHANGE,
          FILE_ACCESS,
          CREATE_STREAM_HASH,
          IMAGE_LOAD,
          REGISTRY_SET,
          REGISTRY_ADD,
          REGISTRY_DELETE,
          REGISTRY_RENAME,
          IIS_MODULE,
          MODULE_INVENTORY,
          OTHER ->
          false;
    };
  }

  /** Whether a text may hold letters beyond ASCII that turn into ASCII in lower case. */
  static boolean mayFold(byte[] bytes, int from, int to) {
    // U+0130 and U+212A, by their first bytes.
    return TextScan.holds(bytes, from, to, 0xC4) || TextScan.holds(bytes, from, to, 0xE2);
  }
}
