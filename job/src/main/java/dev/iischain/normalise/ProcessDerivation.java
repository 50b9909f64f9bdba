package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives what a started process does to IIS from its command line. */
final class ProcessDerivation {

  private ProcessDerivation() {}

  static void derive(EventDraft draft, @Nullable CanonicalPath actor) {
    String image = draft.get(Field.IMAGE);
    String original = draft.get(Field.ORIGINAL_FILE_NAME);
    String tool = image == null ? "" : ToolName.skeleton(image);
    if (image != null && ToolName.isRenamed(image, original)) {
      draft.flag(Flags.TOOL_MASQUERADE);
    }
    String commandLine = draft.get(Field.COMMAND_LINE);
    if (commandLine != null) {
      List<CommandLine> commands = CommandLine.of(commandLine);
      if (tool.isEmpty() && !commands.isEmpty()) {
        tool = commands.get(0).tool();
      }
      String known = original == null ? tool : ToolName.skeleton(original);
      boolean bits32 =
          actor != null
              && (actor.path().startsWith("c:\\windows\\syswow64\\")
                  || actor.path().startsWith("c:\\program files (x86)\\"));
      for (int i = 0; i < commands.size(); i++) {
        String process = i > 0 ? "" : isTool(known) ? known : tool;
        command(draft, commands.get(i), process, bits32);
      }
    }
    draft.set(Field.TOOL_SKELETON, tool);
  }

  /** Reads a command; {@code process} is the tool that is known to run it, or empty. */
  static void command(EventDraft draft, CommandLine command, String process, boolean bits32) {
    if (command.arguments().isEmpty()) {
      return;
    }
    if (command.caretNoise()) {
      draft.flag(Flags.CARET_NOISE);
    }
    String word = command.arguments().get(0);
    if (ToolName.isLookAlike(word)) {
      draft.flag(Flags.TOOL_MASQUERADE);
    }
    if (ToolName.isPowerShell(process) || ToolName.isPowerShell(command.tool())) {
      powerShell(draft, command.arguments());
      return;
    }
    AppcmdCommand appcmd = AppcmdCommand.find(command, process.equals(ToolName.APPCMD));
    if (appcmd != null) {
      appcmd(draft, appcmd);
      return;
    }
    GacutilCommand gacutil = GacutilCommand.find(command, process.equals(ToolName.GACUTIL));
    if (gacutil != null) {
      String path = gacutil.assembly();
      CanonicalPath canonical =
          CanonicalPath.canon(path, draft.hostName, draft.get(Field.CURRENT_DIRECTORY), bits32);
      draft.set(Field.MODULE_IMAGE, path);
      draft.set(Field.REGISTRATION_METHOD, "gacutil");
      draft.addNamed(path, canonical);
    }
  }

  private static void appcmd(EventDraft draft, AppcmdCommand command) {
    List<Registration> registrations = command.registrations();
    // Of several commands the one that registers something is the one to show.
    if (draft.get(Field.APPCMD_VERB) == null || !registrations.isEmpty()) {
      draft.set(Field.APPCMD_VERB, command.verb());
      draft.set(Field.APPCMD_OBJECT, command.object());
      draft.set(Field.APPCMD_SECTION, command.section());
      draft.set(Field.MODULE_NAME, command.moduleName());
    }
    if (command.byGrammar()) {
      draft.flag(Flags.TOOL_MASQUERADE);
    }
    if (command.standardInput() && command.verb().equals("set")) {
      draft.flag(Flags.STDIN_CONFIG);
    }
    register(draft, registrations, "appcmd");
  }

  private static void powerShell(EventDraft draft, List<String> arguments) {
    String decoded = EncodedCommand.find(arguments, true);
    if (decoded != null) {
      draft.flag(Flags.ENCODED_COMMAND);
      draft.setIfAbsent(Field.DECODED_COMMAND, decoded);
      script(draft, PowerShellText.parse(decoded));
    }
    String plain = PowerShellOptions.script(arguments);
    if (plain != null) {
      script(draft, PowerShellText.parse(plain));
    }
  }

  /** Adds what a script does. */
  static void script(EventDraft draft, PowerShellText text) {
    draft.setIfAbsent(Field.MODULE_NAME, text.moduleName());
    draft.setIfAbsent(Field.CONFIG_SECTION, text.section());
    register(draft, text.registrations(), "powershell");
    for (CommandLine command : text.nativeCommands()) {
      command(draft, command, "", false);
    }
  }

  private static void register(EventDraft draft, List<Registration> registrations, String method) {
    for (Registration registration : registrations) {
      draft.set(Field.REGISTRATION_METHOD, method);
      draft.setIfAbsent(Field.MODULE_NAME, registration.name());
      draft.setIfAbsent(Field.MODULE_IMAGE, registration.image());
      draft.setIfAbsent(Field.MODULE_TYPE, registration.type());
      String image = registration.image();
      if (image != null && !image.isBlank()) {
        draft.addNamed(image, CanonicalPath.registered(image, draft.hostName));
      }
    }
  }

  private static boolean isTool(String name) {
    return name.equals(ToolName.APPCMD)
        || name.equals(ToolName.GACUTIL)
        || ToolName.isPowerShell(name);
  }
}
