package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/** Registry keys as Sysmon spells them, which is how Sigma rules expect them. */
final class RegistryDialect {

  private static final String CONTROL_SET = "\\ControlSet";
  private static final int DIGITS = 3;

  private static final String[][] HIVES = {
    {"\\REGISTRY\\MACHINE\\", "HKLM\\"},
    {"\\REGISTRY\\USER\\", "HKU\\"},
    {"HKEY_LOCAL_MACHINE\\", "HKLM\\"},
    {"HKEY_USERS\\", "HKU\\"},
    {"HKEY_CURRENT_USER\\", "HKCU\\"},
    {"HKEY_CLASSES_ROOT\\", "HKCR\\"}
  };

  private RegistryDialect() {}

  /** Key and value name joined, with the hive and the control set that Sysmon would name. */
  static @Nullable String join(@Nullable String key, @Nullable String valueName) {
    if (key == null) {
      return null;
    }
    String path = currentControlSet(hive(key));
    if (valueName == null) {
      return path;
    }
    return path.endsWith("\\") ? path + valueName : path + "\\" + valueName;
  }

  private static String hive(String key) {
    for (String[] hive : HIVES) {
      if (key.regionMatches(true, 0, hive[0], 0, hive[0].length())) {
        return hive[1] + key.substring(hive[0].length());
      }
    }
    return key;
  }

  private static String currentControlSet(String key) {
    int last = key.length() - CONTROL_SET.length() - DIGITS;
    for (int at = 0; at <= last; at++) {
      if (key.charAt(at) == '\\' && isNumberedControlSet(key, at)) {
        int end = at + CONTROL_SET.length() + DIGITS;
        return key.substring(0, at) + "\\CurrentControlSet" + key.substring(end);
      }
    }
    return key;
  }

  private static boolean isNumberedControlSet(String key, int at) {
    if (!key.regionMatches(true, at, CONTROL_SET, 0, CONTROL_SET.length())) {
      return false;
    }
    int end = at + CONTROL_SET.length() + DIGITS;
    for (int i = at + CONTROL_SET.length(); i < end; i++) {
      if (key.charAt(i) < '0' || key.charAt(i) > '9') {
        return false;
      }
    }
    return end == key.length() || key.charAt(end) == '\\';
  }
}
