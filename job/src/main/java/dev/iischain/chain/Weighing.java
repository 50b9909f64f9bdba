package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import org.jspecify.annotations.Nullable;

/** What one event, seen as one stage, adds to a score. */
final class Weighing {

  private static final double INSTALLER_WRITE = 0.25;
  private static final double INSTALLER_REGISTRATION = 0.3;

  private Weighing() {}

  static Weight of(EndpointEvent event, Stage stage, @Nullable DllReference dll) {
    return switch (stage) {
      case WRITE -> write(event, dll);
      case REGISTRATION -> registration(event, dll);
      case LOAD -> load(event, dll);
      case LOAD_FAILURE -> failure(event);
      case BEHAVIOUR -> new Weight(10, 1.0, "intruder behaviour on the same host");
    };
  }

  private static Weight write(EndpointEvent event, @Nullable DllReference dll) {
    if (dll == null) {
      return new Weight(3, 1.0, "file written");
    }
    DirectoryClass directory = DirectoryClass.of(dll.path());
    String actor = event.get(Field.ACTOR_IMAGE);
    ActorClass actorClass = ActorClass.of(actor);
    if (directory == DirectoryClass.IIS_BIN && !ActorClass.isServer(actor)) {
      return new Weight(3, 1.0, "module file written to the bin folder of a web application");
    }
    if (actorClass == ActorClass.SUSPICIOUS) {
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
    boolean trusted =
        actorClass == ActorClass.TRUSTED_INSTALLER && directory != DirectoryClass.USER_WRITABLE;
    return trusted
        ? new Weight(weight.points(), INSTALLER_WRITE, weight.reason() + " by a Windows installer")
        : weight;
  }

  private static Weight registration(EndpointEvent event, @Nullable DllReference dll) {
    Weight weight = registrationByMethod(event, dll);
    boolean installer = "c:\\windows\\system32\\inetsrv\\iissetup.exe".equals(responsible(event));
    return installer
        ? new Weight(weight.points(), INSTALLER_REGISTRATION, weight.reason() + " by IIS setup")
        : weight;
  }

  private static Weight registrationByMethod(EndpointEvent event, @Nullable DllReference dll) {
    String method = event.get(Field.REGISTRATION_METHOD);
    if ("registry".equals(method)) {
      return registryRegistration(event.get(Field.REGISTRY_VALUE));
    }
    if (ActorClass.isServer(event.get(Field.PARENT_IMAGE))
        || ActorClass.isServer(event.get(Field.ACTOR_IMAGE))) {
      return new Weight(34, 1.0, "module registered by a child of a server process");
    }
    if (dll == null) {
      return new Weight(20, 1.0, "managed module registered");
    }
    return BuiltInModules.contains(dll.path())
        ? new Weight(14, 1.0, "built-in module file registered again")
        : new Weight(26, 1.0, "module registered with IIS");
  }

  private static Weight registryRegistration(@Nullable String value) {
    if ("filter dlls".equals(value)) {
      return new Weight(28, 1.0, "global ISAPI filter registered in the registry");
    }
    if ("servicedll".equals(value)) {
      return new Weight(24, 1.0, "service module replaced in the registry");
    }
    return "environment".equals(value)
        ? new Weight(18, 1.0, "profiler set for the web service")
        : new Weight(8, 1.0, "module path written to the registry");
  }

  /** Who started the registering tool, where the event is a process start; else who acted. */
  private static @Nullable String responsible(EndpointEvent event) {
    String parent = event.get(Field.PARENT_IMAGE);
    return parent == null
        ? event.get(Field.ACTOR_IMAGE)
        : parent.toLowerCase(java.util.Locale.ROOT);
  }

  private static Weight load(EndpointEvent event, @Nullable DllReference dll) {
    if ("2223".equals(event.source().eventCode())) {
      return new Weight(26, 1.0, "IIS loaded a global filter from the registry");
    }
    if (dll == null) {
      return Weight.NONE;
    }
    boolean userWritable = DirectoryClass.of(dll.path()) == DirectoryClass.USER_WRITABLE;
    return switch (dll.signature().trust()) {
      case UNTRUSTED ->
          userWritable
              ? new Weight(26, 1.0, "w3wp loaded an unsigned module from a user-writable directory")
              : new Weight(22, 1.0, "w3wp loaded a module without a valid signature");
      case UNKNOWN ->
          userWritable
              ? new Weight(26, 1.0, "w3wp loaded a module from a user-writable directory")
              : new Weight(14, 1.0, "w3wp loaded a module of unknown signature");
      case TRUSTED -> signedLoad(dll.signature(), userWritable);
    };
  }

  private static Weight signedLoad(Signature signature, boolean userWritable) {
    if (userWritable) {
      return new Weight(14, 1.0, "w3wp loaded a signed module from a user-writable directory");
    }
    String signer = signature.signer();
    return signer != null && signer.startsWith("Microsoft")
        ? new Weight(0, 1.0, "w3wp loaded a module signed by Microsoft")
        : new Weight(8, 1.0, "w3wp loaded a module of a third-party publisher");
  }

  private static Weight failure(EndpointEvent event) {
    return "2280".equals(event.source().eventCode())
        ? new Weight(8, 1.0, "IIS could not load the module")
        : new Weight(12, 1.0, "IIS refused the module");
  }
}
