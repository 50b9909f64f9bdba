package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass of path canonicalisation: quotes, variables, prefixes, root, segments, aliases. */
final class PathParser {

  private static final String WINDOWS = "c:\\windows\\";

  private final @Nullable String host;
  private final @Nullable CanonicalPath base;
  private final boolean imageIs32Bit;
  private final List<String> flags;
  private @Nullable String remoteHost;

  PathParser(
      @Nullable String host,
      @Nullable CanonicalPath base,
      boolean imageIs32Bit,
      List<String> flags) {
    this.host = host;
    this.base = base;
    this.imageIs32Bit = imageIs32Bit;
    this.flags = flags;
  }

  /** The machine of an administrative share, or null. */
  @Nullable String remoteHost() {
    return remoteHost;
  }

  /** The path after one pass. */
  String parse(String raw) {
    String text = PathText.unquote(PathCase.lower(raw));
    text = PathText.withoutUri(PathVariables.expand(PathText.withoutExport(text), flags));
    PathPrefix prefix = PathPrefix.strip(PathText.backslashes(text));
    if (prefix.volume()) {
      Flags.add(flags, Flags.VOLUME);
    }
    return build(prefix);
  }

  private String build(PathPrefix prefix) {
    String text = prefix.rest();
    boolean literal = prefix.literal();
    if (text.startsWith("\\\\")) {
      return network(text, literal);
    }
    if (isDrive(text)) {
      return drive(text, literal);
    }
    if (text.startsWith("\\device\\")) {
      return join("\\device", 1, text, 8, literal);
    }
    if (text.startsWith("\\volume{")) {
      return join("", 1, text, 1, literal);
    }
    if (text.startsWith("\\")) {
      if (base != null && isDrive(base.path())) {
        remoteHost = base.remoteHost();
        return join(base.path().substring(0, 2), 0, text, 1, literal);
      }
      return join("c:", 0, text, 1, literal);
    }
    return text.isEmpty() ? "" : relative(prefix);
  }

  private String network(String text, boolean literal) {
    int serverEnd = end(text, 2);
    String server = text.substring(2, serverEnd);
    int at = server.indexOf('@');
    String machine = withoutDot(at < 0 ? server : server.substring(0, at));
    int shareStart = Math.min(serverEnd + 1, text.length());
    int shareEnd = end(text, shareStart);
    String share = text.substring(shareStart, shareEnd);
    boolean drive = share.length() == 2 && share.charAt(1) == '$' && isLetter(share.charAt(0));
    if (machine.isEmpty() || !(drive || share.equals("admin$"))) {
      return join("\\", 2, text, 2, literal);
    }
    remoteHost = isThisMachine(machine) ? null : machine;
    int rest = Math.min(shareEnd + 1, text.length());
    return drive
        ? join(share.charAt(0) + ":", 0, text, rest, literal)
        : join("c:", 0, WINDOWS + text.substring(rest), 3, literal);
  }

  private String drive(String text, boolean literal) {
    String root = text.substring(0, 2);
    if (text.length() == 2 || text.charAt(2) == '\\') {
      return join(root, 0, text, Math.min(3, text.length()), literal);
    }
    if (base != null && base.path().startsWith(root)) {
      remoteHost = base.remoteHost();
      return join(root, 0, base.path() + '\\' + text.substring(2), 3, literal);
    }
    Flags.add(flags, Flags.RELATIVE);
    return join(root, 0, text, 2, literal);
  }

  private String relative(PathPrefix prefix) {
    String text = prefix.rest();
    if (base != null && !prefix.stripped() && !base.flags().contains(Flags.RELATIVE)) {
      String path =
          new PathParser(host, null, imageIs32Bit, flags).parse(base.path() + '\\' + text);
      remoteHost = base.remoteHost();
      return path;
    }
    Flags.add(flags, Flags.RELATIVE);
    String rooted = join("", 0, text, 0, prefix.literal());
    String bare = rooted.startsWith("\\") ? rooted.substring(1) : rooted;
    // What services and IIS itself name this way starts from the Windows directory.
    boolean system =
        bare.startsWith("system32\\")
            || bare.startsWith("syswow64\\")
            || bare.startsWith("sysnative\\");
    return system ? join("c:", 0, WINDOWS + bare, 3, prefix.literal()) : bare;
  }

  /** The head followed by the resolved segments of a text from a position on. */
  private String join(String head, int fixed, String text, int from, boolean literal) {
    List<String> segments = new ArrayList<>(8);
    if (PathText.split(text, from, fixed, literal, segments)) {
      Flags.add(flags, Flags.STREAM);
    }
    boolean drive = isDrive(head);
    if (drive) {
      PathAliases.apply(head, segments, imageIs32Bit);
    }
    StringBuilder out = new StringBuilder(text.length() + 8).append(head);
    boolean unusual = false;
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (PathText.isShortName(segment)) {
        Flags.add(flags, Flags.SHORT);
      }
      unusual |= literal && PathText.isUnusual(segment, i == segments.size() - 1);
      out.append('\\').append(segment);
    }
    if (drive && segments.isEmpty()) {
      out.append('\\');
    }
    if (unusual && drive) {
      return PathPrefix.LITERAL + out;
    }
    return unusual && head.equals("\\")
        ? PathPrefix.LITERAL + "unc" + out.substring(1)
        : out.toString();
  }

  private boolean isThisMachine(String machine) {
    if (machine.equals("localhost")
        || machine.equals("127.0.0.1")
        || machine.equals("::1")
        || machine.equals("0--1.ipv6-literal.net")) {
      return true;
    }
    return host != null
        && !HostNames.isAddress(machine)
        && HostNames.shortName(machine).equals(HostNames.shortName(PathCase.lower(host)));
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDrive(String path) {
    return path.length() >= 2 && path.charAt(1) == ':' && isLetter(path.charAt(0));
  }

  private static int end(String text, int from) {
    int end = text.indexOf('\\', from);
    return end < 0 ? text.length() : end;
  }

  private static String withoutDot(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(0, end);
  }
}
