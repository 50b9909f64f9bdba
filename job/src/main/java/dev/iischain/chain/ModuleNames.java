package dev.iischain.chain;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event calls a module, besides by its file. */
final class ModuleNames {

  private static final int MAX_NAME = 256;
  private static final String TOKEN = "publickeytoken=";

  private ModuleNames() {}

  /** The names, sorted, as {@code Evidence.names} holds them. */
  static List<String> of(EndpointEvent event, @Nullable Stage stage) {
    boolean names =
        stage == Stage.REGISTRATION
            || stage == Stage.BEHAVIOUR
            || event.kind() == EventKind.MODULE_INVENTORY;
    // A script that registers several modules does not say which name goes with which file.
    if (!names || event.dlls().size() > 1) {
      return List.of();
    }
    List<String> found = new ArrayList<>(3);
    String type = event.get(Field.MODULE_TYPE);
    if (!event.dlls().isEmpty()) {
      if (AssemblyCache.isInstalledInto(event)) {
        found.add(Subject.ASSEMBLY + ModuleFile.assemblyName(event.dlls().get(0).path()));
      }
    } else if (type != null) {
      addType(type.toLowerCase(Locale.ROOT), found);
    }
    String module = event.get(Field.MODULE_NAME);
    if (module != null && module.length() <= MAX_NAME) {
      found.add(Subject.MODULE + module.strip().toLowerCase(Locale.ROOT));
    }
    found.sort(null);
    return List.copyOf(found);
  }

  /** Reads {@code Type, Assembly, Version=..., PublicKeyToken=...}. */
  private static void addType(String type, List<String> found) {
    int from = comma(type, 0);
    if (from < 0) {
      return;
    }
    int end = comma(type, from + 1);
    String assembly = type.substring(from + 1, end < 0 ? type.length() : end).strip();
    if (assembly.isEmpty() || assembly.length() > MAX_NAME) {
      return;
    }
    found.add(Subject.ASSEMBLY + assembly);
    int at = type.indexOf(TOKEN, from);
    if (at >= 0) {
      int stop = comma(type, at);
      String token = type.substring(at + TOKEN.length(), stop < 0 ? type.length() : stop).strip();
      if (token.length() == 16) {
        found.add(Subject.TOKEN + token);
      }
    }
  }

  /** The next comma outside of the brackets of a generic type, or -1. */
  private static int comma(String type, int from) {
    int depth = 0;
    for (int i = from; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == ',' && depth <= 0) {
        return i;
      }
    }
    return -1;
  }
}
