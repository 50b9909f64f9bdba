package dev.iischain.normalise;

import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives the fields and files of an event by its kind. */
final class Derivation {

  private Derivation() {}

  static void derive(EventDraft draft) {
    if (draft.kind == EventKind.OTHER) {
      return;
    }
    actor(draft);
    CanonicalPath actor = actorPath(draft);
    switch (draft.kind) {
      case PROCESS_CREATION -> ProcessDerivation.derive(draft, actor);
      case FILE_EVENT, FILE_RENAME, FILE_DELETE, FILE_CHANGE, FILE_ACCESS, CREATE_STREAM_HASH ->
          FileDerivation.derive(draft);
      case IMAGE_LOAD -> {
        String loaded = draft.get(Field.IMAGE_LOADED);
        if (loaded != null) {
          draft.addObserved(loaded, draft.canon(loaded));
        }
        draft.set(Field.SIGNATURE_TRUST, trust(draft.signature.trust()));
      }
      case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME ->
          RegistryDerivation.derive(draft);
      case PS_SCRIPT -> ScriptDerivation.scriptBlock(draft);
      case PS_MODULE -> ScriptDerivation.pipeline(draft);
      case PS_CLASSIC_START -> ScriptDerivation.classicStart(draft);
      case PS_CLASSIC_SCRIPT -> ScriptDerivation.classicPipeline(draft);
      case IIS_CONFIGURATION -> ConfigurationDerivation.derive(draft);
      case IIS_MODULE -> named(draft, Field.MODULE_DLL);
      case MODULE_INVENTORY -> named(draft, Field.MODULE_IMAGE);
      case AGENT_HOST, RUNNING_PROCESS, OTHER -> {}
    }
    mimicry(draft);
    draft.finish();
  }

  private static String trust(Signature.Trust trust) {
    return switch (trust) {
      case TRUSTED -> "trusted";
      case UNTRUSTED -> "untrusted";
      case UNKNOWN -> "unknown";
    };
  }

  /** Looks at what is registered or written: whether it passes for a module of IIS itself. */
  private static void mimicry(EventDraft draft) {
    boolean registered = draft.get(Field.REGISTRATION_METHOD) != null;
    boolean written = draft.kind == EventKind.FILE_EVENT || draft.kind == EventKind.FILE_RENAME;
    if (!registered && !written) {
      return;
    }
    String name = registered ? draft.get(Field.MODULE_NAME) : null;
    boolean managed = registered && draft.get(Field.MODULE_TYPE) != null;
    List<DllReference> dlls = draft.files();
    boolean mimicked = dlls.isEmpty() && BuiltInModules.isMimicked(name, null, managed);
    for (DllReference dll : dlls) {
      mimicked |=
          registered
              ? BuiltInModules.isMimicked(name, dll.path(), managed)
              : dll.path().contains("\\inetsrv\\") && BuiltInModules.isFileMimicked(dll.path());
    }
    if (mimicked) {
      draft.flag(Flags.MIMICRY);
    }
  }

  /** Security's names for the acting process, its account and its hexadecimal numbers. */
  private static void actor(EventDraft draft) {
    String started = draft.get(Field.NEW_PROCESS_NAME);
    if (draft.kind == EventKind.PROCESS_CREATION && started != null) {
      draft.setIfAbsent(Field.IMAGE, started);
      draft.setIfAbsent(Field.PARENT_IMAGE, draft.get(Field.PARENT_PROCESS_NAME));
      String id = draft.get(Field.NEW_PROCESS_ID);
      if (id != null) {
        // What Security calls ProcessId is the creator's.
        draft.setIfAbsent(Field.PARENT_PROCESS_ID, draft.get(Field.PROCESS_ID));
        draft.set(Field.PROCESS_ID, id);
      }
    } else {
      draft.setIfAbsent(Field.IMAGE, draft.get(Field.PROCESS_NAME));
    }
    decimal(draft, Field.PROCESS_ID);
    decimal(draft, Field.PARENT_PROCESS_ID);
    String name = draft.get(Field.SUBJECT_USER_NAME);
    if (name != null && draft.get(Field.USER) == null) {
      String domain = draft.get(Field.SUBJECT_DOMAIN_NAME);
      draft.set(Field.USER, domain == null ? name : domain + "\\" + name);
    }
  }

  private static void decimal(EventDraft draft, Field field) {
    String text = draft.get(field);
    if (text == null || text.length() < 3 || text.charAt(0) != '0') {
      return;
    }
    long number = Numbers.unsigned(text);
    if (number >= 0) {
      draft.set(field, Long.toString(number));
    }
  }

  private static @Nullable CanonicalPath actorPath(EventDraft draft) {
    String image = draft.get(Field.IMAGE);
    if (image == null) {
      return null;
    }
    CanonicalPath path = draft.canon(image);
    draft.set(Field.ACTOR_IMAGE, path.reachablePath());
    if (isMasquerade(draft.kind, image, path)) {
      draft.flag(Flags.TOOL_MASQUERADE);
    }
    return path;
  }

  /** Whether the process of an event goes by a name that is not its own. */
  static boolean isMasquerade(EventKind kind, String image, CanonicalPath path) {
    boolean acts = kind == EventKind.PROCESS_CREATION || kind == EventKind.IMAGE_LOAD;
    boolean placed = !path.flags().contains(Flags.RELATIVE);
    return acts && (ToolName.isLookAlike(image) || (placed && ToolName.isFalseWorker(path.path())));
  }

  private static void named(EventDraft draft, Field field) {
    String raw = draft.get(field);
    if (raw != null) {
      draft.addObserved(raw, CanonicalPath.registered(raw, draft.hostName));
    }
  }
}
