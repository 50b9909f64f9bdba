package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to stand in the text of an event that registers something. */
public final class RegistrationHints {

  private static final Set<String> COMMANDS =
      Set.of("appcmd", "gacutil", "module", "powershell", "pwsh");
  private static final Set<String> VALUES =
      Set.of("w3svc", "servicedll", "cor_profiler", "coreclr_profiler");

  /** What a path of a configuration file of IIS has in it. */
  public static final Set<String> CONFIGURATION_FILES = FileDerivation.configurationNames();

  /** What is noticed of a started process only by its own names and its command. */
  public static final Set<String> COMMAND_SIGNS =
      Set.of(Flags.TOOL_MASQUERADE, Flags.STDIN_CONFIG, Flags.ENCODED_COMMAND);

  /** What the names or the command of such a process have in them. */
  public static final Set<String> TOOLS =
      Set.of("appcmd", "gacutil", "module", "powershell", "pwsh", "w3wp", "iissetup");

  private RegistrationHints() {}

  /**
   * The literals of which an event of this kind holds one in plain text if {@code
   * RegistrationMethod} is derived from it; empty when it never is, null when nothing can be said.
   */
  public static @Nullable Set<String> of(EventKind kind) {
    return switch (kind) {
      case PROCESS_CREATION -> COMMANDS;
      case PS_SCRIPT -> PowerShellText.hints();
      case REGISTRY_SET -> VALUES;
      case PS_MODULE, PS_CLASSIC_START, PS_CLASSIC_SCRIPT, IIS_CONFIGURATION, OTHER -> null;
      case AGENT_HOST, RUNNING_PROCESS -> null;
      case FILE_EVENT,
          FILE_RENAME,
          FILE_DELETE,
          FILE_CHANGE,
          FILE_ACCESS,
          CREATE_STREAM_HASH,
          IMAGE_LOAD,
          REGISTRY_ADD,
          REGISTRY_DELETE,
          REGISTRY_RENAME,
          IIS_MODULE,
          MODULE_INVENTORY ->
          Set.of();
    };
  }
}
