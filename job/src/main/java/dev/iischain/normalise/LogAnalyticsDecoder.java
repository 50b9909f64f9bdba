package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows of the Log Analytics tables SecurityEvent, Event and WindowsEvent. */
final class LogAnalyticsDecoder {

  private static final String SECURITY_TABLE = "SecurityEvent";

  private final JsonParsers parsers;
  private final EventXmlReader xml;

  /** A decoder that reads event data inside a text with these bounds. */
  LogAnalyticsDecoder(JsonParsers parsers, EventXmlReader xml) {
    this.parsers = parsers;
    this.xml = xml;
  }

  /** Finds the names. */
  void read(RecordValues values, WindowsRecord event) {
    NamedValues flat = values.flat;
    event.reset(values, flat);
    boolean security = SECURITY_TABLE.equals(flat.get(ValueName.TYPE));
    event.provider = flat.first(ValueName.PROVIDER, ValueName.EVENT_SOURCE_NAME);
    if (event.provider == null) {
      event.provider = flat.first(ValueName.SOURCE, ValueName.SOURCE_NAME);
    }
    if (event.provider == null && security) {
      event.provider = "Microsoft-Windows-Security-Auditing";
    }
    event.channel = flat.get(Field.CHANNEL);
    if (event.channel == null) {
      event.channel = security ? "Security" : flat.get(ValueName.EVENT_LOG);
    }
    event.eventCode = flat.get(Field.EVENT_ID);
    event.computer = flat.get(Field.COMPUTER);
    event.recordId = flat.get(ValueName.EVENT_RECORD_ID);
    event.level = flat.get(ValueName.EVENT_LEVEL);
    if (event.level == null) {
      event.level = flat.get(Field.LEVEL);
    }
    event.time = flat.first(ValueName.TIME_GENERATED, ValueName.TIME_CREATED);
    event.messagePassage = Passage.RENDERED_MESSAGE;
    if (WindowsEvent.define(event) == null) {
      return;
    }
    if (values.data.isEmpty()) {
      eventData(values, PassageText.read(values, Passage.EVENT_DATA));
    }
    if (values.data.isEmpty()) {
      eventData(values, PassageText.read(values, Passage.PARAMETER_XML));
    }
    if (!values.data.isEmpty()) {
      event.data = values.data;
    }
    if (security) {
      account(flat, event.data);
    }
  }

  /** The table joins domain and name of the subject in a column of its own. */
  private static void account(NamedValues flat, NamedValues data) {
    String account = flat.first(ValueName.SUBJECT_ACCOUNT, ValueName.ACCOUNT);
    int slash = account == null ? -1 : account.indexOf('\\');
    if (account != null && slash > 0 && data.get(Field.SUBJECT_USER_NAME) == null) {
      data.putIfAbsent(Field.SUBJECT_DOMAIN_NAME, account.substring(0, slash));
      data.putIfAbsent(Field.SUBJECT_USER_NAME, account.substring(slash + 1));
    }
  }

  private void eventData(RecordValues values, @Nullable String text) {
    if (text == null) {
      return;
    }
    String data = text.strip();
    if (data.startsWith("<")) {
      xml.readFragment(data, values);
    } else if (data.startsWith("{")) {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      try (JsonParser parser = parsers.parse(bytes, 0, bytes.length, true)) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          JsonRecordReader.readEventData(parser, values);
        }
      } catch (IOException unreadable) {
        // What was read up to here is still worth having.
        return;
      }
    }
  }
}
