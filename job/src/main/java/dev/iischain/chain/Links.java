package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import java.util.ArrayList;
import java.util.List;

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
