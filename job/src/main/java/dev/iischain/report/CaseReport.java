package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One case as a page: what happened, in which order, and why it is one case. */
public final class CaseReport {

  private CaseReport() {}

  /**
   * The HTML document of a case.
   *
   * @param attached the alerts of the case that are at hand; others are listed by their id
   */
  public static String render(Case snapshot, List<Alert> attached) {
    return Page.render(
        snapshot.title(),
        page -> {
          header(page, snapshot);
          page.raw("<main>\n");
          StageStrip.render(page, snapshot.stages());
          why(page, snapshot);
          TimelineTable.render(page, snapshot.timeline());
          module(page, snapshot.dll());
          alerts(page, snapshot, attached);
          suppressions(page, snapshot.suppressions());
          observables(page, snapshot.observables());
          attack(page, snapshot.attack());
          links(page, snapshot.links());
          page.raw("</main>\n");
          footer(page, snapshot);
        });
  }

  private static void header(Markup page, Case snapshot) {
    page.raw("<header>\n<nav><a href=\"../index.html\">All cases and alerts</a></nav>\n")
        .raw("<p class=\"kicker\">IIS component chain</p>\n")
        .element("h1", snapshot.title())
        .raw("\n");
    Badges.ofCase(
        page, snapshot.level(), snapshot.status(), snapshot.score(), snapshot.confidence());
    page.raw("<dl class=\"facts\">\n");
    fact(page, "Host", Spelled.host(snapshot.host()));
    fact(page, "Module", Spelled.fileName(snapshot.dll().path()));
    page.raw("<div><dt>First seen</dt><dd>").time(snapshot.firstSeen()).raw("</dd></div>\n");
    page.raw("<div><dt>Last seen</dt><dd>").time(snapshot.lastSeen()).raw("</dd></div>\n");
    fact(
        page,
        "Span",
        Spelled.duration(Duration.between(snapshot.firstSeen(), snapshot.lastSeen())));
    fact(page, "Tenant", snapshot.tenant());
    page.raw("</dl>\n</header>\n");
  }

  private static void fact(Markup page, String name, String value) {
    page.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
  }

  private static void why(Markup page, Case snapshot) {
    page.raw("<section aria-labelledby=\"why\">\n<h2 id=\"why\">Why this is one case</h2>\n<ul>\n");
    for (String sentence : snapshot.why()) {
      page.element("li", sentence).raw("\n");
    }
    page.raw("</ul>\n<p class=\"note\">Chain ").element("code", snapshot.chain());
    List<String> others = new ArrayList<>(snapshot.chains());
    others.remove(snapshot.chain());
    for (int i = 0; i < others.size(); i++) {
      page.raw(i == 0 ? "; also matched " : ", ").element("code", others.get(i));
    }
    page.raw("</p>\n</section>\n");
  }

  private static void module(Markup page, Alert.Dll dll) {
    page.raw("<section aria-labelledby=\"module\">\n<h2 id=\"module\">Module file</h2>\n")
        .raw("<dl class=\"rows\">\n<dt>Path</dt><dd>")
        .element("code", dll.path())
        .raw("</dd>\n");
    codes(page, "As spelled", dll.raw());
    codes(page, "SHA-256", dll.sha256());
    String signature = dll.signature();
    page.element("dt", "Signature")
        .element("dd", signature == null ? "not reported" : signature)
        .raw("\n</dl>\n</section>\n");
  }

  private static void codes(Markup page, String name, List<String> values) {
    page.element("dt", name).raw("<dd>");
    for (String value : values) {
      page.element("code", "line", value);
    }
    page.raw(values.isEmpty() ? "not reported</dd>\n" : "</dd>\n");
  }

  private static void alerts(Markup page, Case snapshot, List<Alert> attached) {
    page.raw("<section aria-labelledby=\"alerts\">\n<h2 id=\"alerts\">Alerts</h2>\n<ul>\n");
    Map<String, Alert> known = new TreeMap<>();
    attached.forEach(alert -> known.put(alert.alertId(), alert));
    for (String id : snapshot.alertIds()) {
      alert(page, id, known.get(id));
    }
    page.raw(snapshot.alertIds().isEmpty() ? "<li>None</li>\n" : "").raw("</ul>\n</section>\n");
  }

