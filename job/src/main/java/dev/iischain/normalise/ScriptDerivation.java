package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.List;

/** Derives what PowerShell's own events tell about the modules of IIS. */
final class ScriptDerivation {

  private static final String HOST_APPLICATION = "HostApplication=";
  private static final String DETAILS = "DetailSequence=";

  private ScriptDerivation() {}

  /** A script block (4104). */
  static void scriptBlock(EventDraft draft) {
    String text = draft.get(Field.SCRIPT_BLOCK_TEXT);
    if (text != null) {
      ProcessDerivation.script(draft, PowerShellText.parse(text));
    }
  }

  /** A pipeline with its bound parameters (4103). */
  static void pipeline(EventDraft draft) {
    String payload = draft.get(Field.PAYLOAD);
    if (payload != null) {
      ProcessDerivation.script(draft, PowerShellText.parseBindings(payload));
    }
  }

  /** A pipeline of Windows PowerShell's own log (800): its line, its context, its details. */
  static void classicPipeline(EventDraft draft) {
    String data = draft.get(Field.DATA);
    if (data == null) {
      return;
    }
    PowerShellText bindings = PowerShellText.parseBindings(data);
    if (bindings.registrations().isEmpty()) {
      int context = data.indexOf(DETAILS);
      // The context repeats the host's command line, which is not what this pipeline ran.
      String line = context < 0 ? data : data.substring(0, context);
      ProcessDerivation.script(draft, PowerShellText.parse(line));
    }
    ProcessDerivation.script(draft, bindings);
  }

  /** The start of an engine or a provider (400, 600), which tells the host's command line. */
  static void classicStart(EventDraft draft) {
    String application = draft.get(Field.HOST_APPLICATION);
    String data = draft.get(Field.DATA);
    if (application == null && data != null) {
      int at = data.indexOf(HOST_APPLICATION);
      if (at >= 0) {
        int start = at + HOST_APPLICATION.length();
        int end = data.indexOf('\n', start);
        application = data.substring(start, end < 0 ? data.length() : end).trim();
        draft.set(Field.HOST_APPLICATION, application);
      }
    }
    if (application == null) {
      return;
    }
    List<CommandLine> commands = CommandLine.of(application);
    for (CommandLine command : commands) {
      ProcessDerivation.command(draft, command, "", false);
    }
  }
}
