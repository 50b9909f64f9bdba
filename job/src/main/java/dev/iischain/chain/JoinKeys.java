package dev.iischain.chain;

import java.util.ArrayList;
import java.util.List;

/** The keys under which a ledger finds a subject again when evidence about another one comes. */
final class JoinKeys {

  private static final String NAME = "name:";
  private static final String SHORT = "short:";

  private JoinKeys() {}

  /** All keys of a subject. */
  static List<String> of(String subject, PathHistory history) {
    if (Subject.isOfHost(subject)) {
      return List.of();
    }
    List<String> keys = new ArrayList<>(history.hashes());
    for (String link : history.links()) {
      if (link.indexOf(':') > 0) {
        keys.add(link);
      }
    }
    if (!Subject.isNeverAnImplant(subject)) {
      keys.add(ofName(subject));
      boolean spelledShort = history.links().contains(Links.SHORT);
      if (Subject.isPath(subject)
          && ModuleFile.mayHaveShortName(subject)
          && (spelledShort || history.isAdvanced())) {
        keys.add(ofShortName(subject));
      }
    }
    return keys;
  }

  /** The key that files of the same name share. */
  static String ofName(String subject) {
    return NAME + fileName(subject);
  }

  /** The key that an 8.3 name and what it may stand for share. */
  static String ofShortName(String path) {
    return SHORT + ModuleFile.shortKey(path);
  }

  /** The name of a subject's file. */
  static String fileName(String subject) {
    return subject.startsWith(Subject.ASSEMBLY)
        ? subject.substring(Subject.ASSEMBLY.length()) + ".dll"
        : ActorClass.baseName(subject);
  }
}
