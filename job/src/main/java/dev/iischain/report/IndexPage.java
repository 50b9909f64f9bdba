package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.Level;
import dev.iischain.event.Summary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All cases and alerts of an output folder on one page. */
public final class IndexPage {

  /** The most rows of one table. */
  static final int LONGEST = 2_000;

  private static final List<String> STATUSES =
      List.of("complete", "partial", "expired", "retracted");
  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::label).toList();

  /** Complete cases first, the heaviest first among them. */
  private static final Comparator<Case> URGENT_CASES =
      Comparator.comparingInt((Case one) -> STATUSES.indexOf(one.status()) & Integer.MAX_VALUE)
          .thenComparing(Comparator.comparingInt(Case::score).reversed())
          .thenComparing(Case::firstSeen)
          .thenComparing(Case::caseId);

  /** Alerts of cases first, since case pages point at them; then the highest level first. */
  private static final Comparator<Alert> URGENT_ALERTS =
      Comparator.comparing((Alert one) -> one.caseId() == null)
          .thenComparing(
              Comparator.comparingInt((Alert one) -> LEVELS.indexOf(one.level())).reversed())
          .thenComparing(Alert::eventTime)
          .thenComparing(Alert::alertId);

  private IndexPage() {}

  /** The HTML document; it links to {@code cases/<caseId>.html}. */
  public static String render(List<Case> cases, List<Alert> alerts, Summary summary) {
    return Page.render(
        "Cases and alerts",
        page -> {
          header(page, summary);
          page.raw("<main>\n");
          cases(page, cases);
          alerts(page, alerts);
          input(page, summary);
          page.raw("</main>\n<footer>\n<p>Times are UTC. Characters that hide, reorder or break")
              .raw(" text are spelled out, such as ")
              .text("\u202e")
              .raw(". This page runs no script and loads nothing.</p>\n</footer>\n");
        });
  }

  private static void header(Markup page, Summary summary) {
    long complete = summary.cases().byStatus().getOrDefault("complete", 0L);
    page.raw("<header>\n<p class=\"kicker\">iis-chain report</p>\n<h1>")
        .raw(complete == 0 ? "No complete chain" : "")
        .text(
            complete == 0
                ? ""
                : complete + (complete == 1 ? " complete chain" : " complete chains"))
        .raw("</h1>\n<dl class=\"facts\">\n");
    fact(page, "Cases", summary.cases().total());
    fact(page, "Alerts", summary.alerts().total());
    fact(page, "Suppressed", summary.suppressed().total());
    fact(page, "Records read", summary.read());
    fact(page, "Irrelevant", summary.irrelevant());
    fact(page, "Unreadable", summary.deadLetters().total());
    page.raw("</dl>\n</header>\n");
  }

  private static void fact(Markup page, String name, long value) {
    page.raw("<div>").element("dt", name).raw("<dd>").number(value).raw("</dd></div>\n");
  }

  private static void cases(Markup page, List<Case> cases) {
    page.raw("<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">Cases</h2>\n");
    if (cases.isEmpty()) {
      page.raw("<p class=\"note\">No chain reached two stages.</p>\n</section>\n");
      return;
    }
    tableHead(page, "Case", "Stages", "Host", "First seen", "Score");
    for (Case one : cases.stream().sorted(URGENT_CASES).limit(LONGEST).toList()) {
      page.raw("<tr role=\"row\"><td role=\"cell\">");
      if (RecordNames.isCaseId(one.caseId())) {
        page.link("cases/" + RecordNames.caseFile(one.caseId()), one.title());
      } else {
        page.text(one.title());
      }
      page.raw("<span class=\"under\">");
      Badges.level(page, one.level());
      page.raw(" ");
      Badges.status(page, one.status());
      page.raw("</span></td>\n<td role=\"cell\">");
      StageStrip.small(page, one.stages());
      page.raw("</td>\n<td class=\"host\" role=\"cell\">").text(Spelled.host(one.host()));
      page.raw("</td>\n<td class=\"time\" role=\"cell\">").time(one.firstSeen());
      page.raw("</td>\n<td class=\"figure\" data-label=\"Score\" role=\"cell\">")
          .number(one.score());
      page.raw("</td></tr>\n");
    }
    tableFoot(page, cases.size(), "cases.ndjson");
  }

  private static void alerts(Markup page, List<Alert> alerts) {
    page.raw("<section aria-labelledby=\"alerts\">\n<h2 id=\"alerts\">Alerts</h2>\n");
    if (alerts.isEmpty()) {
      page.raw("<p class=\"note\">No rule matched.</p>\n</section>\n");
      return;
    }
    tableHead(page, "Alert", "Level", "Host", "First seen", "Events");
    for (Alert one : alerts.stream().sorted(URGENT_ALERTS).limit(LONGEST).toList()) {
      page.raw("<tr role=\"row\"");
      if (RecordNames.isAlertId(one.alertId())) {
        page.attribute("id", one.alertId());
      }
      page.raw("><td role=\"cell\">").element("b", one.title());
      alertDetails(page, one);
      page.raw("</td>\n<td class=\"level\" role=\"cell\">");
      Badges.level(page, one.level());
      page.raw("</td>\n<td class=\"host\" role=\"cell\">").text(Spelled.host(one.host()));
      page.raw("</td>\n<td class=\"time\" role=\"cell\">").time(one.eventTime());
      page.raw("</td>\n<td class=\"figure\" data-label=\"Events\" role=\"cell\">")
          .number(one.count());
      page.raw("</td></tr>\n");
    }
    tableFoot(page, alerts.size(), "alerts.ndjson");
  }

  private static void alertDetails(Markup page, Alert alert) {
    Alert.Dll dll = alert.dll();
    Alert.Actor process = alert.process();
    String command = process == null ? null : process.commandLine();
    if (command != null) {
      page.element("code", "line", command);
    } else if (dll != null) {
      page.element("code", "line", dll.path());
    }
    page.raw("<span class=\"under\">");
    for (Alert.Rule rule : alert.rules()) {
      page.element("span", "rule", rule.name()).raw(" ");
    }
    String severity = alert.vendorSeverity();
    if (severity != null) {
      page.raw("<span class=\"aside\">vendor severity ").text(severity).raw("</span> ");
    }
    String caseId = alert.caseId();
    if (caseId != null && RecordNames.isCaseId(caseId)) {
      page.link("cases/" + RecordNames.caseFile(caseId), "part of a case");
    }
    page.raw("</span>");
  }

  private static void input(Markup page, Summary summary) {
    page.raw("<section aria-labelledby=\"input\">\n<h2 id=\"input\">What was read</h2>\n")
        .raw("<div class=\"columns\">\n");
    counts(page, "Events by kind", summary.events().byKind());
    counts(page, "Events by sensor", summary.events().byVendor());
    counts(page, "Events by format", summary.events().byFormat());
    counts(page, "Alerts by rule", summary.alerts().byRule());
    counts(page, "Suppressed by suppression", summary.suppressed().bySuppression());
    counts(page, "Suppressed by rule", summary.suppressed().byRule());
    counts(page, "Unreadable by reason", summary.deadLetters().byReason());
    if (summary.suppressed().total() > 0) {
      page.raw("</div>\n<p class=\"note\">")
          .element("code", "suppressed.ndjson")
          .raw(" holds everything that was suppressed, with the reason.</p>\n<div>");
    }
    page.raw("</div>\n<p class=\"note\">Mode ")
        .element("code", summary.mode())
        .raw("</p>\n</section>\n");
  }

  private static void counts(Markup page, String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    page.raw("<div>\n").element("h3", title).raw("\n<dl class=\"counts\">\n");
    counts.forEach(
        (name, count) -> page.element("dt", name).raw("<dd>").number(count).raw("</dd>\n"));
    page.raw("</dl>\n</div>\n");
  }

  private static void tableHead(Markup page, String... columns) {
    page.raw("<table class=\"list\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (String column : columns) {
      page.raw("<th scope=\"col\" role=\"columnheader\">").text(column).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody role=\"rowgroup\">\n");
  }

  private static void tableFoot(Markup page, int size, String file) {
    page.raw("</tbody>\n</table>\n");
    if (size > LONGEST) {
      page.raw("<p class=\"note\">")
          .number(size - LONGEST)
          .raw(" more are left out here; ")
          .element("code", file)
          .raw(" holds all of them.</p>\n");
    }
    page.raw("</section>\n");
  }
}
