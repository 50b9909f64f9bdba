package dev.iischain.normalise;

/** Recognises where records start in text, without parsing it. */
final class TextShapes {

  private TextShapes() {}

  /** The end of the line that {@code from} is on. */
  static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Where the first JSON object or event XML of a line starts, or -1. */
  static int recordStart(byte[] bytes, int from, int lineEnd, int to) {
    for (int at = from; at < lineEnd; at++) {
      byte b = bytes[at];
      if ((b == '{' && isJsonObject(bytes, at, to)) || (b == '<' && isEvent(bytes, at, to))) {
        return at;
      }
    }
    return -1;
  }

  /** Whether a text holds anything that starts like a record. */
  static boolean holdsRecord(byte[] text) {
    return holdsStructure(text) || KeyValueText.start(text, 0, text.length) >= 0;
  }

  /** Whether a text holds anything that starts like JSON or like event XML. */
  static boolean holdsStructure(byte[] text) {
    int at = JsonSpans.skipBlank(text, 0, text.length);
    return (at < text.length && text[at] == '[')
        || recordStart(text, at, text.length, text.length) >= 0;
  }

  /** Behind a line of keys and values, and the lines that a message in it goes on with. */
  static int keyValueEnd(byte[] bytes, int lineEnd, int to) {
    int end = lineEnd;
    while (end < to) {
      int start = end + 1;
      int next = lineEnd(bytes, start, to);
      if (start >= to || isLineOfItsOwn(bytes, start, next)) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private static boolean isLineOfItsOwn(byte[] bytes, int from, int lineEnd) {
    int at = JsonSpans.skipBlank(bytes, from, lineEnd);
    return at >= lineEnd
        || bytes[at] == '{'
        || bytes[at] == '['
        || bytes[at] == '<'
        || KeyValueText.start(bytes, at, lineEnd) >= 0;
  }

  /** Whether a brace opens a JSON object, and not a GUID. */
  private static boolean isJsonObject(byte[] bytes, int at, int to) {
    int next = JsonSpans.skipBlank(bytes, at + 1, to);
    return next < to && (bytes[next] == '"' || bytes[next] == '}');
  }

  /** Whether {@code <} starts XML, and not a syslog priority. */
  static boolean isXml(byte[] bytes, int at, int to) {
    return isEvent(bytes, at, to)
        || starts(bytes, at, to, "<Events")
        || starts(bytes, at, to, "</Events")
        || starts(bytes, at, to, "<?xml")
        || starts(bytes, at, to, "<!");
  }

  /** Behind a declaration, a comment or the tags of an {@code Events} wrapper, or {@code at}. */
  static int behindXmlFrame(byte[] bytes, int at, int to) {
    if (isEvent(bytes, at, to)) {
      return at;
    }
    if (starts(bytes, at, to, "<!--")) {
      return behind(bytes, at, to, "-->");
    }
    if (starts(bytes, at, to, "<?xml")) {
      return behind(bytes, at, to, "?>");
    }
    return starts(bytes, at, to, "<!") ? at : behind(bytes, at, to, ">");
  }

  /** Where the next event or JSON line starts, or {@code to}. */
  static int nextEvent(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if ((b == '<' && isEvent(bytes, at, to))
          || (b == '{' && bytes[at - 1] == '\n' && isJsonObject(bytes, at, to))) {
        return at;
      }
    }
    return to;
  }

  /** Whether a line is one of those that evtx_dump puts between records. */
  static boolean isRecordHeading(byte[] bytes, int from, int lineEnd) {
    int end = JsonSpans.trimEnd(bytes, from, lineEnd);
    String word = "Record ";
    if (!starts(bytes, from, end, word) || end - from > word.length() + 20) {
      return false;
    }
    for (int at = from + word.length(); at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return end > from + word.length();
  }

  /** Behind blanks, commas and closing brackets. */
  static int skipClosing(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (JsonSpans.isBlank(bytes[at])
            || bytes[at] == ','
            || bytes[at] == ']'
            || bytes[at] == '}')) {
      at++;
    }
    return at;
  }

  private static boolean isEvent(byte[] bytes, int at, int to) {
    int behind = at + "<Event".length();
    if (!starts(bytes, at, to, "<Event") || behind >= to) {
      return false;
    }
    byte next = bytes[behind];
    return next == '>' || next == '/' || JsonSpans.isBlank(next);
  }

  private static int behind(byte[] bytes, int from, int to, String text) {
    for (int at = from; at < to; at++) {
      if (starts(bytes, at, to, text)) {
        return at + text.length();
      }
    }
    return from;
  }

  /** Whether a text stands at a place. */
  static boolean starts(byte[] bytes, int at, int to, String text) {
    if (at + text.length() > to) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
