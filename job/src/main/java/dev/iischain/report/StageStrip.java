package dev.iischain.report;

import dev.iischain.event.Case;
import java.time.Instant;
import java.util.List;

/** The stages of a chain side by side: which were seen, when first, how often. */
final class StageStrip {

  private StageStrip() {}

  /** The strip of a case page. */
  static void render(Markup page, List<Case.StageState> stages) {
    page.raw("<section aria-labelledby=\"stages\">\n<h2 id=\"stages\">Stages</h2>\n");
    page.raw("<ol class=\"strip\">\n");
    for (Case.StageState stage : stages) {
      boolean seen = stage.state().equals("seen");
      page.raw(seen ? "<li class=\"seen\">" : "<li class=\"missing\">")
          .raw("<span class=\"mark\" aria-hidden=\"true\">")
          .raw(seen ? "\u2713" : "\u2013")
          .raw("</span>\n<h3>")
          .text(Spelled.stage(stage.stage()))
          .raw(" ")
          .element("small", shown(stage))
          .raw("</h3>\n")
          .element("p", Spelled.stageMeaning(stage.stage()));
      Instant first = stage.firstSeen();
      if (first != null) {
        page.raw("\n<p class=\"when\">").time(first);
        page.raw(" <span class=\"count\">")
            .number(stage.count())
            .raw(stage.count() == 1 ? " event" : " events")
            .raw("</span></p>");
      } else {
        page.raw("\n<p class=\"when\">")
            .raw(isBlind(stage) ? "No sensor of this host reports it" : "No event so far")
            .raw("</p>");
      }
      page.raw("</li>\n");
    }
    page.raw("</ol>\n</section>\n");
  }

  /** The strip of a table row: one mark for each stage, with words for those who do not see it. */
  static void small(Markup page, List<Case.StageState> stages) {
    page.raw("<span class=\"dots\">");
    for (Case.StageState stage : stages) {
      boolean seen = stage.state().equals("seen");
      page.raw(seen ? "<span class=\"seen\">" : "<span class=\"missing\">")
          .text(Spelled.stage(stage.stage()))
          .raw(seen ? "" : "<span class=\"aside\"> (" + shown(stage) + ")</span>")
          .raw("</span> ");
    }
    page.raw("</span>");
  }

  private static boolean isBlind(Case.StageState stage) {
    return stage.state().equals(Case.NOT_OBSERVABLE);
  }

  private static String shown(Case.StageState stage) {
    return stage.state().equals("seen") ? "seen" : isBlind(stage) ? "not observable" : "missing";
  }
}
