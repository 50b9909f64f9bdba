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
    return of(new StringWriter(), arguments);
  }

  /**
   * The same, where something happens as soon as the command has said this, and before it goes on.
   */
  static CommandRun meanwhile(String said, Runnable happens, Object... arguments) {
    return of(new Listener(said, happens), arguments);
  }

  private static CommandRun of(StringWriter err, Object... arguments) {
    StringWriter out = new StringWriter();
    int status =
        Cli.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new CommandRun(status, out.toString(), err.toString());
  }

  private static final class Listener extends StringWriter {
    private final String said;
    private final Runnable happens;
    private boolean heard;

    Listener(String said, Runnable happens) {
      this.said = said;
      this.happens = happens;
    }

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, length);
      if (!heard && text.contains(said)) {
        heard = true;
        happens.run();
      }
    }
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
