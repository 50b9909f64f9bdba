package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence.Weight;
import org.jspecify.annotations.Nullable;

/** What an event that loads a module adds to a score. */
final class LoadWeight {

  private static final String PROVIDER_FOLDER =
      "c:\\programdata\\microsoft\\windows defender\\platform\\";
  private static final String PROVIDER_NAME = "\\mpoav.dll";

  private LoadWeight() {}

  static Weight of(EndpointEvent event, @Nullable DllReference dll) {
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
    String signer = dll.signature().signer();
    boolean microsoft = signer != null && signer.startsWith("Microsoft ");
    return switch (dll.signature().trust()) {
      case UNTRUSTED ->
          userWritable
              ? new Weight(26, 1.0, "w3wp loaded an unsigned module from a user-writable directory")
              : new Weight(22, 1.0, "w3wp loaded a module without a valid signature");
      case UNKNOWN -> {
        if (agent && (microsoft || signer == null)) {
          yield new Weight(14, 1.0, "w3wp loaded what lies where the antimalware provider does");
        }
        yield userWritable
            ? new Weight(26, 1.0, "w3wp loaded a module from a user-writable directory")
            : new Weight(14, 1.0, "w3wp loaded a module of unknown signature");
      }
      case TRUSTED -> signed(microsoft, userWritable, agent);
    };
  }

  private static Weight signed(boolean microsoft, boolean userWritable, boolean agent) {
    if (agent) {
      return microsoft
          ? new Weight(0, 1.0, "w3wp loaded the antimalware provider, signed by Microsoft")
          : new Weight(26, 1.0, "w3wp loaded another publisher's antimalware provider");
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
}
