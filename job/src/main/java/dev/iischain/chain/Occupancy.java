package dev.iischain.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of a host's places are taken.
 *
 * @param since the wall-clock time from which they are counted: one retention later the count
 *     starts again, also where the host never falls silent
 * @param taken places taken, by standing
 * @param heights numbered slots used, by standing: also of those that have moved on
 * @param warnedDay the last day of which it was told that places ran out, days since the epoch
 */
public record Occupancy(long since, List<Integer> taken, List<Integer> heights, long warnedDay) {

  private static final List<Integer> NONE = List.of(0, 0, 0, 0);

  /** No place is taken. */
  static Occupancy from(long since, long warnedDay) {
    return new Occupancy(since, NONE, NONE, warnedDay);
  }

  int total() {
    int total = 0;
    for (int each : taken) {
      total += each;
    }
    return total;
  }

  int taken(Standing standing) {
    return taken.get(standing.ordinal());
  }

  int height(Standing standing) {
    return heights.get(standing.ordinal());
  }

  /** With a place more, in the next slot. */
  Occupancy plus(Standing standing) {
    return new Occupancy(since, add(taken, standing, 1), add(heights, standing, 1), warnedDay);
  }

  /** With a place less; its slot stays. */
  Occupancy minus(Standing standing) {
    return new Occupancy(since, add(taken, standing, -1), heights, warnedDay);
  }

  /** Without the last slot. */
  Occupancy lower(Standing standing) {
    return new Occupancy(since, taken, add(heights, standing, -1), warnedDay);
  }

  /** Remembers that it was told on a day that places ran out. */
  public Occupancy warned(long day) {
    return new Occupancy(since, taken, heights, day);
  }

  private static List<Integer> add(List<Integer> values, Standing standing, int change) {
    List<Integer> copy = new ArrayList<>(values);
    copy.set(standing.ordinal(), Math.max(0, copy.get(standing.ordinal()) + change));
    return copy;
  }
}
