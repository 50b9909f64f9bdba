package dev.iischain.chain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the process behind an event. Trust needs a full path; a name alone earns none.
 */
public enum ActorClass {
  /** An installer of Windows itself, by its full path. */
  TRUSTED_INSTALLER,
  /** A web or database server, script host or transfer tool: what an intruder writes with. */
  SUSPICIOUS,
  /** Any other known process. */
  ORDINARY,
  /** The source does not say who acted. */
  UNKNOWN;

  private static final Set<String> TRUSTED_PATHS =
      Set.of(
          "c:\\windows\\system32\\msiexec.exe",
          "c:\\windows\\syswow64\\msiexec.exe",
          "c:\\windows\\servicing\\trustedinstaller.exe",
          "c:\\windows\\system32\\wusa.exe",
          "c:\\windows\\system32\\dism.exe",
          "c:\\windows\\system32\\pkgmgr.exe",
          "c:\\windows\\system32\\dism\\dismhost.exe",
          "c:\\windows\\system32\\inetsrv\\iissetup.exe");

  private static final Set<String> SUSPICIOUS_NAMES =
      Set.of(
          "w3wp.exe",
          "sqlservr.exe",
          "umworkerprocess.exe",
          "powershell.exe",
          "pwsh.exe",
          "wscript.exe",
          "cscript.exe",
          "mshta.exe",
          "certutil.exe",
          "bitsadmin.exe",
          "curl.exe");

  private static final Set<String> SERVER_NAMES =
      Set.of("w3wp.exe", "sqlservr.exe", "umworkerprocess.exe");

  /** The class of a process by its canonical path. */
  public static ActorClass of(@Nullable String canonicalImage) {
    if (canonicalImage == null) {
      return UNKNOWN;
    }
    if (isTrustedInstaller(canonicalImage)) {
      return TRUSTED_INSTALLER;
    }
    return SUSPICIOUS_NAMES.contains(baseName(canonicalImage)) ? SUSPICIOUS : ORDINARY;
  }

  /** Whether a path names a server that intruders come in through: IIS, Exchange or SQL Server. */
  public static boolean isServer(@Nullable String image) {
    return image != null
        && SERVER_NAMES.contains(baseName(image).toLowerCase(java.util.Locale.ROOT));
  }

  private static boolean isTrustedInstaller(String image) {
    return TRUSTED_PATHS.contains(image)
        || isBelow(image, "c:\\windows\\winsxs\\", 1, "tiworker.exe")
        || isBelow(image, "c:\\windows\\microsoft.net\\framework", 2, "aspnet_regiis.exe");
  }

  /** Whether a file of this name lies exactly so many directories deep below a start. */
  private static boolean isBelow(String image, String start, int deep, String name) {
    return image.startsWith(start)
        && baseName(image).equals(name)
        && image.chars().skip(start.length()).filter(c -> c == '\\').count() == deep;
  }

  /** The last segment of a path. */
  static String baseName(String path) {
    return path.substring(path.lastIndexOf('\\') + 1);
  }
}
