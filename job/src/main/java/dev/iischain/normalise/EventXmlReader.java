package dev.iischain.normalise;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads rendered Windows event XML into {@link RecordValues}: tolerant of quotes of either kind, of
 * prefixes and of characters that XML forbids, and without any notion of document types.
 */
final class EventXmlReader {

  /** What was read is no well-formed event. */
  static final int MALFORMED = -1;

  /** What was read is nested deeper than the bound. */
  static final int TOO_DEEP = -2;

  private enum Section {
    NONE,
    SYSTEM,
    EVENT_DATA,
    USER_DATA,
    RENDERING_INFO
  }

  private final int maxDepth;
  private final int[] nameStarts;
  private final int[] nameEnds;
  private byte[] bytes = new byte[0];
  private int limit;
  private int reached;
  private RecordValues values = new RecordValues();

  // The start tag that was read last.
  private int nameStart;
  private int nameEnd;
  private int attributesEnd;
  private boolean selfClosed;

  private Section section = Section.NONE;
  private int sectionDepth;
  private @Nullable String dataName;

  /** A reader that gives up on elements nested deeper than this. */
  EventXmlReader(int maxDepth) {
    this.maxDepth = maxDepth;
    this.nameStarts = new int[maxDepth + 1];
    this.nameEnds = new int[maxDepth + 1];
  }

  /**
   * Reads the element that starts at {@code from}; the end of it, or {@link #MALFORMED} or {@link
   * #TOO_DEEP}.
   */
  int read(byte[] input, int from, int to, RecordValues target) {
    bytes = input;
    limit = to;
    values = target;
    section = Section.NONE;
    dataName = null;
    return element(from);
  }

