package dev.iischain.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address of a system, and what is wrong with it. */
final class SystemUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String text;
  private final SystemOptions options;

  SystemUrl(String text, SystemOptions options) {
    this.text = text;
    this.options = options;
  }

  /** What is wrong, as pairs of a sentence and a suggestion. No sentence holds the address. */
  List<InvalidValue> problems(boolean plainTextAllowed) {
    List<InvalidValue> problems = new ArrayList<>();
    boolean database = options.scheme().equals(SystemOptions.POSTGRESQL);
    URI uri = parse(database && text.startsWith("jdbc:") ? text.substring(5) : text);
    String scheme = uri == null || uri.getScheme() == null ? "" : uri.getScheme();
    boolean known =
        database
            ? text.startsWith("jdbc:postgresql://")
            : Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
    if (uri == null || !known || uri.getRawAuthority() == null) {
      problems.add(
          new InvalidValue(
              "This is no address of the kind " + options.scheme() + "://.",
              "Write for example "
                  + (database
                      ? "jdbc:postgresql://db.example.com:5432/soc."
                      : "https://soar.example.com.")));
      return problems;
    }
    String authority = uri.getRawAuthority();
    if (authority.contains("@")) {
      problems.add(
          new InvalidValue(
              "The address holds a credential, which logs and web pages would show.",
              "Remove it, and set "
                  + options.secretFile().key()
                  + " or "
                  + options.secretVariable().key()
                  + "."));
    }
    if (uri.getRawFragment() != null
        || (uri.getRawQuery() != null && options.section() != Section.WEBHOOK)) {
      problems.add(
          new InvalidValue(
              "The address has parameters behind it.", "End it before the question mark."));
    }
    if (scheme.equalsIgnoreCase("http") && !plainTextAllowed && !isLoopback(authority)) {
      problems.add(
          new InvalidValue(
              "Over http:// everyone on the way can read the cases and the credential.",
              "Write https://, or set " + options.plainText().key() + ": true."));
    }
    return problems;
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Whether all hosts of an authority are this machine. */
  static boolean isLoopback(String authority) {
    for (String each : authority.split(",", -1)) {
      String host = each.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
      if (!LOOPBACK.contains(host)) {
        return false;
      }
    }
    return true;
  }
}
