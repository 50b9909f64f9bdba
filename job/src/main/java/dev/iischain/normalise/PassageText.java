package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The text of a passage that was left unread. */
final class PassageText {

  private PassageText() {}

  /** The text, or null when the passage is absent or no text. */
  static @Nullable String read(RecordValues values, Passage passage) {
    if (!values.has(passage)) {
      return null;
    }
    values.markPassageRead();
    int start = values.start(passage);
    int end = values.end(passage);
    if (values.isXml()) {
      return XmlText.decode(values.bytes(), start, end);
    }
    if (start >= end || values.bytes()[start] != '"') {
      return null;
    }
    try (JsonParser parser = JsonParsers.open(values.bytes(), start, end, values.isRepaired())) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    } catch (IOException unreadable) {
      // It was skipped over without complaint, so this is a defect of no consequence.
      return null;
    }
  }
}
