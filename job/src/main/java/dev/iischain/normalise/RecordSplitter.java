package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.iischain.event.DeadLetter.Reason;
import dev.iischain.event.TelemetryFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements of a record: lines, array members, envelopes and what transports wrap around
 * them. A defect in one element never takes its siblings with it.
 */
final class RecordSplitter {

  /** How many envelopes and wrappers may lie around a record proper. */
  private static final int MAX_LEVEL = 3;

  private static final int FAILED = -1;

  private final JsonParsers parsers;
  private final EventXmlReader xml;
  private final ElementDecoder elements;
  private final RecordValues[] levels = new RecordValues[MAX_LEVEL + 1];
  private final WorkBudget budget = new WorkBudget();

  /** The element around the one that is being unwrapped; what is unknown is told with it. */
  private byte @Nullable [] owner;

  private int ownerStart;
  private int ownerEnd;

  /** Whether the record proper was inside of something else. */
  private boolean unwrapped;

  /** Why and where the last attempt failed. */
  private Reason failure = Reason.MALFORMED_JSON;

  private int failedAt;

  /** Behind the last element of an array that has been dealt with. */
  private int resumeAt;

  /** A splitter with these bounds. */
  RecordSplitter(NormaliseOptions options) {
    this.parsers = new JsonParsers(options.maxDepth(), options.maxRecordBytes());
    this.xml = new EventXmlReader(options.maxDepth());
    this.elements = new ElementDecoder(options, parsers);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new RecordValues();
    }
  }

  /** Gives every element of a record its outcome. */
  void split(byte[] bytes, Outcomes out) {
    budget.reset(bytes.length);
    owner = null;
    unwrapped = false;
    payload(bytes, 0, bytes.length, 0, out);
  }

  /** Whether all of the last record was understood without a look into its long texts. */
  boolean wasPlain() {
    return !unwrapped && !levels[0].isPassageRead();
  }

  private void payload(byte[] bytes, int from, int to, int level, Outcomes out) {
    int at = PayloadBytes.skipMark(bytes, from, to);
    while (true) {
      at = JsonSpans.skipBlank(bytes, at, to);
      if (at >= to) {
        return;
      }
      if (budget.isExhausted()) {
        out.dead(failure, "The record holds too many defects to go on reading.", bytes, at, to);
        return;
      }
      byte b = bytes[at];
      if (b == '{' || b == '[') {
        at = json(bytes, at, to, level, false, out);
      } else if (b == '<' && TextShapes.isXml(bytes, at, to)) {
        at = xml(bytes, at, to, level, out);
      } else {
        at = text(bytes, at, to, level, out);
      }
    }
  }

  /** Behind plain text: a transport's heading in front of a record, or text that is no record. */
  private int text(byte[] bytes, int at, int to, int level, Outcomes out) {
    int lineEnd = TextShapes.lineEnd(bytes, at, to);
    int start = TextShapes.recordStart(bytes, at, lineEnd, to);
    int keys = KeyValueText.start(bytes, at, start < 0 ? lineEnd : start);
    if (keys >= 0) {
      int end = TextShapes.keyValueEnd(bytes, lineEnd, to);
      RecordValues values = levels[level];
      values.reset(bytes, false, false);
      String record = new String(bytes, keys, end - keys, StandardCharsets.UTF_8);
      elements.decode(KeyValueText.read(record, values), values, bytes, at, end, out);
      return end;
    }
    if (start >= 0) {
      return start;
    }
    if (TextShapes.isRecordHeading(bytes, at, lineEnd)) {
      return lineEnd;
    }
    int end = JsonSpans.nextRecordLine(bytes, at, to);
    out.dead(
        Reason.UNKNOWN_FORMAT,
        "The text is neither JSON nor Windows event XML, LEEF or WinCollect.",
        bytes,
        at,
        end);
    return end;
  }

  private int xml(byte[] bytes, int at, int to, int level, Outcomes out) {
    int behind = TextShapes.behindXmlFrame(bytes, at, to);
    if (behind > at) {
      return behind;
    }
    RecordValues values = levels[level];
    values.reset(bytes, true, false);
    int end = xml.read(bytes, at, to, values);
    if (end > at) {
      elements.decode(TelemetryFormat.EVENT_XML, values, bytes, at, end, out);
      return end;
    }
    budget.spend(xml.reached() - at);
    int next = TextShapes.nextEvent(bytes, at + 1, to);
    if (end == EventXmlReader.TOO_DEEP) {
      failure = Reason.TOO_DEEP;
      out.dead(failure, "The XML is nested deeper than the configured bound.", bytes, at, next);
    } else {
      failure = Reason.MALFORMED_XML;
      out.dead(
          failure,
          "The XML is not well formed, has a document type, or is cut off.",
          bytes,
          at,
          next);
    }
    return next;
  }

  /** Behind the JSON value at a place, or behind what had to be given up of it. */
  private int json(byte[] bytes, int at, int to, int level, boolean repaired, Outcomes out) {
    int before = out.count();
    resumeAt = at;
    int end = attempt(bytes, at, to, level, repaired, out);
    if (end != FAILED) {
      return Math.max(end, at + 1);
    }
    Reason reason = failure;
    int done = resumeAt;
    budget.spend(failedAt - at);
    end = budget.end(bytes, at, to);
    if (end < 0) {
      end = JsonSpans.nextRecordLine(bytes, at, to);
      budget.spend(end - at);
    }
    if (out.count() > before) {
      int rest = TextShapes.skipClosing(bytes, Math.max(done, at), end);
      if (rest < end) {
        dead(reason, bytes, rest, end, out);
      }
    } else if (repaired || reason != Reason.MALFORMED_JSON) {
      dead(reason, bytes, at, end, out);
    } else {
      byte[] fixed = Utf8Repair.repair(bytes, at, end);
      return Math.max(at + json(fixed, 0, fixed.length, level, true, out), at + 1);
    }
    return Math.max(end, at + 1);
  }

  private static void dead(Reason reason, byte[] bytes, int from, int to, Outcomes out) {
    out.dead(
        reason,
        reason == Reason.TOO_DEEP
            ? "The JSON is nested deeper, or has longer names or numbers, than the bound."
            : "The JSON does not parse, or is cut off.",
        bytes,
        from,
        to);
  }

  /** Behind the JSON value at a place, or {@link #FAILED}. */
  private int attempt(byte[] bytes, int at, int to, int level, boolean repaired, Outcomes out) {
    failure = Reason.MALFORMED_JSON;
    failedAt = at;
    if (at + 1 < to && bytes[at + 1] == 0) {
      // Jackson would take this for UTF-16 and lose count of bytes.
      return FAILED;
    }
    RecordValues values = levels[level];
    int end;
    try (JsonParser parser = parsers.parse(bytes, at, to, repaired)) {
      try {
        boolean alive = root(parser, values, bytes, at, to, level, repaired, out);
        end = at + (int) parser.currentLocation().getByteOffset();
        if (!alive) {
          int behindArray = resumeAt;
          end = budget.end(bytes, at, to);
          return end >= behindArray ? end : JsonSpans.nextRecordLine(bytes, behindArray, to);
        }
      } catch (IOException e) {
        note(e, parser, at, to);
        return FAILED;
      }
    } catch (IOException e) {
      return FAILED;
    }
    finish(values, bytes, at, end, level, out);
    return end;
  }

  /** Reads the outermost value; false when the parser broke and the rest was read without it. */
  private boolean root(
      JsonParser parser,
      RecordValues values,
      byte[] bytes,
      int at,
      int to,
      int level,
      boolean repaired,
      Outcomes out)
      throws IOException {
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      boolean alive = members(parser, bytes, at, to, level, repaired, out);
      values.reset(bytes, false, repaired);
      values.markEnvelope();
      return alive;
    }
    values.reset(bytes, false, repaired);
    return new JsonRecordReader(
            parser, values, at, to, array -> members(array, bytes, at, to, level, repaired, out))
        .read();
  }

  private void note(IOException e, JsonParser parser, int base, int to) {
    failure = e instanceof StreamConstraintsException ? Reason.TOO_DEEP : Reason.MALFORMED_JSON;
    long offset = parser.currentLocation().getByteOffset();
    failedAt = offset < 0 ? to : (int) Math.min(to, base + offset);
  }

  /** Reads an array of elements; false when the parser broke and the rest was read without it. */
  private boolean members(
      JsonParser parser,
      byte[] bytes,
      int base,
      int to,
      int level,
      boolean repaired,
      Outcomes out) {
    int start = base + (int) parser.currentLocation().getByteOffset();
    boolean inside = false;
    try {
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY && token != null) {
        start = base + (int) parser.currentTokenLocation().getByteOffset();
        inside = true;
        if (token == JsonToken.START_OBJECT && level < MAX_LEVEL) {
          RecordValues values = levels[level + 1];
          values.reset(bytes, false, repaired);
          boolean alive =
              new JsonRecordReader(
                      parser,
                      values,
                      base,
                      to,
                      array -> members(array, bytes, base, to, level + 1, repaired, out))
                  .read();
          if (!alive) {
            int end = Math.max(resumeAt, budget.end(bytes, start, to));
            resumeAt = rest(bytes, end, to, level, out);
            return false;
          }
          int end = base + (int) parser.currentLocation().getByteOffset();
          inside = false;
          finish(values, bytes, start, end, level + 1, out);
          start = end;
        } else {
          member(parser, token, bytes, base, start, level, out);
          inside = false;
          start = base + (int) parser.currentLocation().getByteOffset();
        }
        resumeAt = start;
        token = parser.nextToken();
      }
      resumeAt = base + (int) parser.currentLocation().getByteOffset();
      return true;
    } catch (IOException e) {
      note(e, parser, base, to);
      budget.spend(failedAt - start);
      int at = inside ? broken(bytes, start, to, level, out) : start;
      resumeAt = rest(bytes, at, to, level, out);
      return false;
    }
  }

  /** A member of an array that is no object. */
  private void member(
      JsonParser parser,
      JsonToken token,
      byte[] bytes,
      int base,
      int start,
      int level,
      Outcomes out)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token == JsonToken.VALUE_STRING && level < MAX_LEVEL) {
      byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
      budget.extend(text.length);
      payload(text, 0, text.length, level + 1, out);
      return;
    }
    parser.skipChildren();
    out.dead(
        Reason.UNKNOWN_FORMAT,
        "A member of the array is no record, or too many envelopes lie around it.",
        bytes,
        start,
        base + (int) parser.currentLocation().getByteOffset());
  }

  /** Behind a member that broke the parser; it is tried once more by itself. */
  private int broken(byte[] bytes, int start, int to, int level, Outcomes out) {
    Reason reason = failure;
    int end = budget.end(bytes, start, to);
    if (end < 0) {
      end = JsonSpans.nextRecordLine(bytes, start, to);
      budget.spend(end - start);
      dead(reason, bytes, start, end, out);
    } else if (reason == Reason.MALFORMED_JSON && level < MAX_LEVEL) {
      alone(bytes, start, end, level + 1, out);
    } else {
      dead(reason, bytes, start, end, out);
    }
    return end;
  }

  /** Decodes one member whose end is known. */
  private void alone(byte[] bytes, int start, int end, int level, Outcomes out) {
    int at = json(bytes, start, end, level, false, out);
    int rest = TextShapes.skipClosing(bytes, at, end);
    if (rest < end) {
      dead(Reason.MALFORMED_JSON, bytes, rest, end, out);
    }
  }

  /** Behind an array whose members are read one by one, since no parser reads it as a whole. */
  private int rest(byte[] bytes, int from, int to, int level, Outcomes out) {
    int at = from;
    while (true) {
      while (at < to && (JsonSpans.isBlank(bytes[at]) || bytes[at] == ',')) {
        at++;
      }
      if (at >= to) {
        return to;
      }
      byte b = bytes[at];
      if (b == ']' || b == '}') {
        return at + 1;
      }
      int end = b == '{' && !budget.isExhausted() ? budget.end(bytes, at, to) : FAILED;
      if (end < 0) {
        end = budget.isExhausted() ? to : JsonSpans.nextRecordLine(bytes, at, to);
        budget.spend(end - at);
        dead(Reason.MALFORMED_JSON, bytes, at, end, out);
      } else if (level < MAX_LEVEL) {
        alone(bytes, at, end, level + 1, out);
      } else {
        dead(Reason.UNKNOWN_FORMAT, bytes, at, end, out);
      }
      at = end;
    }
  }

  private void finish(
      RecordValues values, byte[] bytes, int start, int end, int level, Outcomes out) {
    if (values.isEnvelope()) {
      return;
    }
    TelemetryFormat format = FormatDetector.detect(values);
    Passage told = format == null ? null : ElementDecoder.betterToldBy(format, values);
    if (told != null && level < MAX_LEVEL && unwrap(told, values, level, out)) {
      return;
    }
    if (format != null) {
      elements.decode(format, values, bytes, start, end, out);
    } else if (level >= MAX_LEVEL || !unwrap(values, bytes, start, end, level, out)) {
      unknown(bytes, start, end, out);
    }
  }

  /** Decodes what a transport wrapped; false when nothing in the element looks wrapped. */
  private boolean unwrap(
      RecordValues values, byte[] bytes, int start, int end, int level, Outcomes out) {
    for (Passage passage : Passage.values()) {
      if (!passage.wrapper() || !values.has(passage)) {
        continue;
      }
      unwrapped = true;
      int from = values.start(passage);
      byte first = bytes[from];
      if (first == '"') {
        byte[] inner = inner(values, passage);
        if (TextShapes.holdsRecord(inner)) {
          budget.extend(inner.length);
          payload(inner, 0, inner.length, level + 1, out);
          return true;
        }
      } else if (first == '[') {
        payload(bytes, from, values.end(passage), level + 1, out);
        return true;
      } else {
        unwrapObject(bytes, from, values.end(passage), start, end, level, out);
        return true;
      }
    }
    return false;
  }

  /** Decodes the original that a normalised record carries as text; false when there is none. */
  private boolean unwrap(Passage passage, RecordValues values, int level, Outcomes out) {
    unwrapped = true;
    byte[] inner = inner(values, passage);
    if (!TextShapes.holdsStructure(inner)) {
      return false;
    }
    budget.extend(inner.length);
    payload(inner, 0, inner.length, level + 1, out);
    return true;
  }

  private static byte[] inner(RecordValues values, Passage passage) {
    String text = PassageText.read(values, passage);
    return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
  }

  private void unwrapObject(
      byte[] bytes, int from, int to, int start, int end, int level, Outcomes out) {
    boolean outermost = owner == null;
    if (outermost) {
      owner = bytes;
      ownerStart = start;
      ownerEnd = end;
    }
    payload(bytes, from, to, level + 1, out);
    if (outermost) {
      owner = null;
    }
  }

  private void unknown(byte[] bytes, int start, int end, Outcomes out) {
    byte[] whole = owner;
    String detail = "The JSON object is of no format that is known.";
    if (whole == null) {
      out.dead(Reason.UNKNOWN_FORMAT, detail, bytes, start, end);
    } else {
      out.dead(Reason.UNKNOWN_FORMAT, detail, whole, ownerStart, ownerEnd);
    }
  }
}