  private static void alert(Markup page, String id, @Nullable Alert alert) {
    String text = alert == null ? id : alert.title();
    page.raw("<li>");
    if (RecordNames.isAlertId(id)) {
      page.link("../index.html#" + id, text);
    } else {
      page.text(text);
    }
    if (alert != null) {
      page.raw(" ");
      Badges.level(page, alert.level());
      page.raw(" <span class=\"aside\">");
      page.time(alert.eventTime());
      if (alert.count() > 1) {
        page.raw(", ").number(alert.count()).raw(" events");
      }
      String severity = alert.vendorSeverity();
      if (severity != null) {
        page.raw(", vendor severity ").text(severity);
      }
      page.raw("</span>");
    }
    page.raw("</li>\n");
  }

  private static void suppressions(Markup page, List<AppliedSuppression> suppressions) {
    if (suppressions.isEmpty()) {
      return;
    }
    page.raw("<section aria-labelledby=\"suppressions\">\n<h2 id=\"suppressions\">Suppressions")
        .raw("</h2>\n<ul>\n");
    for (AppliedSuppression one : suppressions) {
      page.raw("<li>").element("code", one.id()).raw(" ");
      page.element("span", "aside", one.kind()).raw(" ").text(one.reason());
      String ticket = one.ticket();
      if (ticket != null) {
        page.raw(" <span class=\"aside\">").text(ticket).raw("</span>");
      }
      page.raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
  }

  private static void observables(Markup page, List<Alert.Observable> observables) {
    if (observables.isEmpty()) {
      return;
    }
    Map<String, List<String>> byType = new TreeMap<>();
    for (Alert.Observable observable : observables) {
      byType
          .computeIfAbsent(observable.type(), type -> new ArrayList<>())
          .add(Defanged.of(observable.value()));
    }
    page.raw("<section aria-labelledby=\"observables\">\n<h2 id=\"observables\">Observables ")
        .raw("<small>web addresses are defanged</small></h2>\n<dl class=\"rows\">\n");
    byType.forEach((type, values) -> codes(page, Spelled.observableType(type), values));
    page.raw("</dl>\n</section>\n");
  }

  private static void attack(Markup page, List<String> techniques) {
    page.raw(
        "<section aria-labelledby=\"attack\">\n<h2 id=\"attack\">MITRE ATT&amp;CK</h2>\n<ul>\n");
    for (String technique : techniques) {
      String url = AttackTechnique.url(technique);
      String title = AttackTechnique.title(technique);
      String text = title == null ? technique : technique + " " + title;
      page.raw("<li>");
      if (url == null) {
        page.text(text);
      } else {
        page.outsideLink(url, text);
      }
      page.raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
  }

  private static void links(Markup page, List<Case.Link> links) {
    if (links.isEmpty()) {
      return;
    }
    page.raw("<section aria-labelledby=\"links\">\n<h2 id=\"links\">Further help</h2>\n<ul>\n");
    for (Case.Link link : links) {
      page.raw("<li>");
      if (link.url().startsWith("https://") || link.url().startsWith("http://")) {
        page.outsideLink(link.url(), link.title());
      } else {
        page.text(link.title()).raw(" ").element("code", link.url());
      }
      page.raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
  }

  private static void footer(Markup page, Case snapshot) {
    page.raw("<footer>\n<p>Case ")
        .element("code", snapshot.caseId())
        .raw(", revision ")
        .number(snapshot.revision())
        .raw(", content ")
        .element("code", snapshot.contentHash())
        .raw("</p>\n<p>Characters that hide, reorder or break text are spelled out, such as ")
        .text("\u202e")
        .raw(". This page runs no script and loads nothing.</p>\n</footer>\n");
  }
}
