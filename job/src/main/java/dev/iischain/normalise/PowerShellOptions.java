package dev.iischain.normalise;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of PowerShell itself: which of its words are the script. */
final class PowerShellOptions {

  private static final Set<String> WITH_VALUE =
      Set.of(
          "executionpolicy",
          "ep",
          "version",
          "windowstyle",
          "inputformat",
          "outputformat",
          "psconsolefile",
          "configurationname",
          "workingdirectory",
          "wd",
          "custompipename");

  private PowerShellOptions() {}

  /** The command to run, or null when it is in a file, encoded or missing. */
  static @Nullable String script(List<String> arguments) {
    int i = 1;
    while (i < arguments.size()) {
      String word = arguments.get(i);
      if (!isOption(word)) {
        return join(arguments, i);
      }
      String name = Confusables.skeleton(word.substring(1));
      if (name.startsWith("c") && "command".startsWith(name)) {
        return i + 1 < arguments.size() ? join(arguments, i + 1) : null;
      }
      if (EncodedCommand.isOption(word) || (!name.isEmpty() && "file".startsWith(name))) {
        return null;
      }
      i += takesValue(name) ? 2 : 1;
    }
    return null;
  }

  private static boolean takesValue(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (String option : WITH_VALUE) {
      if (option.equals(name) || (name.length() > 1 && option.startsWith(name))) {
        return true;
      }
    }
    return name.equals("v") || name.equals("w");
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && (word.charAt(0) == '/' || PowerShellLexer.isDash(word.charAt(0)));
  }

  private static String join(List<String> arguments, int from) {
    return arguments.size() == from + 1
        ? arguments.get(from)
        : String.join(" ", arguments.subList(from, arguments.size()));
  }
}
