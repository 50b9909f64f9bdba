package dev.iischain.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a process survives the terminal it was started from. */
final class Detaching {
  private Detaching() {}

  /** The command in a session of its own, or at least deaf to the terminal's hang-up. */
  static List<String> detached(List<String> command) {
    List<String> words = new ArrayList<>();
    // Both replace themselves by the command, so that the process id stays the command's.
    onPath("setsid").or(() -> onPath("nohup")).ifPresent(tool -> words.add(tool.toString()));
    words.addAll(command);
    return words;
  }

  private static Optional<Path> onPath(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
