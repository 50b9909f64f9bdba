package dev.iischain;

import java.io.PrintWriter;

/** Tells a human on stderr how far a command is: in place on a terminal, in lines otherwise. */
final class Progress {

  private final PrintWriter err;
  private final boolean terminal = Terminal.attached();
  private long startedNanos = System.nanoTime();
  private long lastRecords = -1;

  Progress(PrintWriter err) {
    this.err = err;
  }

  void say(String sentence) {
    err.println(sentence);
    err.flush();
  }

  void records(long records) {
    if (records == lastRecords) {
      return;
    }
    if (lastRecords < 0) {
      startedNanos = System.nanoTime();
    }
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    String rate =
        lastRecords < 0 || seconds < 1 ? "" : String.format(", %,.0f a second", records / seconds);
    lastRecords = records;
    String line = String.format("%,d records read%s", records, rate);
    if (terminal) {
      err.print("\r" + line + "   ");
    } else {
      err.println(line);
    }
    err.flush();
  }
}
