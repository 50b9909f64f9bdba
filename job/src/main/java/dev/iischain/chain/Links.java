package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of evidence says about its subject's other names: {@code from:SUBJECT} (it was
 * renamed from there), {@code file:SUBJECT} (the assembly was installed from there), {@code
 * module:NAME}, and {@code vol} and {@code short} where the path is not sure.
 */
final class Links {

  static final String FROM = "from:";
  static final String FILE = "file:";

  /** The drive is a guess. */
  static final String VOLUME = "vol";

  /** The path holds an 8.3 name. */
  static final String SHORT = "short";

  private Links() {}

  /** The subject that a link leads to, or null where the text is no such link. */
  static @Nullable String target(String link) {
    if (link.startsWith(FROM)) {
      return link.substring(FROM.length());
    }
    return link.startsWith(FILE) ? link.substring(FILE.length()) : null;
  }

  static List<String> of(Evidence evidence) {
    DllReference dll = evidence.dll();
    if (evidence.names().isEmpty() && (dll == null || dll.flags().isEmpty())) {
      return List.of();
    }
    List<String> links = new ArrayList<>(3);
    if (dll != null) {
      for (String flag : dll.flags()) {
        if (flag.startsWith(FROM)) {
          links.add(FROM + Subject.ofPath(flag.substring(FROM.length())));
        } else if (flag.equals(VOLUME) || flag.equals(SHORT)) {
          links.add(flag);
        }
      }
      if (Subject.name(evidence, Subject.ASSEMBLY) != null
          && !ModuleFile.isManagedPlace(dll.path())) {
        links.add(FILE + Subject.ofPath(dll.path()));
      }
    }
    for (String name : evidence.names()) {
      if (name.startsWith(Subject.MODULE)) {
        links.add(name);
      }
    }
    return links;
  }
}
