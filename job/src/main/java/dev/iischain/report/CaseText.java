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
    return block("text", plain(snapshot));
  }

  /** What a case is called, on one line of at most so many characters. */
  public static String title(Case snapshot, int length) {
    String title = Defanged.of(TerminalText.visible(snapshot.title()));
    if (title.codePointCount(0, title.length()) <= length) {
      return title;
    }
    return title.substring(0, title.offsetByCodePoints(0, length - 3)) + "...";
  }

  /** A value of a case on one line, cut where it is too long to be read. */
  public static String value(String text) {
    return Defanged.of(TerminalText.visible(text));
  }

  /** Text that may hold anything as Markdown: one block of code with a language. */
  public static String block(String language, String text) {
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + '\n' + text + (text.endsWith("\n") ? "" : "\n") + fence + '\n';
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
