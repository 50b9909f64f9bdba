package dev.iischain.normalise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The modules that ship with IIS and .NET: their names, and the files that they are. */
public final class BuiltInModules {

  /** File names without their ending, by module name in lower case. */
  private static final Map<String, String> FILES = new HashMap<>();

  /** File names without their ending, of modules that lie in {@code inetsrv}. */
  private static final Set<String> STEMS = new HashSet<>();

  /** Files beside the modules that are named much like them and belong there too. */
  private static final Set<String> NEIGHBOURS =
      Set.of("iisres", "iisreg", "webdav_simple_lock", "webdav_simple_prop");

  static {
    String table =
        "UriCacheModule=cachuri FileCacheModule=cachfile TokenCacheModule=cachtokn"
            + " HttpCacheModule=cachhttp DynamicCompressionModule=compdyn"
            + " StaticCompressionModule=compstat DefaultDocumentModule=defdoc"
            + " DirectoryListingModule=dirlist IsapiFilterModule=filter"
            + " ProtocolSupportModule=protsup HttpRedirectionModule=redirect"
            + " ServerSideIncludeModule=iis_ssi StaticFileModule=static"
            + " AnonymousAuthenticationModule=authanon"
            + " CertificateMappingAuthenticationModule=authcert UrlAuthorizationModule=urlauthz"
            + " BasicAuthenticationModule=authbas WindowsAuthenticationModule=authsspi"
            + " DigestAuthenticationModule=authmd5"
            + " IISCertificateMappingAuthenticationModule=authmap IpRestrictionModule=iprestr"
            + " DynamicIpRestrictionModule=diprestr RequestFilteringModule=modrqflt"
            + " CustomLoggingModule=logcust CustomErrorModule=custerr HttpLoggingModule=loghttp"
            + " FailedRequestsTracingModule=iisfreb RequestMonitorModule=iisreqs"
            + " IsapiModule=isapi CgiModule=cgi FastCgiModule=iisfcgi"
            + " ConfigurationValidationModule=validcfg TracingModule=iisetw"
            + " WebSocketModule=iiswsock ApplicationInitializationModule=warmup"
            + " WebDAVModule=webdav RewriteModule=rewrite GzipModule=gzip";
    for (String entry : table.split(" ", -1)) {
      int equals = entry.indexOf('=');
      String file = entry.substring(equals + 1);
      FILES.put(Confusables.skeleton(entry.substring(0, equals)), file);
      STEMS.add(file);
    }
    for (String name :
        Set.of(
            "managedengine",
            "managedengine64",
            "managedenginev4.0_32bit",
            "managedenginev4.0_64bit")) {
      FILES.put(name, "webengine");
    }
    FILES.put("aspnetcoremodule", "aspnetcore");
    FILES.put("aspnetcoremodulev2", "aspnetcorev2");
  }

  private BuiltInModules() {}

  /** Whether a canonical path is where IIS keeps one of its own modules. */
  public static boolean contains(String path) {
    return isInetsrv(path) && STEMS.contains(stem(path));
  }

  /** Whether files of this name are too common to be known by it. */
  public static boolean isName(String fileName) {
    return fileName.endsWith(".dll") && STEMS.contains(stem(fileName));
  }

  /**
   * Whether a registration passes for a built-in one: a built-in name for another file, a name or a
   * file much like a built-in one, or a built-in file name in another place.
   *
   * @param name the module name as spelled, or null
   * @param path the canonical path, or null for a managed module or where only the name is told
   * @param managed whether a .NET type is registered
   */
  static boolean isMimicked(@Nullable String name, @Nullable String path, boolean managed) {
    if (path != null && isFileMimicked(path)) {
      return true;
    }
    if (name == null || name.length() > 128) {
      return false;
    }
    String folded = Confusables.skeleton(name.trim());
    String file = FILES.get(folded);
    if (file != null) {
      return managed || (path != null && !isAt(path, file));
    }
    for (String known : FILES.keySet()) {
      if (folded.startsWith(known) || isWithin(folded, known, 2)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a canonical path passes for the file of a built-in module. */
  static boolean isFileMimicked(String path) {
    String stem = stem(path);
    if (stem.length() > 64) {
      return false;
    }
    if (!isInetsrv(path)) {
      // The names of some built-in files are words that anybody may use.
      return stem.length() >= 7
          && STEMS.contains(stem)
          && path.endsWith(".dll")
          && !path.contains("\\iis express\\")
          && !path.startsWith("c:\\windows\\winsxs\\");
    }
    boolean library = path.endsWith(".dll") || path.endsWith(".dll_");
    if (!library || STEMS.contains(stem) || NEIGHBOURS.contains(stem)) {
      return false;
    }
    for (String known : STEMS) {
      boolean grown = known.length() >= 5 && stem.startsWith(known);
      int edits = known.length() >= 8 ? 2 : known.length() >= 6 ? 1 : 0;
      if (grown || (edits > 0 && isWithin(stem, known, edits))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a canonical path is where a built-in module's file is installed. */
  private static boolean isAt(String path, String file) {
    String stem = stem(path);
    if (file.equals("webengine")) {
      return stem.startsWith("webengine")
          && path.startsWith("c:\\windows\\microsoft.net\\framework");
    }
    boolean installed =
        isInetsrv(path) || path.contains("\\iis express\\") || path.contains("\\program files");
    return installed && stem.equals(file);
  }

  private static boolean isInetsrv(String path) {
    return path.startsWith("c:\\windows\\system32\\inetsrv\\")
        || path.startsWith("c:\\windows\\syswow64\\inetsrv\\");
  }

  private static String stem(String path) {
    int start = path.lastIndexOf('\\') + 1;
    int dot = path.lastIndexOf('.');
    return path.substring(start, dot < start ? path.length() : dot);
  }

  /** Whether so many edits of one letter turn one text into the other (Levenshtein). */
  private static boolean isWithin(String one, String other, int edits) {
    if (Math.abs(one.length() - other.length()) > edits) {
      return false;
    }
    int[] previous = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swapped = previous;
      previous = current;
      current = swapped;
    }
    return previous[other.length()] <= edits;
  }
}
