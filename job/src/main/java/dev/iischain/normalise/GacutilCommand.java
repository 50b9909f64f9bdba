package dev.iischain.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gacutil command that installs an assembly into the global assembly cache.
 *
 * @param assembly the file, as spelled; for a list, the list
 */
public record GacutilCommand(String assembly) {

  /** The installation in a command line, or null when there is none. */
  public static @Nullable GacutilCommand find(CommandLine command, boolean isGacutil) {
    List<String> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      if (ToolName.isNamed(words.get(i), ToolName.GACUTIL)) {
        return parse(words, i + 1);
      }
    }
    return isGacutil ? parse(words, Math.min(1, words.size())) : null;
  }

  private static @Nullable GacutilCommand parse(List<String> words, int from) {
    boolean installs = false;
    for (int i = from; i < words.size(); i++) {
      String word = words.get(i);
      String folded = Confusables.skeleton(word);
      if (folded.startsWith("/") || folded.startsWith("-")) {
        switch (folded.substring(1)) {
          case "i", "if", "il", "ilf", "install" -> installs = true;
          case "u", "uf", "ul", "ungen", "l", "lr", "cdl", "ldl" -> installs = false;
          default -> {}
        }
      } else if (installs) {
        return new GacutilCommand(word);
      }
    }
    return null;
  }
}
