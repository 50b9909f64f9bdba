package dev.iischain.normalise;

import java.util.List;

/** Directories that Windows knows by several names. */
final class PathAliases {

  private static final String[] DIRECTORIES = {
    "\\windows\\sysnative",
    "\\documents and settings",
    "\\users\\all users",
    "\\programdata\\application data"
  };

  private PathAliases() {}

  /** Whether a plain drive path begins with one of them, or would after resolution. */
  static boolean startsWithAlias(String path) {
    for (String directory : DIRECTORIES) {
      if (path.regionMatches(true, 2, directory, 0, directory.length())) {
        return true;
      }
    }
    return false;
  }

  /** Replaces the aliases at the head of the lower-case segments of a drive path. */
  static void apply(String drive, List<String> segments, boolean imageIs32Bit) {
    if (segments.isEmpty()) {
      return;
    }
    if (drive.equals("c:")) {
      switch (segments.get(0)) {
        case "documents and settings" -> segments.set(0, "users");
        case "progra~1" -> segments.set(0, "program files");
        case "progra~2" -> segments.set(0, "program files (x86)");
        case "progra~3" -> segments.set(0, "programdata");
        default -> {}
      }
      if (startsWith(segments, "users", "all users")) {
        segments.remove(1);
        segments.set(0, "programdata");
      }
      while (startsWith(segments, "programdata", "application data")) {
        segments.remove(1);
      }
    }
    if (startsWith(segments, "windows", "sysnative")) {
      segments.set(1, "system32");
    } else if (imageIs32Bit
        && startsWith(segments, "windows", "system32")
        && isRedirected(segments)) {
      segments.set(1, "syswow64");
    }
  }

  private static boolean isRedirected(List<String> segments) {
    if (segments.size() < 3) {
      return true;
    }
    return switch (segments.get(2)) {
      case "catroot", "catroot2", "driverstore", "logfiles", "spool" -> false;
      case "drivers" -> segments.size() < 4 || !segments.get(3).equals("etc");
      default -> true;
    };
  }

  private static boolean startsWith(List<String> segments, String first, String second) {
    return segments.size() > 1 && segments.get(0).equals(first) && segments.get(1).equals(second);
  }
}
