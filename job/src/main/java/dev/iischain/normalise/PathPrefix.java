package dev.iischain.normalise;

/**
 * A path without the prefixes of the object manager and of the Win32 namespaces.
 *
 * @param rest what follows them; {@code \\server\...} for every form of a network path
 * @param literal whether the prefix was {@code \\?\}, under which nothing is trimmed
 * @param stripped whether there was any prefix, so that no current directory applies
 * @param volume whether a volume device was taken for drive c
 */
record PathPrefix(String rest, boolean literal, boolean stripped, boolean volume) {

  /** The prefix under which Windows takes a name as it stands. */
  static final String LITERAL = "\\\\?\\";

  private static final String VOLUME_DEVICE = "\\device\\harddiskvolume";
  private static final int MAX_PREFIXES = 16;

  /** Strips a lower-case text of single backslashes, but for a leading pair. */
  static PathPrefix strip(String text) {
    String rest = text;
    boolean literal = false;
    boolean stripped = false;
    boolean volume = false;
    for (int i = 0; i < MAX_PREFIXES; i++) {
      String next = step(rest);
      if (next.equals(rest)) {
        break;
      }
      literal |= rest.startsWith(LITERAL);
      volume |= rest.startsWith(VOLUME_DEVICE);
      stripped = true;
      rest = next;
    }
    if (stripped && (rest.startsWith("volume{") || rest.startsWith("device\\"))) {
      rest = "\\" + rest;
    }
    return new PathPrefix(rest, literal, stripped, volume);
  }

  private static String step(String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (text.charAt(0) != '\\') {
      return text;
    }
    if (text.startsWith(LITERAL) || text.startsWith("\\??\\") || text.startsWith("\\\\??\\")) {
      return inner(text.substring(text.indexOf("?\\") + 2));
    }
    if (text.startsWith("\\\\.\\")) {
      String rest = text.substring(4);
      boolean share =
          rest.length() >= 2 && rest.charAt(1) == '$' && PathParser.isLetter(rest.charAt(0));
      // A dot for a server is this machine.
      return share ? rest.charAt(0) + ":" + rest.substring(2) : inner(rest);
    }
    if (text.startsWith("\\global??\\")) {
      return inner(text.substring(10));
    }
    if (text.startsWith("\\dosdevices\\")) {
      return inner(text.substring(12));
    }
    if (text.startsWith("\\globalroot\\")) {
      return text.substring(11);
    }
    if (text.startsWith("\\systemroot\\")) {
      return "c:\\windows" + text.substring(11);
    }
    if (text.startsWith("\\device\\mup\\")) {
      return network(text, 12);
    }
    if (text.startsWith("\\device\\lanmanredirector\\")) {
      return network(text, 25);
    }
    if (text.startsWith("\\\\device\\harddiskvolume") || text.startsWith("\\\\device\\mup\\")) {
      return text.substring(1);
    }
    return volume(text);
  }

  /** What follows a prefix that stands for the root of all devices. */
  private static String inner(String rest) {
    if (rest.startsWith("unc\\")) {
      return "\\\\" + rest.substring(4);
    }
    if (rest.startsWith("globalroot\\") || rest.startsWith("global\\")) {
      String after = rest.substring(rest.indexOf('\\'));
      return rest.startsWith("globalroot\\") ? after : inner(after.substring(1));
    }
    return rest;
  }

  private static String network(String text, int from) {
    int start = from;
    while (start < text.length() && text.charAt(start) == ';') {
      int end = text.indexOf('\\', start);
      start = end < 0 ? text.length() : end + 1;
    }
    return "\\\\" + text.substring(start);
  }

  private static String volume(String text) {
    int end = volumeDevice(text);
    return end < 0 ? text : "c:" + (end == text.length() ? "\\" : text.substring(end));
  }

  /** Behind the numbered volume device, in any case, that a text begins with, or -1. */
  static int volumeDevice(String text) {
    int end = VOLUME_DEVICE.length();
    if (text.length() < end) {
      return -1;
    }
    for (int i = 0; i < end; i++) {
      if (PathCase.lower(text.charAt(i)) != VOLUME_DEVICE.charAt(i)) {
        return -1;
      }
    }
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean numbered = end > VOLUME_DEVICE.length();
    return !numbered || (end < text.length() && text.charAt(end) != '\\') ? -1 : end;
  }
}
