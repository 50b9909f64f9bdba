package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import dev.iischain.rule.Rule;
import org.jspecify.annotations.Nullable;

/** What one event, seen as one stage, adds to a score. */
final class Weighing {

  private static final double INSTALLER_WRITE = 0.25;

  /** How the accounts of application pools begin, by name and by security identifier. */
  private static final String APP_POOL = "IIS APPPOOL\\";

  private static final String APP_POOL_SID = "S-1-5-82-";

  private Weighing() {}

  /** The weight of an event as the stage that a rule gives it; nothing where it gives none. */
  static Weight of(EndpointEvent event, Rule rule, @Nullable DllReference dll) {
    Stage stage = rule.stage();
    if (stage == null) {
      return Weight.NONE;
    }
    return switch (stage) {
      case WRITE -> write(event, dll);
      case REGISTRATION -> RegistrationWeight.of(event, dll);
      case LOAD -> LoadWeight.of(event, dll);
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
  static boolean mayBeTrusted(DllReference dll) {
    return DirectoryClass.of(dll.path()) != DirectoryClass.USER_WRITABLE
        && dll.signature().trust() != Signature.Trust.UNTRUSTED;
  }

  /** Whether a server acted, or something that a server started or that runs as an app pool. */
  static boolean ofServer(EndpointEvent event) {
    String user = event.get(Field.USER);
    boolean pool =
        user != null
            && (user.regionMatches(true, 0, APP_POOL, 0, APP_POOL.length())
                || user.startsWith(APP_POOL_SID));
    return pool
        || ActorClass.isServer(event.get(Field.PARENT_IMAGE))
        || ActorClass.isServer(event.get(Field.ACTOR_IMAGE));
  }

  private static Weight failure(EndpointEvent event) {
    return "2280".equals(event.source().eventCode())
        ? new Weight(8, 1.0, "IIS could not load the module")
        : new Weight(12, 1.0, "IIS refused the module");
  }
}
