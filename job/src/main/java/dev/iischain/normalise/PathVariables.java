package dev.iischain.normalise;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expands {@code %x%}, {@code !x!}, {@code $env:x} and <code>${env:x}</code> in paths. */
final class PathVariables {

  private static final int MAX_NAME = 64;

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("windir", "c:\\windows"),
          Map.entry("systemroot", "c:\\windows"),
          Map.entry("systemdrive", "c:"),
          Map.entry("homedrive", "c:"),
          Map.entry("programfiles", "c:\\program files"),
          Map.entry("programfiles(x86)", "c:\\program files (x86)"),
          Map.entry("programw6432", "c:\\program files"),
          Map.entry("commonprogramfiles", "c:\\program files\\common files"),
          Map.entry("commonprogramfiles(x86)", "c:\\program files (x86)\\common files"),
          Map.entry("commonprogramw6432", "c:\\program files\\common files"),
          Map.entry("programdata", "c:\\programdata"),
          Map.entry("allusersprofile", "c:\\programdata"),
          Map.entry("public", "c:\\users\\public"),
          Map.entry("exchangeinstallpath", "c:\\program files\\microsoft\\exchange server\\v15"),
          Map.entry("temp", "c:\\windows\\temp"),
          Map.entry("tmp", "c:\\windows\\temp"));

  private PathVariables() {}

  /**
   * The lower-case text with its variables replaced. An unknown one stays and adds the flag {@code
   * env}; so does {@code temp}, whose value is the system's only for a service.
   */
  static String expand(String text, List<String> flags) {
    if (text.indexOf('%') < 0 && text.indexOf('!') < 0 && text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end =
          switch (c) {
            case '%', '!' -> delimited(text, i, c, out, flags);
            case '$' -> environment(text, i, out, flags);
            default -> i;
          };
      if (end == i) {
        out.append(c);
        end++;
      }
      i = end;
    }
    return out.toString();
  }

  /** Appends the value of {@code %x%} or {@code !x!}; where it ends, or the start if it is none. */
  private static int delimited(
      String text, int start, char mark, StringBuilder out, List<String> flags) {
    // Event logs double the marks that a registry value holds.
    int marks = mark == '%' && text.startsWith("%%", start) ? 2 : 1;
    int first = start + marks;
    int end = first;
    while (end < text.length() && end - first < MAX_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    boolean closed =
        marks == 2 ? text.startsWith("%%", end) : (end < text.length() && text.charAt(end) == mark);
    if (end == first || !closed) {
      return start;
    }
    String name = text.substring(first, end);
    if (append(name, out, flags)) {
      return end + marks;
    }
    if (mark == '%') {
      Flags.add(flags, Flags.ENVIRONMENT);
    }
    return start;
  }

  /** Appends the value of {@code $env:x}; where it ends, or the start if it is none. */
  private static int environment(String text, int start, StringBuilder out, List<String> flags) {
    boolean braced = text.startsWith("${env:", start);
    if (!braced && !text.startsWith("$env:", start)) {
      return start;
    }
    int first = start + (braced ? 6 : 5);
    int end = first;
    while (end < text.length() && end - first <= MAX_NAME && isNamePart(text.charAt(end))) {
      boolean parenthesis = text.charAt(end) == '(' || text.charAt(end) == ')';
      if (parenthesis && !braced) {
        break;
      }
      end++;
    }
    if (braced && (end >= text.length() || text.charAt(end) != '}')) {
      return start;
    }
    if (append(text.substring(first, end), out, flags)) {
      return braced ? end + 1 : end;
    }
    Flags.add(flags, Flags.ENVIRONMENT);
    return start;
  }

  private static boolean append(String name, StringBuilder out, List<String> flags) {
    @Nullable String value = VALUES.get(name);
    if (value == null) {
      return false;
    }
    if (name.equals("temp") || name.equals("tmp")) {
      Flags.add(flags, Flags.ENVIRONMENT);
    }
    out.append(value);
    return true;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '(' || c == ')';
  }
}
