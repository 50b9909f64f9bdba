package dev.iischain.local;

import java.util.stream.IntStream;

/** TCP ports of this machine that nobody listens on right now. */
public final class FreePorts {

  private static final int ATTEMPTS = 100;

  private FreePorts() {}

  /** One. */
  public static int any() {
    return Ports.anyFree();
  }

  /** The first of so many in a row. */
  public static int inARow(int count) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int first = Ports.anyFree();
      if (IntStream.range(first + 1, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new IllegalStateException("There are no " + count + " free ports in a row.");
  }
}
