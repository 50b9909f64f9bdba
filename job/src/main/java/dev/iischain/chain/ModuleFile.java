package dev.iischain.chain;

/** What the canonical path of a module file tells, whatever is known of the file. */
final class ModuleFile {

  private static final String SYSTEM = "c:\\windows\\system32\\inetsrv\\";
  private static final String SYSTEM_OF_32_BIT = "c:\\windows\\syswow64\\inetsrv\\";
  private static final int SHORT_STEM = 6;
  private static final int LONGEST_SHORT_STEM = 8;

  private ModuleFile() {}

  /** The name of the assembly that a file holds, by its name: without extension. */
  static String assemblyName(String path) {
    String base = ActorClass.baseName(path);
    int dot = base.lastIndexOf('.');
    String stem = dot <= 0 ? base : base.substring(0, dot);
    return stem.endsWith(".ni") ? stem.substring(0, stem.length() - 3) : stem;
  }

  /** Whether .NET finds assemblies there by name: the GAC, a {@code bin} folder, shadow copies. */
  static boolean isManagedPlace(String path) {
    DirectoryClass directory = DirectoryClass.of(path);
    return directory == DirectoryClass.SHADOW_COPY
        || directory == DirectoryClass.GAC
        || directory(path).endsWith("\\bin");
  }

  /** The directory, without a backslash at its end. */
  static String directory(String path) {
    int end = path.lastIndexOf('\\');
    return end < 0 ? "" : path.substring(0, end);
  }

  /**
   * The path under which a file in {@code inetsrv} is known: a 32-bit process that names it in
   * system32 reaches it in syswow64.
   */
  static String withoutBitness(String path) {
    return path.startsWith(SYSTEM_OF_32_BIT)
        ? SYSTEM + path.substring(SYSTEM_OF_32_BIT.length())
        : path;
  }

  /** Whether two paths are the same but for the drive. */
  static boolean differInDrive(String left, String right) {
    return left.length() == right.length()
        && left.length() > 2
        && left.charAt(1) == ':'
        && right.charAt(1) == ':'
        && left.charAt(0) != right.charAt(0)
        && left.regionMatches(1, right, 1, left.length() - 1);
  }

  /** Whether two paths may be the same where 8.3 names stand for long ones. */
  static boolean differInShortNames(String left, String right) {
    int l = 0;
    int r = 0;
    boolean differ = false;
    while (l <= left.length() && r <= right.length()) {
      int lEnd = end(left, l);
      int rEnd = end(right, r);
      String one = left.substring(l, lEnd);
      String other = right.substring(r, rEnd);
      if (!one.equals(other)) {
        if (!isShortFor(one, other) && !isShortFor(other, one)) {
          return false;
        }
        differ = true;
      }
      l = lEnd + 1;
      r = rEnd + 1;
    }
    return differ && l > left.length() && r > right.length();
  }

  /** Whether the file's own name has an 8.3 form, or is one. */
  static boolean mayHaveShortName(String path) {
    String base = ActorClass.baseName(path);
    return base.indexOf('~') > 0 || stem(base).length() > LONGEST_SHORT_STEM;
  }

  /** What the 8.3 name and the long name of a file have in common. */
  static String shortKey(String path) {
    String base = ActorClass.baseName(path);
    return compact(stem(base)) + '.' + extension(base);
  }

  private static boolean isShortFor(String shortName, String longName) {
    int tilde = stem(shortName).indexOf('~');
    if (tilde < 1 || tilde > SHORT_STEM || longName.indexOf('~') >= 0) {
      return false;
    }
    String folded = fold(stem(longName));
    return folded.startsWith(shortName.substring(0, tilde))
        && extension(longName).equals(extension(shortName));
  }

  private static String compact(String stem) {
    int tilde = stem.indexOf('~');
    String folded = fold(tilde < 0 ? stem : stem.substring(0, tilde));
    return folded.substring(0, Math.min(SHORT_STEM, folded.length()));
  }

  private static String fold(String stem) {
    return stem.replace(" ", "").replace(".", "").replace('+', '_');
  }

  private static String stem(String base) {
    int dot = base.lastIndexOf('.');
    return dot <= 0 ? base : base.substring(0, dot);
  }

  private static String extension(String base) {
    int dot = base.lastIndexOf('.');
    return dot <= 0 ? "" : base.substring(dot + 1, Math.min(base.length(), dot + 4));
  }

  private static int end(String path, int from) {
    int end = path.indexOf('\\', from);
    return end < 0 ? path.length() : end;
  }
}
