package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the file that was written, renamed, deleted, opened or given another date. */
final class FileDerivation {

  /** WriteData and AppendData. */
  private static final int WRITE_MASK = 0x6;

  private static final Set<String> CONFIGURATION_NAMES =
      Set.of(
          "web.config",
          "applicationhost.config",
          "redirection.config",
          "administration.config",
          "machine.config",
          "metabase.xml");

  private FileDerivation() {}

  static void derive(EventDraft draft) {
    if (draft.kind == EventKind.FILE_ACCESS) {
      access(draft);
      return;
    }
    String raw = draft.get(Field.TARGET_FILENAME);
    if (raw == null) {
      return;
    }
    CanonicalPath path = draft.canon(raw);
    if (isConfiguration(path)) {
      draft.configurationFile(path);
      return;
    }
    if (draft.kind == EventKind.FILE_RENAME) {
      String source = draft.get(Field.SOURCE_FILENAME);
      CanonicalPath old = source == null ? null : draft.canon(source);
      draft.addRenamed(raw, path, old);
      if (old != null && isLibrary(path) && !isLibrary(old)) {
        draft.flag(Flags.RENAMED);
      }
    } else {
      draft.addTouched(raw, path);
    }
    if (draft.kind == EventKind.FILE_CHANGE && isSetBack(draft)) {
      draft.flag(Flags.TIMESTOMP);
    }
  }

  /** Security 4663: an open file counts where it may be written. */
  private static void access(EventDraft draft) {
    String raw = draft.get(Field.OBJECT_NAME);
    String type = draft.get(Field.OBJECT_TYPE);
    if (raw == null || (type != null && !type.equalsIgnoreCase("File"))) {
      return;
    }
    draft.setIfAbsent(Field.TARGET_FILENAME, raw);
    if (isWrite(draft.get(Field.ACCESS_MASK), draft.get(Field.ACCESS_LIST))) {
      CanonicalPath path = draft.canon(raw);
      if (isConfiguration(path)) {
        draft.configurationFile(path);
      } else {
        draft.addTouched(raw, path);
      }
    }
  }

  /** Whether a file is one that IIS or ASP.NET takes its configuration from. */
  /** The names of IIS's configuration files, in lower case. */
  static Set<String> configurationNames() {
    return CONFIGURATION_NAMES;
  }

  private static boolean isConfiguration(CanonicalPath canonical) {
    String path = canonical.path();
    int name = path.lastIndexOf('\\') + 1;
    return name > 0 && CONFIGURATION_NAMES.contains(path.substring(name));
  }

  private static boolean isWrite(@Nullable String mask, @Nullable String list) {
    if (mask != null) {
      long bits = Numbers.unsigned(mask);
      return bits >= 0 && (bits & WRITE_MASK) != 0;
    }
    return list != null && (list.contains("%%4417") || list.contains("%%4418"));
  }

  private static boolean isLibrary(CanonicalPath path) {
    return path.path().endsWith(".dll");
  }

  private static boolean isSetBack(EventDraft draft) {
    long now = EventTimes.parse(draft.get(Field.CREATION_UTC_TIME));
    long before = EventTimes.parse(draft.get(Field.PREVIOUS_CREATION_UTC_TIME));
    return now != EventTimes.NO_TIME && before != EventTimes.NO_TIME && now < before;
  }
}
