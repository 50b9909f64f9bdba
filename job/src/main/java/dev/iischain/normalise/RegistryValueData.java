package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written to registry values: lists in their many renderings, and the files they name. */
public final class RegistryValueData {

  private static final int MAX_ITEMS = 256;
  private static final int MAX_LENGTH = 65_536;

  private RegistryValueData() {}

  /** The items of a multi-string, however joined, without blank ones. */
  public static List<String> items(String data) {
    String text = data.length() > MAX_LENGTH ? data.substring(0, MAX_LENGTH) : data;
    List<String> items = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length() && items.size() < MAX_ITEMS; i++) {
      char c = i < text.length() ? text.charAt(i) : '\0';
      if (c == '"') {
        quoted = !quoted;
      }
      boolean ends = i == text.length() || (!quoted && isSeparator(c));
      if (ends) {
        String item = text.substring(start, i).trim();
        if (!item.isEmpty()) {
          items.add(item);
        }
        start = i + 1;
      }
    }
    return items;
  }

  /** The paths of libraries that data name, in order, without repeats. */
  public static List<String> dllPaths(String data) {
    if (!PowerShellText.containsIgnoringCase(data, ".dll")) {
      return List.of();
    }
    List<String> paths = new ArrayList<>(1);
    for (String item : items(data)) {
      String path = dllPath(item);
      if (path != null && !paths.contains(path)) {
        paths.add(path);
      }
    }
    return paths;
  }

  /** The path of a library in one item such as {@code "C:\x y\z.dll" arguments}, or null. */
  public static @Nullable String dllPath(String item) {
    int dll = indexOfEnding(item);
    if (dll < 0) {
      return null;
    }
    int end = dll + 4;
    if (end < item.length() && item.charAt(end) == '_') {
      end++;
    }
    int start = 0;
    int quote = item.lastIndexOf('"', dll);
    if (quote >= 0) {
      start = quote + 1;
    }
    int assignment = item.lastIndexOf('=', dll);
    start = Math.max(start, assignment + 1);
    // A program before it takes the library as its argument.
    int program = PowerShellText.containsIgnoringCase(item, ".exe ") ? lastProgram(item, dll) : -1;
    start = Math.max(start, program);
    // Resources are named @file,-number.
    start = Math.max(start, item.lastIndexOf('@', dll) + 1);
    String path = item.substring(start, end).trim();
    return path.isEmpty() ? null : path;
  }

  private static int lastProgram(String item, int before) {
    for (int i = before - 1; i >= 4; i--) {
      if (item.charAt(i) == ' ' && item.regionMatches(true, i - 4, ".exe", 0, 4)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Where {@code .dll} ends a file name. */
  private static int indexOfEnding(String item) {
    for (int i = item.indexOf('.'); i >= 0; i = item.indexOf('.', i + 1)) {
      if (!item.regionMatches(true, i, ".dll", 0, 4)) {
        continue;
      }
      int end = i + 4;
      boolean whole =
          end == item.length()
              || !(Character.isLetterOrDigit(item.charAt(end)) || item.charAt(end) == '\\');
      if (whole) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ';' || c == '|' || c == '\0' || c == '\n' || c == '\r';
  }
}
