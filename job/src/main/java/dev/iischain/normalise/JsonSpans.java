package dev.iischain.normalise;

/** Finds where JSON values end without parsing them, to save the siblings of a broken one. */
final class JsonSpans {

  private JsonSpans() {}

  /**
   * Behind the last byte of the object or array that starts at {@code from}, or -1 when its
   * brackets do not balance, or a string in it runs over the end of a line.
   */
  static int end(byte[] bytes, int from, int to) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (quoted) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          quoted = false;
        } else if (b == '\n') {
          return -1;
        }
        continue;
      }
      switch (b) {
        case '"' -> quoted = true;
        case '{', '[' -> depth++;
        case '}', ']' -> {
          depth--;
          if (depth <= 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Where the next line that begins like a record starts, or {@code to}. */
  static int nextRecordLine(byte[] bytes, int from, int to) {
    int i = from;
    while (true) {
      while (i < to && bytes[i] != '\n') {
        i++;
      }
      i = skipBlank(bytes, i, to);
      if (i >= to) {
        return to;
      }
      byte b = bytes[i];
      if (b == '{' || b == '[' || b == '<') {
        return i;
      }
    }
  }

  /** Where the next byte that is no blank stands, or {@code to}. */
  static int skipBlank(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  /** Behind the last byte that is no blank. */
  static int trimEnd(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  /** Whether a byte separates records: blanks, line ends, NUL and the record separator. */
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0 || b == 0x1e;
  }
}
