package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Field;
import dev.iischain.normalise.BuiltInModules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event that registers a module adds to a score. */
final class RegistrationWeight {

  private static final double INSTALLER_REGISTRATION = 0.3;

  /** What setup of IIS names as the module of its service. */
  private static final String OWN_SERVICE = "c:\\windows\\system32\\inetsrv\\iisw3adm.dll";

  private RegistrationWeight() {}

  static Weight of(EndpointEvent event, @Nullable DllReference dll) {
    Weight weight = registrationByMethod(event, dll);
    boolean installer = "c:\\windows\\system32\\inetsrv\\iissetup.exe".equals(responsible(event));
    return installer && (dll == null || Weighing.mayBeTrusted(dll))
        ? new Weight(weight.points(), INSTALLER_REGISTRATION, weight.reason() + " by IIS setup")
        : weight;
  }

  private static Weight registrationByMethod(EndpointEvent event, @Nullable DllReference dll) {
    if (event.kind() == EventKind.REGISTRY_SET) {
      return registryRegistration(event);
    }
    String method = event.get(Field.REGISTRATION_METHOD);
    if (method == null) {
      return registrationUnseen(event);
    }
    if (Weighing.ofServer(event)) {
      return new Weight(34, 1.0, "module registered by a server process or a child of one");
    }
    if (AssemblyCache.isInstalledInto(event)) {
      return new Weight(20, 1.0, "assembly installed into the global cache");
    }
    if (dll == null) {
      return event.get(Field.MODULE_TYPE) == null
          ? new Weight(10, 1.0, "module registered, its file not named")
          : new Weight(20, 1.0, "managed module registered");
    }
    return BuiltInModules.contains(dll.path())
        ? new Weight(14, 1.0, "built-in module file registered again")
        : new Weight(26, 1.0, "module registered with IIS");
  }

  /** What tells of a registration without saying of which module. */
  private static Weight registrationUnseen(EndpointEvent event) {
    return switch (event.kind()) {
      case IIS_CONFIGURATION ->
          "51".equals(event.source().eventCode())
              ? new Weight(10, 1.0, "configuration file changed behind IIS's back")
              : profiler(event.get(Field.CONFIGURATION), 2, "another change of the configuration");
      case PROCESS_CREATION ->
          profiler(event.get(Field.COMMAND_LINE), 10, "configuration changed, its values not seen");
      case PS_SCRIPT, PS_MODULE, PS_CLASSIC_START, PS_CLASSIC_SCRIPT ->
          profiler(
              event.get(Field.SCRIPT_BLOCK_TEXT), 10, "configuration changed, its values not seen");
      default -> new Weight(10, 1.0, "configuration file written by another program than IIS's");
    };
  }

  /** A profiler that is set by a command; else so many points for something else. */
  private static Weight profiler(@Nullable String text, int otherPoints, String otherReason) {
    boolean profiler = text != null && text.toLowerCase(Locale.ROOT).contains("_profiler");
    return profiler
        ? new Weight(18, 1.0, "profiler set for worker processes")
        : new Weight(otherPoints, 1.0, otherReason);
  }

  private static Weight registryRegistration(EndpointEvent event) {
    String value = event.get(Field.REGISTRY_VALUE);
    boolean registers = event.get(Field.REGISTRATION_METHOD) != null;
    if (registers && ("filter dlls".equals(value) || "filterdlls".equals(value))) {
      return new Weight(28, 1.0, "global ISAPI filter registered in the registry");
    }
    if (registers && "servicedll".equals(value) && !OWN_SERVICE.equals(event.get(Field.DLL_PATH))) {
      return new Weight(24, 1.0, "service module replaced in the registry");
    }
    return "environment".equals(value)
        ? profiler(event.get(Field.REGISTRY_DATA), 8, "environment of the web service changed")
        : new Weight(8, 1.0, "module path written to the registry");
  }

  /** Who started the registering tool, where the event is a process start; else who acted. */
  private static @Nullable String responsible(EndpointEvent event) {
    String parent = event.get(Field.PARENT_IMAGE);
    return parent == null ? event.get(Field.ACTOR_IMAGE) : parent.toLowerCase(Locale.ROOT);
  }
}
