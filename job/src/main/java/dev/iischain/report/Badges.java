package dev.iischain.report;

/** Small labels whose words carry the meaning and whose colours only repeat it. */
final class Badges {

  private Badges() {}

  /** The level, the status, the score and the confidence of a case. */
  static void ofCase(Markup page, String level, String status, int score, String confidence) {
    page.raw("<ul class=\"badges\" aria-label=\"Assessment\">\n<li>");
    level(page, level);
    page.raw("</li>\n<li>");
    status(page, status);
    page.raw("</li>\n<li><span class=\"badge\">Score <b>")
        .number(score)
        .raw("</b> of 100</span></li>\n<li><span class=\"badge\">Confidence ")
        .element("b", confidence)
        .raw("</span></li>\n</ul>\n");
  }

  /** A level, such as critical. */
  static void level(Markup page, String level) {
    page.element("span", "badge level-" + level, level);
  }

  /** The status of a case, such as complete. */
  static void status(Markup page, String status) {
    page.element("span", "badge status-" + status, status);
  }

  /** A stage, such as write. */
  static void stage(Markup page, String stage) {
    page.element("span", "stage stage-" + stage, Spelled.stage(stage));
  }
}
