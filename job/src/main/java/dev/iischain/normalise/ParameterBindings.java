package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellText.Findings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The bound parameters of a pipeline event. Its words are in the system's language, so it is read
 * by its shape: the cmdlet in brackets, then two quoted texts, the name and the value.
 */
final class ParameterBindings {

  private static final int MAX_LINES = 4096;

  private ParameterBindings() {}

  static PowerShellText read(String payload) {
    Findings findings = new Findings();
    IisCmdlets cmdlets = null;
    Map<String, Object> arguments = new HashMap<>();
    int start = 0;
    for (int line = 0; line < MAX_LINES && start < payload.length(); line++) {
      int newline = payload.indexOf('\n', start);
      int end = newline < 0 ? payload.length() : newline;
      String text = payload.substring(start, end);
      start = end + 1;
      int open = text.indexOf('(');
      int close = text.indexOf(')', open + 1);
      if (open < 0 || close < 0) {
        continue;
      }
      String name = Confusables.skeleton(text.substring(open + 1, close)).trim();
      IisCmdlets bound = IisCmdlets.named(name.substring(name.lastIndexOf('\\') + 1));
      if (bound == null) {
        continue;
      }
      int nameStart = text.indexOf('"', close);
      int nameEnd = nameStart < 0 ? -1 : text.indexOf('"', nameStart + 1);
      int valueStart = nameEnd < 0 ? -1 : text.indexOf('"', nameEnd + 1);
      int valueEnd = text.lastIndexOf('"');
      boolean binding = valueStart >= 0 && valueEnd > valueStart;
      if (cmdlets != null && (!binding || cmdlets != bound)) {
        cmdlets.read(arguments, findings);
        arguments.clear();
      }
      cmdlets = bound;
      if (binding) {
        arguments.putIfAbsent(
            text.substring(nameStart + 1, nameEnd).toLowerCase(Locale.ROOT),
            text.substring(valueStart + 1, valueEnd).trim());
      }
    }
    if (cmdlets != null) {
      cmdlets.read(arguments, findings);
    }
    return findings.result();
  }
}