  /** Reads every element of a fragment such as {@code <EventData>...} as far as it goes. */
  void readFragment(String xml, RecordValues target) {
    byte[] input = xml.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at >= 0 && at < input.length) {
      while (at < input.length && input[at] != '<') {
        at++;
      }
      if (at < input.length) {
        at = read(input, at, input.length, target);
      }
    }
  }

  /** How far the last reading looked, whether it succeeded or not. */
  int reached() {
    return reached;
  }

  private int element(int from) {
    int depth = 0;
    int leafStart = -1;
    int at = from;
    while (true) {
      while (at < limit && bytes[at] != '<') {
        at++;
      }
      if (at + 1 >= limit) {
        reached = limit;
        return MALFORMED;
      }
      reached = at;
      byte next = bytes[at + 1];
      if (next == '!') {
        at = special(at);
      } else if (next == '?') {
        at = behind(at, "?>");
      } else if (next == '/') {
        int end = behind(at, ">");
        if (end < 0 || depth == 0 || !closes(depth - 1, at + 2, end - 1)) {
          return MALFORMED;
        }
        depth--;
        close(depth, leafStart, at);
        leafStart = -1;
        at = end;
        if (depth == 0) {
          return at;
        }
      } else {
        at = startTag(at + 1);
        if (at >= 0) {
          if (depth >= maxDepth) {
            return TOO_DEEP;
          }
          nameStarts[depth] = nameStart;
          nameEnds[depth] = nameEnd;
          open(depth);
          leafStart = at;
          if (selfClosed) {
            close(depth, leafStart, leafStart);
            leafStart = -1;
            if (depth == 0) {
              return at;
            }
          } else {
            depth++;
          }
        }
      }
      if (at < 0) {
        return MALFORMED;
      }
    }
  }

  private int special(int at) {
    if (startsWith(at, "<!--")) {
      return behind(at + 4, "-->");
    }
    return startsWith(at, "<![CDATA[") ? behind(at, "]]>") : MALFORMED;
  }

  private int startTag(int from) {
    int at = from;
    int start = from;
    while (at < limit && !isBlank(bytes[at]) && bytes[at] != '>' && bytes[at] != '/') {
      if (bytes[at] == ':') {
        start = at + 1;
      } else if (bytes[at] == '<') {
        return MALFORMED;
      }
      at++;
    }
    nameStart = start;
    nameEnd = at;
    if (at == start) {
      return MALFORMED;
    }
    byte quote = 0;
    while (at < limit) {
      byte b = bytes[at];
      if (b == '<') {
        return MALFORMED;
      } else if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        selfClosed = bytes[at - 1] == '/';
        attributesEnd = selfClosed ? at - 1 : at;
        return at + 1;
      }
      at++;
    }
    return MALFORMED;
  }

  private void open(int depth) {
    if (section == Section.NONE) {
      section =
          isName("System")
              ? Section.SYSTEM
              : isName("EventData")
                  ? Section.EVENT_DATA
                  : isName("UserData")
                      ? Section.USER_DATA
                      : isName("RenderingInfo") ? Section.RENDERING_INFO : Section.NONE;
      sectionDepth = depth;
      return;
    }
    if (section == Section.SYSTEM) {
      openSystem();
    } else if (section == Section.EVENT_DATA) {
      dataName = isName("Data") ? attribute("Name") : null;
    }
  }

  private void openSystem() {
    if (isName("Provider")) {
      values.put(Slot.PROVIDER, attribute("Name"));
      values.put(Slot.EVENT_SOURCE, attribute("EventSourceName"));
    } else if (isName("TimeCreated")) {
      values.put(Slot.TIME, attribute("SystemTime"));
    } else if (isName("Security")) {
      values.put(Slot.USER_SID, attribute("UserID"));
    } else if (isName("Execution")) {
      values.put(Slot.EXECUTION_PROCESS_ID, attribute("ProcessID"));
    }
  }

  private void close(int depth, int leafStart, int leafEnd) {
    nameStart = nameStarts[depth];
    nameEnd = nameEnds[depth];
    if (section != Section.NONE && depth == sectionDepth) {
      section = Section.NONE;
      return;
    }
    if (leafStart < 0) {
      return;
    }
    switch (section) {
      case SYSTEM -> closeSystem(leafStart, leafEnd);
      case EVENT_DATA -> closeData(leafStart, leafEnd);
      case USER_DATA -> keep(name(), leafStart, leafEnd);
      case RENDERING_INFO -> {
        if (isName("Message")) {
          values.put(Passage.RENDERED_MESSAGE, leafStart, leafEnd);
        }
      }
      case NONE -> {
        if (isName("Param")) {
          values.data.addPosition(XmlText.decode(bytes, leafStart, leafEnd));
        }
      }
    }
  }

  private void closeSystem(int start, int end) {
    Slot slot =
        isName("EventID")
            ? Slot.EVENT_CODE
            : isName("EventRecordID")
                ? Slot.RECORD_ID
                : isName("Channel")
                    ? Slot.CHANNEL
                    : isName("Computer") ? Slot.COMPUTER : isName("Level") ? Slot.LEVEL : null;
    if (slot != null) {
      values.put(slot, XmlText.decode(bytes, start, end).trim());
    }
  }

  private void closeData(int start, int end) {
    if (!isName("Data")) {
      return;
    }
    String name = dataName;
    dataName = null;
    if (name == null) {
      values.data.addPosition(XmlText.decode(bytes, start, end));
    } else {
      keep(name, start, end);
    }
  }

  private void keep(String name, int start, int end) {
    int index = ValueNames.exact(name);
    if (index != ValueNames.NONE) {
      values.data.putExact(index, XmlText.decode(bytes, start, end));
      return;
    }
    index = ValueNames.loose(name);
    if (index != ValueNames.NONE) {
      values.data.putLoose(index, XmlText.decode(bytes, start, end));
    }
  }

  /** The value of an attribute of the start tag that was read last, or null. */
  private @Nullable String attribute(String wanted) {
    int at = nameEnd;
    while (at < attributesEnd) {
      while (at < attributesEnd && isBlank(bytes[at])) {
        at++;
      }
      int start = at;
      while (at < attributesEnd && bytes[at] != '=' && !isBlank(bytes[at])) {
        at++;
      }
      int end = at;
      while (at < attributesEnd && bytes[at] != '"' && bytes[at] != '\'') {
        at++;
      }
      if (at >= attributesEnd) {
        return null;
      }
      byte quote = bytes[at];
      int valueStart = ++at;
      while (at < attributesEnd && bytes[at] != quote) {
        at++;
      }
      if (isText(start, end, wanted)) {
        return XmlText.decode(bytes, valueStart, at);
      }
      at++;
    }
    return null;
  }

  private String name() {
    return new String(bytes, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
  }

  private boolean isName(String wanted) {
    return isText(nameStart, nameEnd, wanted);
  }

  private boolean isText(int start, int end, String wanted) {
    return end - start == wanted.length() && startsWith(start, wanted);
  }

  /** Whether the end tag's name is that of the element opened at this depth. */
  private boolean closes(int depth, int from, int to) {
    int end = to;
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    int length = nameEnds[depth] - nameStarts[depth];
    int start = end - length;
    if (start < from || (start > from && bytes[start - 1] != ':')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != bytes[nameStarts[depth] + i]) {
        return false;
      }
    }
    return true;
  }

  private int behind(int from, String text) {
    for (int at = from; at + text.length() <= limit; at++) {
      if (startsWith(at, text)) {
        return at + text.length();
      }
    }
    reached = limit;
    return MALFORMED;
  }

  private boolean startsWith(int at, String text) {
    if (at + text.length() > limit) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
