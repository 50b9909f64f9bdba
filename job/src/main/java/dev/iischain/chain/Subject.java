package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which name a host's ledger keeps a piece of evidence: the path of the file it is about, or
 * what stands for a file where none is named or many copies of it are made.
 */
final class Subject {

  /** A .NET assembly by its simple name: it is loaded from copies whose paths mean nothing. */
  static final String ASSEMBLY = "assembly:";

  /** A module by the name it has in the IIS configuration. */
  static final String MODULE = "module:";

  /** The public key token of an assembly. */
  static final String TOKEN = "token:";

  /** Writes of the IIS configuration on a day, of which nobody says what they changed. */
  static final String CONFIGURATION = "configuration:";

  /** What an intruder did on a day, about no module in particular. */
  static final String BEHAVIOUR = "behaviour:";

  /** The same, of what scores little: kept apart, so that much of it does not hide the rest. */
  static final String SLIGHT_BEHAVIOUR = "behaviour:slight:";

  private static final int SLIGHT_POINTS = 5;

  /** Changes of the configuration below so many points are everyday work. */
  private static final int UNSEEN_POINTS = 10;

  private Subject() {}

  /** The name under which evidence is kept, or null where it names nothing to keep it under. */
  static @Nullable String of(Evidence evidence) {
    DllReference dll = evidence.dll();
    String assembly = name(evidence, ASSEMBLY);
    if (assembly != null) {
      return assembly;
    }
    if (evidence.stage() == Stage.BEHAVIOUR && !(dll != null && isDoneToFile(evidence.kind()))) {
      String module = name(evidence, MODULE);
      boolean slight = evidence.weight().points() <= SLIGHT_POINTS;
      return module == null ? (slight ? SLIGHT_BEHAVIOUR : BEHAVIOUR) + day(evidence) : module;
    }
    String module = name(evidence, MODULE);
    if (dll == null && module != null) {
      return module;
    }
    boolean registration = evidence.stage() == Stage.REGISTRATION;
    if (dll == null || (registration && dll.path().endsWith(".config"))) {
      boolean says = evidence.weight().points() >= UNSEEN_POINTS;
      return registration && says ? CONFIGURATION + day(evidence) : null;
    }
    return ofPath(dll.path());
  }

  /** Whether behaviour is about the file that it names, as removing it is. */
  private static boolean isDoneToFile(EventKind kind) {
    return kind == EventKind.FILE_DELETE || kind == EventKind.FILE_CHANGE;
  }

  /** The name under which evidence about a file is kept. */
  static String ofPath(String path) {
    return ModuleFile.isManagedPlace(path)
        ? ASSEMBLY + ModuleFile.assemblyName(path)
        : ModuleFile.withoutBitness(path);
  }

  /** Whether the name is the path of a file. */
  static boolean isPath(String subject) {
    return !(subject.startsWith(ASSEMBLY) || isNeverAnImplant(subject));
  }

  /** Whether evidence kept under the name is never about a file that the name alone tells. */
  static boolean isNeverAnImplant(String subject) {
    return subject.startsWith(MODULE) || isOfHost(subject);
  }

  /** Whether the name stands for what happened on the host, and for no module. */
  static boolean isOfHost(String subject) {
    return subject.startsWith(CONFIGURATION) || subject.startsWith(BEHAVIOUR);
  }

  /** The first of the names of this sort that evidence calls its module by, or null. */
  static @Nullable String name(Evidence evidence, String sort) {
    List<String> names = evidence.names();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).startsWith(sort)) {
        return names.get(i);
      }
    }
    return null;
  }

  private static long day(Evidence evidence) {
    return Math.floorDiv(evidence.eventTimeMillis(), StageDay.DAY_MILLIS);
  }
}
