package dev.iischain.normalise;

import java.util.List;

/** The lexical steps of path canonicalisation. */
final class PathText {

  private static final String[] EXPORTING = {".dll", ".dll_", ".ocx", ".cpl", ".drv"};

  private PathText() {}

  /** The text without control characters, double quotes, outer quotes and outer blanks. */
  static String unquote(String text) {
    String bare = withoutIllegal(text);
    int start = 0;
    int end = bare.length();
    while (start < end) {
      char first = bare.charAt(start);
      char last = bare.charAt(end - 1);
      if (first == ' ' || isCurly(first)) {
        start++;
      } else if (last == ' ' || isCurly(last)) {
        end--;
      } else if (first == '\'' && last == '\'' && end - start > 1) {
        start++;
        end--;
      } else {
        break;
      }
    }
    return bare.substring(start, end);
  }

  /** The text without the export that rundll32 is told after a comma. */
  static String withoutExport(String text) {
    int comma = text.lastIndexOf(',');
    if (comma < 0) {
      return text;
    }
    for (int i = comma + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean name =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '#'
              || c == ' '
              || c == '@'
              || c == '?';
      if (!name) {
        return text;
      }
    }
    String file = text.substring(0, comma).stripTrailing();
    for (String ending : EXPORTING) {
      if (file.endsWith(ending)) {
        return file;
      }
    }
    return text;
  }

  /** The path that a {@code file:} URI names, or the text itself. */
  static String withoutUri(String text) {
    if (!text.startsWith("file:")) {
      return text;
    }
    int slashes = 5;
    while (slashes < text.length() && isSlash(text.charAt(slashes))) {
      slashes++;
    }
    String rest = unescape(text.substring(slashes));
    // Two slashes, or four and more, lead to a server.
    int count = slashes - 5;
    boolean server = count == 2 || count >= 4;
    boolean drive = rest.length() > 1 && rest.charAt(1) == ':';
    return server && !drive ? "\\\\" + rest : rest;
  }

  /** The text with single backslashes for slashes and runs, but for a leading pair. */
  static String backslashes(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSlash(c)) {
        out.append(c);
        continue;
      }
      boolean repeated = !out.isEmpty() && out.charAt(out.length() - 1) == '\\';
      if (!repeated || out.length() == 1) {
        out.append('\\');
      }
    }
    return out.toString();
  }

  /**
   * Appends the segments of a text from a position on, resolving dots; whether a stream was cut.
   * The first {@code fixed} ones are a root that nothing climbs out of.
   */
  static boolean split(String text, int from, int fixed, boolean literal, List<String> segments) {
    boolean stream = false;
    int start = from;
    while (start <= text.length()) {
      int slash = text.indexOf('\\', start);
      int end = slash < 0 ? text.length() : slash;
      int colon = text.indexOf(':', start);
      int stop = colon >= 0 && colon < end ? colon : end;
      stream |= stop < end;
      String segment = text.substring(start, stop);
      if (segment.equals("..")) {
        if (segments.size() > fixed) {
          segments.remove(segments.size() - 1);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
      start = end + 1;
    }
    if (!literal) {
      trim(segments, fixed);
    }
    return stream;
  }

  /** As Windows does: every dot and blank at the end, but only a single dot inside. */
  private static void trim(List<String> segments, int fixed) {
    for (int i = fixed; i < segments.size() - 1; i++) {
      String segment = segments.get(i);
      if (isUnusual(segment, false)) {
        segments.set(i, segment.substring(0, segment.length() - 1));
      }
    }
    while (segments.size() > fixed) {
      int last = segments.size() - 1;
      String segment = segments.get(last);
      int end = segment.length();
      while (end > 0 && (segment.charAt(end - 1) == '.' || segment.charAt(end - 1) == ' ')) {
        end--;
      }
      if (end > 0) {
        segments.set(last, segment.substring(0, end));
        return;
      }
      segments.remove(last);
    }
  }

  /** Whether Windows would trim a name that stands at the end of a path, or inside it. */
  static boolean isUnusual(String segment, boolean last) {
    int length = segment.length();
    char end = segment.charAt(length - 1);
    if (last) {
      return end == '.' || end == ' ';
    }
    return end == '.' && length > 1 && segment.charAt(length - 2) != '.';
  }

  /** Whether a name looks like an 8.3 name such as {@code abcdef~1.dll}. */
  static boolean isShortName(String segment) {
    int tilde = segment.indexOf('~');
    if (tilde < 1 || tilde > 6 || tilde + 1 >= segment.length()) {
      return false;
    }
    int i = tilde + 1;
    while (i < segment.length() && segment.charAt(i) >= '0' && segment.charAt(i) <= '9') {
      i++;
    }
    return i > tilde + 1 && i <= 8 && (i == segment.length() || segment.charAt(i) == '.');
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        int code = high * 16 + low;
        if (high >= 0 && low >= 0 && code >= ' ' && code < 0x7f) {
          out.append((char) code);
          i += 2;
          continue;
        }
      }
      out.append(c);
    }
    return PathCase.lower(out.toString());
  }

  private static String withoutIllegal(String text) {
    int i = 0;
    while (i < text.length() && !isIllegal(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
    for (; i < text.length(); i++) {
      if (!isIllegal(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /** No file name holds these, so that they are noise wherever they stand. */
  private static boolean isIllegal(char c) {
    return c < ' ' || c == '"';
  }

  private static boolean isCurly(char c) {
    return c >= 0x2018 && c <= 0x201f;
  }

  private static boolean isSlash(char c) {
    return c == '\\' || c == '/';
  }
}
