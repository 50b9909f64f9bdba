package dev.iischain.normalise;

/**
 * Bounds how often the same bytes are looked at again after a defect, so that a record made of
 * nothing but defects costs no more than a few times its size.
 */
final class WorkBudget {

  private static final int TIMES = 8;
  private static final long ALLOWANCE = 64L << 20;

  private long searching;
  private long recovering;

  /** Starts anew for a record of this size. */
  void reset(int size) {
    searching = (long) TIMES * size + ALLOWANCE;
    recovering = searching;
  }

  /** Adds the size of something that was unwrapped. */
  void extend(int size) {
    searching += (long) TIMES * size;
    recovering += (long) TIMES * size;
  }

  /** The end of the value at {@code from}, or -1; looks at one line only once work has run out. */
  int end(byte[] bytes, int from, int to) {
    int limit = to;
    if (searching <= 0) {
      limit = from;
      while (limit < to && bytes[limit] != '\n') {
        limit++;
      }
    }
    int end = JsonSpans.end(bytes, from, limit);
    searching -= (end < 0 ? limit : end) - from;
    return end;
  }

  /** Accounts for bytes that have to be looked at again. */
  void spend(int bytes) {
    recovering -= Math.max(0, bytes);
  }

  /** Whether a record has cost so much that its rest is given up as one. */
  boolean isExhausted() {
    return recovering <= 0;
  }
}
