package dev.iischain;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a command said, and its exit status. */
record CommandRun(int status, String out, String err) {

  /** Runs a command line in this process. */
  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Cli.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** Every file below an output folder by its relative name. */
  static Map<String, String> written(Path out) throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        written.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    return written;
  }
}
