package dev.iischain.event;

/** How far one spelling of a word is from another. */
public final class SpellingDistance {

  private SpellingDistance() {}

  /**
   * How many letters to change, add, drop or swap with a neighbour. It costs the product of both
   * lengths.
   */
  public static int between(String left, String right) {
    int[] twoAbove = new int[right.length() + 1];
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] here = new int[right.length() + 1];
      here[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        here[column] = Math.min(replaced, 1 + Math.min(above[column], here[column - 1]));
        if (isSwap(left, row, right, column)) {
          here[column] = Math.min(here[column], 1 + twoAbove[column - 2]);
        }
      }
      twoAbove = above;
      above = here;
    }
    return above[right.length()];
  }

  private static boolean isSwap(String left, int row, String right, int column) {
    return row > 1
        && column > 1
        && left.charAt(row - 1) == right.charAt(column - 2)
        && left.charAt(row - 2) == right.charAt(column - 1);
  }
}
