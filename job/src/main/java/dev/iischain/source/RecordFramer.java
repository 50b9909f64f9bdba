package dev.iischain.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into records. Lines are records, unless the first line holds only the start of
 * one: an XML document is then cut after each {@code </Event>}, a JSON array or pretty-printed JSON
 * after each object. A record longer than the bound is cut at the bound, and its rest is skipped.
 */
final class RecordFramer {

  private static final byte[] EVENT_END = {'<', '/', 'E', 'v', 'e', 'n', 't', '>'};
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream record = new ByteArrayOutputStream(4_096);
  private int position;
  private int limit;
  private @Nullable Cut cut;

  RecordFramer(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Where records end. */
  private enum Cut {
    LINE,
    XML,
    JSON
  }

  /** The next record that is not blank, or null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      if (!skipBlanks()) {
        return null;
      }
      if (cut == null) {
        cut = detect();
      }
      record.reset();
      switch (cut) {
        case LINE -> line();
        case XML -> xml();
        case JSON -> json();
      }
      if (record.size() > 0) {
        return record.toByteArray();
      }
    }
  }

  /** Judges by the first line: one that holds a whole record is followed by more of its kind. */
  private Cut detect() {
    byte first = buffer[position];
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    boolean whole = end < limit || limit < BUFFER;
    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1).trim();
    return switch (first) {
      case '<' -> whole && line.endsWith("</Event>") ? Cut.LINE : Cut.XML;
      case '[' -> whole && line.endsWith("]") && end < limit ? Cut.LINE : Cut.JSON;
      case '{' -> line.equals("{") ? Cut.JSON : Cut.LINE;
      default -> Cut.LINE;
    };
  }

  /** Moves to the next byte that is not blank; false at the end. */
  private boolean skipBlanks() throws IOException {
    while (fill()) {
      byte b = buffer[position];
      boolean bom =
          (b & 0xFF) == 0xEF && limit - position >= 3 && (buffer[position + 1] & 0xFF) == 0xBB;
      if (bom) {
        position += 3;
      } else if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
        position++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void line() throws IOException {
    while (fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(position, end);
      position = end;
      if (end < limit) {
        position++;
        break;
      }
    }
  }

  private void xml() throws IOException {
    int matched = 0;
    while (fill()) {
      byte b = buffer[position];
      append(position, position + 1);
      position++;
      matched = b == EVENT_END[matched] ? matched + 1 : b == EVENT_END[0] ? 1 : 0;
      if (matched == EVENT_END.length) {
        return;
      }
    }
    if (record.toString(StandardCharsets.ISO_8859_1).trim().equals("</Events>")) {
      record.reset(); // the end of the document, not of an event
    }
  }

  /** One object, wherever it stands; the brackets and commas of an array around it are dropped. */
  private void json() throws IOException {
    int depth = 0;
    boolean text = false;
    boolean escaped = false;
    while (fill()) {
      byte b = buffer[position];
      boolean between = depth == 0 && b != '{';
      if (between && (b == '[' || b == ']' || b == ',' || isBlank(b))) {
        position++;
        if (record.size() > 0 && b != ' ') {
          return;
        }
        continue;
      }
      append(position, position + 1);
      position++;
      if (escaped) {
        escaped = false;
      } else if (text) {
        escaped = b == '\\';
        text = b != '"';
      } else if (b == '"') {
        text = depth > 0;
      } else if (b == '{') {
        depth++;
      } else if (b == '}') {
        depth--;
        if (depth <= 0) {
          return;
        }
      }
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private void append(int from, int to) {
    int room = maxBytes + 1 - record.size();
    if (room > 0) {
      record.write(buffer, from, Math.min(room, to - from));
    }
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, BUFFER));
    return limit > 0;
  }
}
