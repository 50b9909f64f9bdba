package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.normalise.BuiltInModules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subjects that are about the same module as another one. Every relation holds in both
 * directions, so that it makes no difference whose evidence comes first.
 */
final class Relations {

  /** How many subjects may be related to one. */
  private static final int MAX_RELATED = 48;

  /** How many steps a file may take: staged, renamed, copied. */
  private static final int MAX_STEPS = 4;

  private final LedgerStore store;

  Relations(LedgerStore store) {
    this.store = store;
  }

  /**
   * A subject that is about the same module.
   *
   * @param subject the subject
   * @param history what is known of it
   * @param identity the weakest link on the way to it
   * @param contents the contents that it has to have had, or null where its path alone joins it
   */
  record Related(
      String subject, PathHistory history, Identity identity, @Nullable List<String> contents) {

    /** Whether the two are one file, and not only one name. */
    boolean isSameFile() {
      return switch (identity) {
        case PATH, HASH, RENAME, ALIAS -> true;
        case MODULE_NAME, ASSEMBLY, COPY, BURST, BASENAME, CONFIGURATION, HOST -> false;
      };
    }
  }

  /** What is related to a subject, the nearest first, without itself. */
  List<Related> of(String subject, PathHistory history) {
    Map<String, Related> found = new LinkedHashMap<>();
    found.put(subject, new Related(subject, history, Identity.PATH, null));
    List<Related> current = List.copyOf(found.values());
    for (int step = 0; step < MAX_STEPS && !current.isEmpty(); step++) {
      List<Related> next = new ArrayList<>();
      for (Related related : current) {
        if (related.isSameFile()) {
          neighbours(related, step == 0, found, next);
        }
      }
      current = next;
    }
    found.remove(subject);
    return List.copyOf(found.values());
  }

  private void neighbours(
      Related from, boolean first, Map<String, Related> found, List<Related> next) {
    PathHistory history = from.history();
    for (String hash : history.hashes()) {
      for (String other : store.joined(hash).all()) {
        add(from, other, Identity.HASH, history.hashes(), found, next);
      }
    }
    String subject = from.subject();
    for (String link : history.links()) {
      if (link.startsWith(Links.FROM)) {
        add(from, link.substring(Links.FROM.length()), Identity.RENAME, null, found, next);
      } else if (first && link.startsWith(Links.FILE)) {
        add(from, link.substring(Links.FILE.length()), Identity.ASSEMBLY, null, found, next);
      } else if (first && link.startsWith(Subject.MODULE) && !link.equals(subject)) {
        add(from, link, Identity.MODULE_NAME, null, found, next);
      }
    }
    if (Subject.isNeverAnImplant(subject)) {
      addAll(from, subject, Identity.MODULE_NAME, found, next);
      return;
    }
    if (store.host().mayBeLinked(subject)) {
      addAll(from, Links.FROM + subject, Identity.RENAME, found, next);
      if (first) {
        addAll(from, Links.FILE + subject, Identity.ASSEMBLY, found, next);
      }
    }
    names(from, first, found, next);
  }

  private void addAll(
      Related from, String key, Identity identity, Map<String, Related> found, List<Related> next) {
    for (String other : store.joined(key).all()) {
      add(from, other, identity, null, found, next);
    }
  }

  private void names(Related from, boolean first, Map<String, Related> found, List<Related> next) {
    String subject = from.subject();
    for (String other : store.joined(JoinKeys.ofName(subject)).all()) {
      Identity identity = byName(from, other);
      if (identity != null && (first || identity == Identity.ALIAS)) {
        add(from, other, identity, null, found, next);
      }
    }
    if (Subject.isPath(subject) && ModuleFile.mayHaveShortName(subject)) {
      for (String other : store.joined(JoinKeys.ofShortName(subject)).all()) {
        if (isShort(from, other)) {
          add(from, other, Identity.ALIAS, null, found, next);
        }
      }
    }
  }

  /** How files of the same name are related: as the same file, or by no more than the name. */
  private @Nullable Identity byName(Related from, String other) {
    String subject = from.subject();
    if (other.equals(subject)) {
      return null;
    }
    if (ModuleFile.differInDrive(subject, other) && either(from, other, Links.VOLUME)) {
      return Identity.ALIAS;
    }
    if (isShort(from, other)) {
      return Identity.ALIAS;
    }
    return BuiltInModules.isName(JoinKeys.fileName(subject)) ? null : Identity.BASENAME;
  }

  private boolean isShort(Related from, String other) {
    return Subject.isPath(other)
        && ModuleFile.differInShortNames(from.subject(), other)
        && either(from, other, Links.SHORT);
  }

  private boolean either(Related from, String other, String flag) {
    if (from.history().links().contains(flag)) {
      return true;
    }
    PathHistory history = store.history(other);
    return history != null && history.links().contains(flag);
  }

  private void add(
      Related from,
      String subject,
      Identity identity,
      @Nullable List<String> contents,
      Map<String, Related> found,
      List<Related> next) {
    Identity whole = from.identity().then(identity);
    Related known = found.get(subject);
    boolean better = known != null && whole.strength() > known.identity().strength();
    if (known == null ? found.size() > MAX_RELATED : !better) {
      return;
    }
    PathHistory history = known == null ? store.history(subject) : known.history();
    if (history != null) {
      Related related = new Related(subject, history, whole, contents);
      found.put(subject, related);
      next.add(related);
    }
  }
}
