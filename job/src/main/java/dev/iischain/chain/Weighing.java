package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import dev.iischain.normalise.BuiltInModules;
import dev.iischain.rule.Rule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one event, seen as one stage, adds to a score. */
final class Weighing {

  private static final double INSTALLER_WRITE = 0.25;
  private static final double INSTALLER_REGISTRATION = 0.3;

  /** How the accounts of application pools begin, by name and by security identifier. */
  private static final String APP_POOL = "IIS APPPOOL\\";

  private static final String APP_POOL_SID = "S-1-5-82-";

  private static final String PROVIDER_FOLDER =
      "c:\\programdata\\microsoft\\windows defender\\platform\\";
  private static final String PROVIDER_NAME = "\\mpoav.dll";

  private Weighing() {}

  /** The weight of an event as the stage that a rule gives it; nothing where it gives none. */
  static Weight of(EndpointEvent event, Rule rule, @Nullable DllReference dll) {
    Stage stage = rule.stage();
    if (stage == null) {
      return Weight.NONE;
    }
    return switch (stage) {
      case WRITE -> write(event, dll);
      case REGISTRATION -> registration(event, dll);
      case LOAD -> load(event, dll);
      case LOAD_FAILURE -> failure(event);
      case BEHAVIOUR -> new Weight(rule.points(), 1.0, rule.title());
    };
  }

  private static Weight write(EndpointEvent event, @Nullable DllReference dll) {
    if (dll == null) {
      return new Weight(3, 1.0, "file written");
    }
    DirectoryClass directory = DirectoryClass.of(dll.path());
    String actor = event.get(Field.ACTOR_IMAGE);
    ActorClass actorClass = ActorClass.of(actor);
    boolean server = ofServer(event);
    if (directory == DirectoryClass.IIS_BIN && !server) {
      return new Weight(3, 1.0, "module file written to the bin folder of a web application");
    }
    boolean compiled = directory == DirectoryClass.SHADOW_COPY;
    if (actorClass == ActorClass.SUSPICIOUS || (server && !compiled)) {
      return new Weight(24, 1.0, "module file written by a server, script host or transfer tool");
    }
    Weight weight =
        switch (directory) {
          case IIS_CORE, IIS_CONTENT, IIS_BIN ->
              new Weight(18, 1.0, "module file written to an IIS directory");
          case USER_WRITABLE ->
              new Weight(15, 1.0, "module file written to a user-writable directory");
          case FRAMEWORK, GAC, PRODUCT_WEB ->
              new Weight(15, 1.0, "module file written to a directory that IIS loads from");
          case SHADOW_COPY -> new Weight(3, 1.0, "shadow copy written by ASP.NET");
          case OTHER -> new Weight(12, 1.0, "module file written");
        };
    return actorClass == ActorClass.TRUSTED_INSTALLER && mayBeTrusted(dll)
        ? new Weight(weight.points(), INSTALLER_WRITE, weight.reason() + " by a Windows installer")
        : weight;
  }

  /** Whether a known writer may vouch for a file. */
  private static boolean mayBeTrusted(DllReference dll) {
    return DirectoryClass.of(dll.path()) != DirectoryClass.USER_WRITABLE
        && dll.signature().trust() != Signature.Trust.UNTRUSTED;
  }

