package dev.iischain.delivery;

/** Markdown as a reader of fenced blocks of code sees it. */
final class MarkdownText {

  private MarkdownText() {}

  /** Every line that is not inside of a fenced block. */
  static String outsideOfCode(String markdown) {
    return select(markdown, null);
  }

  /** What the first fenced block of a language holds, without the last line end. */
  static String code(String markdown, String language) {
    return select(markdown, language);
  }

  private static String select(String markdown, String language) {
    StringBuilder outside = new StringBuilder();
    StringBuilder inside = new StringBuilder();
    String fence = "";
    String info = "";
    for (String line : markdown.split("\n", -1)) {
      int ticks = ticks(line);
      if (fence.isEmpty() && ticks >= 3) {
        fence = line.substring(0, ticks);
        info = line.substring(ticks);
      } else if (!fence.isEmpty() && ticks >= fence.length() && ticks == line.strip().length()) {
        if (info.equals(language)) {
          return inside.substring(0, Math.max(0, inside.length() - 1));
        }
        fence = "";
        inside.setLength(0);
      } else {
        (fence.isEmpty() ? outside : inside).append(line).append('\n');
      }
    }
    if (!fence.isEmpty()) {
      throw new AssertionError("a block of code has no end");
    }
    return outside.toString();
  }

  private static int ticks(String line) {
    int ticks = 0;
    while (ticks < line.length() && line.charAt(ticks) == '`') {
      ticks++;
    }
    return ticks;
  }
}
