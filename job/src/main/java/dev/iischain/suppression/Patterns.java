package dev.iischain.suppression;

import dev.iischain.normalise.CanonicalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes criteria out of what people write, and says which of them could never hold. */
final class Patterns {

  private final SuppressionEntry entry;

  Patterns(SuppressionEntry entry) {
    this.entry = entry;
  }

  List<String> hosts(List<String> texts) {
    for (String text : texts) {
      if (!text.chars().allMatch(Patterns::isHostCharacter)) {
        entry.problem(
            "host",
            "'" + text + "' can be no host.",
            "Write a name such as web01 or web*.corp.example.");
      }
    }
    return lower(texts);
  }

  private static boolean isHostCharacter(int c) {
    return Character.isLetterOrDigit(c) || "-._*?".indexOf(c) >= 0;
  }

  List<String> words(String key, List<String> texts) {
    for (String text : texts) {
      if (new Wildcard(text).literals() == 0) {
        entry.problem(
            key, "'" + text + "' fits everything.", "Say what it starts with, or leave it out.");
      }
    }
    return lower(texts);
  }

  /** Paths as {@link CanonicalPath} spells them; wildcards stay what they are. */
  List<String> paths(String key, List<String> texts) {
    List<String> paths = new ArrayList<>();
    for (String text : texts) {
      if (text.indexOf('\\') < 0 && text.indexOf('/') < 0) {
        entry.problem(
            key,
            "'" + text + "' is a name, and any file may have it.",
            "Write the full path, such as c:\\program files\\example\\bin\\x.dll.");
      } else if (text.endsWith("\\") || text.endsWith("/")) {
        entry.problem(
            key, "'" + text + "' is a directory and no file.", "Add * for all files below it.");
      } else {
        add(key, text, paths);
      }
    }
    return List.copyOf(paths);
  }

  private void add(String key, String text, List<String> paths) {
    if (text.startsWith("*")) {
      paths.add(text.toLowerCase(Locale.ROOT).replace('/', '\\'));
      return;
    }
    CanonicalPath path = CanonicalPath.canon(text, null, null, false);
    if (path.flags().contains("rel") || path.flags().contains("env")) {
      entry.problem(
          key,
          "'" + text + "' is no full path that could be compared with others.",
          "Start it with a drive, a share or a variable such as %windir%.");
    } else {
      paths.add(path.reachablePath());
    }
  }

  List<String> hashes(List<String> texts) {
    List<String> hashes = new ArrayList<>();
    for (String text : texts) {
      String hash = text.toLowerCase(Locale.ROOT);
      hash = hash.substring(hash.indexOf(':') + 1);
      String algorithm = algorithm(hash.length());
      boolean named =
          text.indexOf(':') < 0 || text.toLowerCase(Locale.ROOT).startsWith(algorithm + ':');
      if (algorithm.isEmpty() || !named || !hash.chars().allMatch(Patterns::isHexadecimal)) {
        entry.problem(
            "hash",
            "'" + text + "' is no SHA-256, SHA-1 or MD5.",
            "Write its 64, 40 or 32 hexadecimal digits; a hash has no wildcards.");
      } else {
        hashes.add(algorithm + ':' + hash);
      }
    }
    return List.copyOf(hashes);
  }

  private static String algorithm(int length) {
    return switch (length) {
      case 64 -> "sha256";
      case 40 -> "sha1";
      case 32 -> "md5";
      default -> "";
    };
  }

  private static boolean isHexadecimal(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** Rules that are loaded; one that is not could never hold. */
  List<String> rules(List<String> texts, Set<String> known) {
    for (String text : texts) {
      Wildcard pattern = new Wildcard(text);
      boolean found =
          known.stream().anyMatch(name -> pattern.matches(name.toLowerCase(Locale.ROOT)));
      if (!found) {
        String near = NearestKey.to(text, known);
        entry.problem(
            "rules",
            "No rule '" + text + "' is loaded.",
            near == null ? "'iis-chain rules list' shows them all." : "Did you mean " + near + "?");
      }
    }
    return lower(texts);
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }
}
