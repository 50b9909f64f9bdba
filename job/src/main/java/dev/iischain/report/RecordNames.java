package dev.iischain.report;

import com.google.re2j.Pattern;

/** File names, anchors and links, made only of ids that have the right form. */
public final class RecordNames {

  private static final Pattern ALERT = Pattern.compile("al-[a-z2-7]{32}");
  private static final Pattern CASE = Pattern.compile("ch-[a-z2-7]{32}");

  private RecordNames() {}

  /** Whether this is an alert id. */
  public static boolean isAlertId(String id) {
    return ALERT.matches(id);
  }

  /** Whether this is a case id. */
  public static boolean isCaseId(String id) {
    return CASE.matches(id);
  }

  /**
   * The file name of a case's page, such as {@code ch-....html}; throws IllegalArgumentException
   * for anything that is no case id, so that no record can name a file outside of its folder.
   */
  public static String caseFile(String caseId) {
    if (!isCaseId(caseId)) {
      throw new IllegalArgumentException(
          "'"
              + TerminalText.visible(caseId)
              + "' is no case id: expected ch- and 32 characters of a-z and 2-7");
    }
    return caseId + ".html";
  }
}
