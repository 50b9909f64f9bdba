package dev.iischain.report;

import dev.iischain.event.Case;

/**
 * Cases as text for other people's systems. Nothing in it can be followed, run or taken for markup:
 * invisible characters are spelled, web addresses are defanged.
 */
public final class CaseText {

  private CaseText() {}

  /** The whole case as plain text. */
  public static String plain(Case snapshot) {
    return Defanged.of(new TerminalText(false).caseBlock(snapshot));
  }

  /** The whole case as Markdown: one block of code, which no backticks inside of it can end. */
  public static String markdown(Case snapshot) {
    String text = plain(snapshot);
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + "text\n" + text + fence + '\n';
  }

  /** What a case is called, on one line of at most so many characters. */
  public static String title(Case snapshot, int length) {
    String title = Defanged.of(TerminalText.visible(snapshot.title()));
    if (title.codePointCount(0, title.length()) <= length) {
      return title;
    }
    return title.substring(0, title.offsetByCodePoints(0, length - 3)) + "...";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
