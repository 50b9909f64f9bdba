package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PowerShell script or command does to the modules of IIS.
 *
 * @param registrations what it registers or points elsewhere
 * @param nativeCommands the appcmd and gacutil commands that it runs
 * @param moduleName the name of a module that it is about, or null
 * @param section the last part of the section that it edits, in lower case, or null
 */
record PowerShellText(
    List<Registration> registrations,
    List<CommandLine> nativeCommands,
    @Nullable String moduleName,
    @Nullable String section) {

  /** A script block is cut here, in characters. */
  static final int MAX_LENGTH = 2_097_152;

  private static final PowerShellText NOTHING =
      new PowerShellText(List.of(), List.of(), null, null);

  /** Words without which nothing that is looked for can stand in a script. */
  private static final String[] HINTS = {
    "webglobal", "webmanaged", "webconfiguration", "webhandler", "iisconfig", "itemproperty",
    "servermanager", "web.administration", "gacinstall", "appcmd", "gacutil", "iis:"
  };

  /** Reads a script. */
  static PowerShellText parse(String script) {
    String text = script.length() > MAX_LENGTH ? script.substring(0, MAX_LENGTH) : script;
    return mayConcern(text) ? new PowerShellReader().read(text) : NOTHING;
  }

  /**
   * Reads the payload of a pipeline event (4103), whose labels are in the system's language: {@code
   * ParameterBinding(New-WebGlobalModule): name="Image"; value="C:\x.dll"}.
   */
  static PowerShellText parseBindings(String payload) {
    String text = payload.length() > MAX_LENGTH ? payload.substring(0, MAX_LENGTH) : payload;
    return ParameterBindings.read(text);
  }

  /** In lower case, words of which a script holds one unless it hides them or does nothing. */
  static Set<String> hints() {
    return Set.of(HINTS);
  }

  /** A cheap look for a hint; a script that hides words is always read. */
  private static boolean mayConcern(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`' || c == '+' || c >= 0x80) {
        return true;
      }
    }
    for (String hint : HINTS) {
      if (containsIgnoringCase(text, hint)) {
        return true;
      }
    }
    return text.indexOf('\'') >= 0 && text.indexOf("\"\"") >= 0;
  }

  static boolean containsIgnoringCase(String text, String lower) {
    char first = lower.charAt(0);
    char upper = Character.toUpperCase(first);
    int last = text.length() - lower.length();
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if ((c == first || c == upper) && text.regionMatches(true, i, lower, 0, lower.length())) {
        return true;
      }
    }
    return false;
  }

  /** Collects what is found. */
  static final class Findings {
    final List<Registration> registrations = new ArrayList<>(2);
    final List<CommandLine> commands = new ArrayList<>(1);
    @Nullable String moduleName;
    @Nullable String section;

    void name(@Nullable String name) {
      if (moduleName == null && name != null && !name.isBlank()) {
        moduleName = name;
      }
    }

    void section(@Nullable String name) {
      if (section == null) {
        section = name;
      }
    }

    PowerShellText result() {
      return new PowerShellText(registrations, commands, moduleName, section);
    }
  }
}
