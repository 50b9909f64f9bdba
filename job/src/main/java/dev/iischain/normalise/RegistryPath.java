package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/**
 * A registry key and value in one dialect.
 *
 * @param key such as {@code hklm\system\currentcontrolset\services\w3svc\parameters}, lower case
 * @param value the value's name in lower case, or null for a key alone
 * @param wow64 whether it was in the 32-bit view, whose {@code wow6432node} is left out of the key
 */
public record RegistryPath(String key, @Nullable String value, boolean wow64) {

  private static final int MAX_LENGTH = 32_768;
  private static final String SYSTEM = "hklm\\system\\";

  private static final String[][] HIVES = {
    {"\\registry\\machine", "hklm"},
    {"\\registry\\user", "hku"},
    {"\\registry\\a", "a"},
    {"\\registry\\wc", "wc"},
    {"hkey_local_machine", "hklm"},
    {"hkey_users", "hku"},
    {"hkey_current_user", "hkcu"},
    {"hkey_classes_root", "hkcr"},
    {"hkey_current_config", "hkcc"},
    {"hklm", "hklm"},
    {"hku", "hku"},
    {"hkcu", "hkcu"},
    {"hkcr", "hkcr"},
    {"hkcc", "hkcc"},
    {"machine", "hklm"},
    {"system", "hklm\\system"},
    {"software", "hklm\\software"}
  };

  private static final String[] PROVIDERS = {
    "microsoft.powershell.core\\registry::", "registry::", "computer\\", "\\\\?\\"
  };

  /** A key alone. */
  public static RegistryPath ofKey(String key) {
    return fold(key, null);
  }

  /** A key and the name of a value, which may hold backslashes; null is none. */
  public static RegistryPath of(String key, @Nullable String valueName) {
    return fold(key, valueName == null ? null : PathCase.lower(valueName.trim()));
  }

  /** A key and a value name joined by a backslash, split at the last one. */
  public static RegistryPath ofJoined(String joined) {
    String text = joined.trim();
    int slash = text.lastIndexOf('\\');
    if (slash <= 0) {
      return fold(text, null);
    }
    return of(text.substring(0, slash), text.substring(slash + 1));
  }

  /** The key, a backslash and the value's name; the key where there is no value. */
  public String joined() {
    return value == null ? key : key + "\\" + value;
  }

  /** The value's name without blanks: {@code Filter DLLs} is also written {@code FilterDLLs}. */
  String valueWithoutBlanks() {
    return value == null ? "" : value.replace(" ", "");
  }

  private static RegistryPath fold(String raw, @Nullable String value) {
    String bounded = raw.length() > MAX_LENGTH ? raw.substring(0, MAX_LENGTH) : raw;
    String text = PathText.unquote(PathCase.lower(bounded));
    for (String provider : PROVIDERS) {
      if (text.startsWith(provider)) {
        text = text.substring(provider.length());
      }
    }
    text = single(text);
    String hive = "";
    for (String[] dialect : HIVES) {
      int length = dialect[0].length();
      if (!text.startsWith(dialect[0])) {
        continue;
      }
      int end = text.startsWith(":", length) ? length + 1 : length;
      if (end == text.length() || text.charAt(end) == '\\') {
        hive = dialect[1];
        text = text.substring(end);
        break;
      }
    }
    return segments(hive, text, value);
  }

  private static RegistryPath segments(String hive, String rest, @Nullable String value) {
    StringBuilder key = new StringBuilder(hive.length() + rest.length()).append(hive);
    boolean wow64 = false;
    int start = 0;
    while (start < rest.length()) {
      int slash = rest.indexOf('\\', start);
      int end = slash < 0 ? rest.length() : slash;
      if (end > start) {
        String segment = rest.substring(start, end);
        if (segment.equals("wow6432node")) {
          wow64 = true;
        } else {
          if (!key.isEmpty()) {
            key.append('\\');
          }
          key.append(
              key.length() == SYSTEM.length() && key.indexOf(SYSTEM) == 0 && isControlSet(segment)
                  ? "currentcontrolset"
                  : segment);
        }
      }
      start = end + 1;
    }
    String folded = key.toString();
    String classes = "hklm\\software\\classes";
    if (folded.equals(classes) || folded.startsWith(classes + "\\")) {
      folded = "hkcr" + folded.substring(classes.length());
    }
    return new RegistryPath(folded, value == null || value.isEmpty() ? null : value, wow64);
  }

  /** {@code controlset001}, and {@code currentcontrolset001} as a rule converter once wrote it. */
  private static boolean isControlSet(String segment) {
    int at =
        segment.startsWith("currentcontrolset")
            ? 17
            : segment.startsWith("controlset") ? 10 : segment.length() + 1;
    if (at > segment.length() || segment.length() - at > 3) {
      return false;
    }
    for (int i = at; i < segment.length(); i++) {
      if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String single(String text) {
    return text.contains("\\\\") ? PathText.backslashes(text).replace("\\\\", "\\") : text;
  }
}