  private static Weight registration(EndpointEvent event, @Nullable DllReference dll) {
    Weight weight = registrationByMethod(event, dll);
    boolean installer = "c:\\windows\\system32\\inetsrv\\iissetup.exe".equals(responsible(event));
    return installer && (dll == null || mayBeTrusted(dll))
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
    if (ofServer(event)) {
      return new Weight(34, 1.0, "module registered by a server process or a child of one");
    }
    if (method.equals("gacutil") || installsAssembly(event)) {
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
          profiler(event.get(Field.COMMAND_LINE), 10, "configuration replaced as a whole");
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

  /** Whether a script registers nothing with IIS, but puts an assembly into the global cache. */
  private static boolean installsAssembly(EndpointEvent event) {
    return "powershell".equals(event.get(Field.REGISTRATION_METHOD))
        && event.get(Field.CONFIG_SECTION) == null
        && event.get(Field.MODULE_TYPE) == null
        && event.get(Field.MODULE_NAME) == null
        && event.get(Field.APPCMD_VERB) == null;
  }

  private static Weight registryRegistration(EndpointEvent event) {
    String value = event.get(Field.REGISTRY_VALUE);
    boolean registers = event.get(Field.REGISTRATION_METHOD) != null;
    if (registers && ("filter dlls".equals(value) || "filterdlls".equals(value))) {
      return new Weight(28, 1.0, "global ISAPI filter registered in the registry");
    }
    if (registers && "servicedll".equals(value)) {
      return new Weight(24, 1.0, "service module replaced in the registry");
    }
    return "environment".equals(value)
        ? new Weight(18, 1.0, "profiler set for the web service")
        : new Weight(8, 1.0, "module path written to the registry");
  }

  /** Whether a server acted, or something that a server started or that runs as an app pool. */
  private static boolean ofServer(EndpointEvent event) {
    String user = event.get(Field.USER);
    boolean pool =
        user != null
            && (user.regionMatches(true, 0, APP_POOL, 0, APP_POOL.length())
                || user.startsWith(APP_POOL_SID));
    return pool
        || ActorClass.isServer(event.get(Field.PARENT_IMAGE))
        || ActorClass.isServer(event.get(Field.ACTOR_IMAGE));
  }

  /** Who started the registering tool, where the event is a process start; else who acted. */
  private static @Nullable String responsible(EndpointEvent event) {
    String parent = event.get(Field.PARENT_IMAGE);
    return parent == null ? event.get(Field.ACTOR_IMAGE) : parent.toLowerCase(Locale.ROOT);
  }

  private static Weight load(EndpointEvent event, @Nullable DllReference dll) {
    if ("2223".equals(event.source().eventCode())) {
      return new Weight(26, 1.0, "IIS loaded a global filter from the registry");
    }
    if (dll == null) {
      return Weight.NONE;
    }
    boolean userWritable =
        DirectoryClass.of(dll.path()) == DirectoryClass.USER_WRITABLE
            || dll.path().startsWith("\\\\");
    boolean agent = isAntimalwareProvider(dll.path());
    return switch (dll.signature().trust()) {
      case UNTRUSTED ->
          userWritable
              ? new Weight(26, 1.0, "w3wp loaded an unsigned module from a user-writable directory")
              : new Weight(22, 1.0, "w3wp loaded a module without a valid signature");
      case UNKNOWN -> {
        if (agent) {
          yield new Weight(14, 1.0, "w3wp loaded what lies where the antimalware provider does");
        }
        yield userWritable
            ? new Weight(26, 1.0, "w3wp loaded a module from a user-writable directory")
            : new Weight(14, 1.0, "w3wp loaded a module of unknown signature");
      }
      case TRUSTED -> signedLoad(dll.signature(), userWritable, agent);
    };
  }

  private static Weight signedLoad(Signature signature, boolean userWritable, boolean agent) {
    String signer = signature.signer();
    boolean microsoft = signer != null && signer.startsWith("Microsoft ");
    if (agent && microsoft) {
      return new Weight(0, 1.0, "w3wp loaded the antimalware provider, signed by Microsoft");
    }
    if (userWritable) {
      return new Weight(14, 1.0, "w3wp loaded a signed module from a user-writable directory");
    }
    return microsoft
        ? new Weight(0, 1.0, "w3wp loaded a module signed by Microsoft")
        : new Weight(8, 1.0, "w3wp loaded a module of a third-party publisher");
  }

  /** Whether a path has the shape of Defender's provider, which every worker process loads. */
  private static boolean isAntimalwareProvider(String path) {
    int version = PROVIDER_FOLDER.length();
    return path.startsWith(PROVIDER_FOLDER)
        && path.endsWith(PROVIDER_NAME)
        && path.indexOf('\\', version) == path.length() - PROVIDER_NAME.length();
  }

  private static Weight failure(EndpointEvent event) {
    return "2280".equals(event.source().eventCode())
        ? new Weight(8, 1.0, "IIS could not load the module")
        : new Weight(12, 1.0, "IIS refused the module");
  }
}
