package dev.iischain.operator;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes texts, null too: one byte for a character where all of a text's are below 256. */
final class TextWriter {

  private static final int MAX_KEPT = 1 << 16;

  private byte[] buffer = new byte[512];

  void write(@Nullable String text, DataOutputView out) throws IOException {
    if (text == null) {
      VariableLength.write(0, out);
      return;
    }
    int length = text.length();
    byte[] bytes = room(length);
    int or = 0;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      or |= character;
      bytes[i] = (byte) character;
    }
    if (or < 256) {
      VariableLength.write(((long) length << 1) + 1, out);
      out.write(bytes, 0, length);
    } else {
      VariableLength.write((((long) length << 1) | 1) + 1, out);
      out.writeChars(text);
    }
  }

  private byte[] room(int length) {
    if (length <= buffer.length) {
      return buffer;
    }
    byte[] larger = new byte[length];
    if (length <= MAX_KEPT) {
      buffer = larger;
    }
    return larger;
  }
}
