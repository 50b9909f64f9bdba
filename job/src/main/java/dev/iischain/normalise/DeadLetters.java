package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Dead letters as input: what was not read once may be readable now. */
final class DeadLetters {

  /** How many dead letters of dead letters are opened; a deeper one stays as it is. */
  static final int MAX_NESTED = 3;

  private static final byte[][] START = {
    bytes("{"), bytes("\"schema\""), bytes(":"), bytes("\"iis-chain/dead-letter/")
  };

  private DeadLetters() {}

  /** The dead letter that a record is, the innermost where it holds others, or null. */
  static @Nullable DeadLetter read(byte[] value) {
    DeadLetter letter = readOne(value);
    for (int depth = 1; letter != null && depth < MAX_NESTED; depth++) {
      DeadLetter inner = letter.truncated() ? null : readOne(letter.value());
      if (inner == null) {
        return letter;
      }
      letter = inner;
    }
    return letter;
  }

  /** The record that it is about, at its own coordinates; null when no whole one was kept. */
  static @Nullable RawRecord original(DeadLetter letter) {
    return letter.truncated() || isLetter(letter.value())
        ? null
        : new RawRecord(
            letter.value(),
            letter.source(),
            letter.partition(),
            letter.position(),
            letter.receivedMillis());
  }

  private static @Nullable DeadLetter readOne(byte[] value) {
    if (!isLetter(value)) {
      return null;
    }
    try {
      return RecordJson.read(value, DeadLetter.class);
    } catch (JsonProcessingException e) {
      return null; // looks like one only, and goes the way of every record
    }
  }

  /** Whether a record starts as every dead letter does; nearly all others differ at once. */
  private static boolean isLetter(byte[] value) {
    int at = PayloadBytes.skipMark(value, 0, value.length);
    for (byte[] word : START) {
      at = JsonSpans.skipBlank(value, at, value.length);
      if (value.length - at < word.length) {
        return false;
      }
      for (byte expected : word) {
        if (value[at++] != expected) {
          return false;
        }
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
