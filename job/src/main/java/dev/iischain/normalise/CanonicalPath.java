package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a Windows path: lower case, drive letter, no prefixes, no dots. Two paths are
 * equal only if Windows opens the same file for both; look-alikes are flagged, never folded.
 *
 * @param path such as {@code c:\windows\system32\inetsrv\x.dll}, {@code \\server\share\x.dll}, or a
 *     relative path with the flag {@code rel}; empty when nothing is left
 * @param flags what was noticed: {@code vol}, {@code rel}, {@code short}, {@code ads}, {@code env},
 *     {@code unicode}, {@code long}; sorted
 * @param remoteHost the lower-case machine of an administrative share, on which {@code path} is a
 *     local path; null for this machine
 */
public record CanonicalPath(String path, List<String> flags, @Nullable String remoteHost) {

  /** Longer paths are cut here, in characters. */
  public static final int MAX_LENGTH = 4096;

  private static final String INETSRV = "c:\\windows\\system32\\inetsrv";
  private static final List<String> ON_VOLUME = List.of(Flags.VOLUME);
  private static final int MAX_PASSES = 12;

  /**
   * The canonical path.
   *
   * @param raw as the source spelled it
   * @param host the short or full name of the machine it was seen on
   * @param currentDirectory what a relative path starts from
   * @param imageIs32Bit whether a 32-bit process named it, so that system32 means syswow64
   */
  public static CanonicalPath canon(
      String raw, @Nullable String host, @Nullable String currentDirectory, boolean imageIs32Bit) {
    if (!imageIs32Bit && isPlain(raw)) {
      return new CanonicalPath(raw.toLowerCase(Locale.ROOT), List.of(), null);
    }
    int device = PathPrefix.volumeDevice(raw);
    if (!imageIs32Bit && device > 0) {
      String onDrive = "c:" + raw.substring(device);
      if (isPlain(onDrive)) {
        return new CanonicalPath(onDrive.toLowerCase(Locale.ROOT), ON_VOLUME, null);
      }
    }
    List<String> flags = new ArrayList<>(2);
    String text = raw;
    if (raw.length() > MAX_LENGTH) {
      text = raw.substring(0, MAX_LENGTH);
      flags.add(Flags.LONG);
    }
    CanonicalPath base =
        currentDirectory == null || currentDirectory.isBlank() || raw.isBlank()
            ? null
            : canon(currentDirectory, host, null, false);
    PathParser parser = new PathParser(host, base, imageIs32Bit, flags);
    String path = parser.parse(text);
    String remote = parser.remoteHost();
    // One step can uncover what an earlier one looks for; what is left must not change any more.
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      PathParser again = new PathParser(host, null, false, flags);
      String next = again.parse(path);
      if (next.equals(path)) {
        break;
      }
      path = next;
      remote = remote == null ? again.remoteHost() : remote;
    }
    if (path.length() > MAX_LENGTH) {
      path = cut(path);
      Flags.add(flags, Flags.LONG);
    }
    if (Confusables.isDeceptive(path)) {
      Flags.add(flags, Flags.UNICODE);
    }
    flags.sort(null);
    return new CanonicalPath(path, List.copyOf(flags), remote);
  }

  /**
   * The canonical path of a module as IIS resolves what it was registered with: a bare name is in
   * {@code system32\inetsrv}, whatever directory the tool ran in.
   */
  public static CanonicalPath registered(String raw, @Nullable String host) {
    return canon(raw, host, INETSRV, false);
  }

  /** The part after the last backslash. */
  public String baseName() {
    return path.substring(path.lastIndexOf('\\') + 1);
  }

  /** The path as this machine reaches it: through the share where the file is on another one. */
  public String reachablePath() {
    boolean literal = path.startsWith(PathPrefix.LITERAL);
    int drive = literal ? PathPrefix.LITERAL.length() : 0;
    if (remoteHost == null || path.length() < drive + 2 || path.charAt(drive + 1) != ':') {
      return path;
    }
    String server = literal ? PathPrefix.LITERAL + "unc\\" : "\\\\";
    return server + remoteHost + "\\" + path.charAt(drive) + "$" + path.substring(drive + 2);
  }

  private static String cut(String path) {
    int end = MAX_LENGTH;
    while (end > 0 && "\\. ".indexOf(path.charAt(end - 1)) >= 0) {
      end--;
    }
    return path.substring(0, end);
  }

  /** Whether a path is canonical but for its case, as nearly all are. */
  private static boolean isPlain(String raw) {
    int length = raw.length();
    if (length < 4
        || length > MAX_LENGTH
        || !PathParser.isLetter(raw.charAt(0))
        || raw.charAt(1) != ':'
        || raw.charAt(2) != '\\') {
      return false;
    }
    char previous = '\\';
    for (int i = 3; i < length; i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        if (previous == '\\' || previous == '.' || previous == ' ') {
          return false;
        }
      } else if (!isPlain(c)) {
        return false;
      }
      previous = c;
    }
    return previous != '\\'
        && previous != '.'
        && previous != ' '
        && !PathAliases.startsWithAlias(raw);
  }

  private static boolean isPlain(char c) {
    return switch (c) {
      case '"', '%', '!', '$', '~', '/', ':', ',', '\'' -> false;
      default -> c >= ' ' && c < 0x7f;
    };
  }
}
