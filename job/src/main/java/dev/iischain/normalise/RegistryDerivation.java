package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives the folded key, value and files of registry events, and whether IIS will load them. */
final class RegistryDerivation {

  private static final String SERVICES = "hklm\\system\\currentcontrolset\\services\\";

  private RegistryDerivation() {}

  static void derive(EventDraft draft) {
    security(draft);
    RegistryPath path = path(draft);
    if (path == null) {
      return;
    }
    draft.set(Field.REGISTRY_KEY_PATH, path.key());
    draft.set(Field.REGISTRY_VALUE, path.value());
    String data = first(draft, Field.DETAILS, Field.REGISTRY_VALUE_DATA, Field.REG_STRING_VALUE);
    draft.set(Field.REGISTRY_DATA, data);
    if (draft.kind == EventKind.REGISTRY_SET && data != null) {
      files(draft, path, data);
    }
  }

  /** Security 4657 names things its own way. */
  private static void security(EventDraft draft) {
    String key = draft.get(Field.OBJECT_NAME);
    if (key == null) {
      return;
    }
    String value = draft.get(Field.OBJECT_VALUE_NAME);
    draft.setIfAbsent(Field.TARGET_OBJECT, value == null ? key : key + "\\" + value);
    String operation = draft.get(Field.OPERATION_TYPE);
    if (operation != null && operation.contains("%%1906")) {
      draft.kind = EventKind.REGISTRY_DELETE;
    } else {
      draft.setIfAbsent(Field.DETAILS, draft.get(Field.NEW_VALUE));
    }
  }

  private static @Nullable RegistryPath path(EventDraft draft) {
    String key = first(draft, Field.REGISTRY_KEY, Field.REG_OBJECT_NAME, Field.OBJECT_NAME);
    if (key != null) {
      return RegistryPath.of(
          key,
          first(draft, Field.REGISTRY_VALUE_NAME, Field.REG_VALUE_NAME, Field.OBJECT_VALUE_NAME));
    }
    String joined = draft.get(Field.TARGET_OBJECT);
    if (joined == null) {
      return null;
    }
    String type = draft.get(Field.EVENT_TYPE);
    boolean keyAlone = type != null && type.endsWith("Key");
    return keyAlone ? RegistryPath.ofKey(joined) : RegistryPath.ofJoined(joined);
  }

  private static void files(EventDraft draft, RegistryPath path, String data) {
    boolean iis = isIisService(path.key());
    boolean filters = isFilterList(path);
    boolean registers = filters || isServiceDll(path) || isProfiler(path, data);
    List<String> paths = filters ? RegistryValueData.items(data) : RegistryValueData.dllPaths(data);
    String old = draft.get(Field.OLD_VALUE);
    boolean added = false;
    for (String item : paths) {
      String file = filters ? fileOf(item) : item;
      if (file == null) {
        continue;
      }
      draft.addNamed(
          file, iis ? CanonicalPath.registered(file, draft.hostName) : draft.canon(file));
      boolean known = old != null && old.contains(item);
      if (registers && !known) {
        added = true;
        draft.setIfAbsent(Field.MODULE_IMAGE, file);
      }
    }
    if (added) {
      draft.set(Field.REGISTRATION_METHOD, "registry");
    }
  }

  /** An item of the filter list is a file whatever its ending. */
  private static @Nullable String fileOf(String item) {
    String library = RegistryValueData.dllPath(item);
    if (library != null) {
      return library;
    }
    return item.indexOf('\\') >= 0 || item.indexOf('/') >= 0 || item.indexOf('.') > 0 ? item : null;
  }

  private static boolean isIisService(String key) {
    return key.startsWith(SERVICES + "w3svc\\")
        || key.startsWith(SERVICES + "was\\")
        || key.startsWith(SERVICES + "iisadmin\\")
        || key.equals(SERVICES + "w3svc")
        || key.equals(SERVICES + "was");
  }

  private static boolean isFilterList(RegistryPath path) {
    return path.key().equals(SERVICES + "w3svc\\parameters")
        && path.valueWithoutBlanks().equals("filterdlls");
  }

  private static boolean isServiceDll(RegistryPath path) {
    return isIisService(path.key())
        && path.key().endsWith("\\parameters")
        && "servicedll".equals(path.value());
  }

  private static boolean isProfiler(RegistryPath path, String data) {
    boolean environment =
        (path.key().equals(SERVICES + "w3svc") || path.key().equals(SERVICES + "was"))
            && "environment".equals(path.value());
    return environment
        && (PowerShellText.containsIgnoringCase(data, "cor_profiler_path")
            || PowerShellText.containsIgnoringCase(data, "coreclr_profiler_path"));
  }

  private static @Nullable String first(EventDraft draft, Field... fields) {
    for (Field field : fields) {
      String value = draft.get(field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
