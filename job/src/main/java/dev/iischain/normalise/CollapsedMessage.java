package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.HashMap;
import java.util.Map;

/**
 * Event data out of a rendered message whose lines were joined by blanks. Values may themselves
 * hold what looks like a label: up to the first text that anyone may choose, labels are looked for
 * from the left, and behind it from the right, so that a forged label never shortens that text.
 */
final class CollapsedMessage {

  /** The last label that is looked for from the left. */
  private static final Map<Integer, String> PIVOTS =
      Map.of(1, "CommandLine", 7, "FileVersion", 13, "Details", 15, "Contents");

  private static final Map<Integer, String[]> SECURITY_LABELS = securityLabels();

  private CollapsedMessage() {}

  /** Adds to the event data what they lack and the message tells. */
  static void read(NamedValues data, String message, WindowsEvent.Provider provider, int id) {
    switch (provider) {
      case SYSMON -> {
        String[][] versions = WindowsLayout.versions(provider, id);
        if (versions.length > 0) {
          String[] labels = versions[0];
          String pivot = PIVOTS.getOrDefault(id, labels[labels.length - 1]);
          segment(data, message, labels, pivot, provider);
        }
      }
      case SECURITY -> {
        String[] labels = SECURITY_LABELS.get(id);
        if (labels != null) {
          segment(data, message, labels, labels[labels.length - 1], provider);
        }
      }
      case POWERSHELL, CLASSIC_POWERSHELL, IIS_CONFIGURATION, IIS_WORKER -> {}
    }
  }

  private static void segment(
      NamedValues data,
      String message,
      String[] labels,
      String pivot,
      WindowsEvent.Provider provider) {
    int[] starts = new int[labels.length];
    int at = 0;
    int i = 0;
    boolean left = true;
    while (i < labels.length && left) {
      starts[i] = after(message, labels[i], at);
      at = starts[i] < 0 ? at : starts[i] + labels[i].length();
      left = !labels[i].equals(pivot);
      i++;
    }
    int limit = message.length();
    for (int k = labels.length - 1; k >= i; k--) {
      starts[k] = before(message, labels[k], at, limit);
      limit = starts[k] < 0 ? limit : starts[k];
    }
    int end = message.length();
    for (int k = labels.length - 1; k >= 0; k--) {
      if (starts[k] >= 0) {
        String value = message.substring(starts[k] + labels[k].length() + 1, end).strip();
        keep(data, labels[k], value, provider);
        end = starts[k];
      }
    }
  }

  private static void keep(
      NamedValues data, String label, String value, WindowsEvent.Provider provider) {
    if (provider == WindowsEvent.Provider.SECURITY) {
      Field field = WindowsMessage.securityField(label);
      if (field != null) {
        data.putExact(ValueNames.indexOf(field), value);
      }
      return;
    }
    int index = ValueNames.exact(label);
    if (index != ValueNames.NONE && !data.isSet(index)) {
      data.putExact(index, value);
    }
  }

  /** Where a label with its colon stands first at or behind a place, or -1. */
  private static int after(String message, String label, int from) {
    int at = message.indexOf(label, from);
    while (at >= 0 && !isLabel(message, label, at)) {
      at = message.indexOf(label, at + 1);
    }
    return at;
  }

  /** Where a label with its colon stands last between two places, or -1. */
  private static int before(String message, String label, int from, int to) {
    int at = message.lastIndexOf(label, to - label.length() - 1);
    while (at >= from && !isLabel(message, label, at)) {
      at = message.lastIndexOf(label, at - 1);
    }
    return at < from ? -1 : at;
  }

  private static boolean isLabel(String message, String label, int at) {
    int colon = at + label.length();
    return colon < message.length()
        && message.charAt(colon) == ':'
        && (at == 0 || Character.isWhitespace(message.charAt(at - 1)))
        && (colon + 1 == message.length() || Character.isWhitespace(message.charAt(colon + 1)));
  }

  private static Map<Integer, String[]> securityLabels() {
    Map<Integer, String[]> all = new HashMap<>();
    String account = "Security ID|Account Name|Account Domain|Logon ID|";
    all.put(
        4688,
        split(
            account
                + "Target Subject|Process Information|New Process ID|New Process Name|"
                + "Token Elevation Type|Mandatory Label|Creator Process ID|Creator Process Name|"
                + "Process Command Line"));
    all.put(
        4657,
        split(
            account
                + "Object|Object Name|Object Value Name|Handle ID|Operation Type|"
                + "Process Information|Process ID|Process Name|Change Information|"
                + "Old Value Type|Old Value|New Value Type|New Value"));
    all.put(
        4663,
        split(
            account
                + "Object|Object Server|Object Type|Object Name|Handle ID|Resource Attributes|"
                + "Process Information|Process ID|Process Name|Access Request Information|"
                + "Accesses|Access Mask"));
    return all;
  }

  private static String[] split(String labels) {
    return labels.split("\\|", -1);
  }
}
