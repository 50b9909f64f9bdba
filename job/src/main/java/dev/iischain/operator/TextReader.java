package dev.iischain.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link TextWriter} wrote. Short texts that come again and again, such as the names of
 * hosts, rules and programs, are one object each as long as they are among the latest, since most
 * of them stay in a ledger's memory.
 */
final class TextReader {

  private static final int MAX_SHARED = 96;

  /** One place for each of so many hash values; a newcomer takes the place of the last. */
  private final @Nullable String[] shared = new String[4096];

  private byte[] buffer = new byte[512];

  /** A text that hardly any other record has too, or null. */
  @Nullable String own(DataInputView in) throws IOException {
    long header = VariableLength.read(in);
    if (header == 0) {
      return null;
    }
    int length = (int) (header - 1 >>> 1);
    return (header - 1 & 1) == 0 ? narrow(length, in) : wide(length, in);
  }

  /** A text that other records have too, or null. */
  @Nullable String shared(DataInputView in) throws IOException {
    long header = VariableLength.read(in);
    if (header == 0) {
      return null;
    }
    int length = (int) (header - 1 >>> 1);
    if ((header - 1 & 1) != 0) {
      return wide(length, in);
    }
    if (length > MAX_SHARED) {
      return narrow(length, in);
    }
    in.readFully(buffer, 0, length);
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + buffer[i];
    }
    int place = (hash * 0x9E3779B9) >>> 20;
    String known = shared[place];
    if (known != null && isBuffer(known, length)) {
      return known;
    }
    String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    shared[place] = text;
    return text;
  }

  private boolean isBuffer(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != (buffer[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private String narrow(int length, DataInputView in) throws IOException {
    byte[] bytes = length <= buffer.length ? buffer : new byte[length];
    in.readFully(bytes, 0, length);
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static String wide(int length, DataInputView in) throws IOException {
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = in.readChar();
    }
    return new String(characters);
  }
}
