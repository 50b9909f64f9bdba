package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evidence of a case as a table, in the order of time. */
final class TimelineTable {

  /** The most rows that one page shows. */
  static final int LONGEST = 500;

  private TimelineTable() {}

  /** The whole section. */
  static void render(Markup page, List<EvidenceEntry> timeline) {
    page.raw(
        """
        <section aria-labelledby="timeline">
        <h2 id="timeline">Timeline <small>times are UTC</small></h2>
        <table class="timeline" role="table">
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Time</th>\
        <th scope="col" role="columnheader">Stage</th>\
        <th scope="col" role="columnheader">What happened</th>\
        <th scope="col" role="columnheader">Seen by</th></tr></thead>
        <tbody role="rowgroup">
        """);
    Instant previous = null;
    for (EvidenceEntry entry : timeline.subList(0, Math.min(LONGEST, timeline.size()))) {
      row(page, entry, previous);
      previous = entry.eventTime();
    }
    page.raw("</tbody>\n</table>\n");
    if (timeline.size() > LONGEST) {
      page.raw("<p class=\"note\">")
          .number(timeline.size() - LONGEST)
          .raw(" later events are left out here; cases.ndjson holds all of them.</p>\n");
    }
    page.raw("</section>\n");
  }

  private static void row(Markup page, EvidenceEntry entry, @Nullable Instant previous) {
    page.raw("<tr role=\"row\"><td class=\"time\" role=\"cell\">").time(entry.eventTime());
    if (previous != null) {
      page.raw("<span class=\"since\">")
          .text("+ " + Spelled.duration(Duration.between(previous, entry.eventTime())))
          .raw("</span>");
    }
    page.raw("</td>\n<td class=\"stage-cell\" role=\"cell\">");
    String stage = entry.stage();
    if (stage == null) {
      page.raw("<span class=\"aside\">no stage</span>");
    } else {
      Badges.stage(page, stage);
    }
    page.raw("</td>\n<td role=\"cell\">").element("p", "summary", entry.summary()).raw("\n");
    details(page, entry);
    page.raw("</td>\n<td class=\"source\" role=\"cell\">");
    source(page, entry.source());
    page.raw("</td></tr>\n");
  }

  private static void details(Markup page, EvidenceEntry entry) {
    page.raw("<dl>");
    Alert.Actor process = entry.process();
    if (process != null) {
      code(page, "Process", process.image());
      code(page, "Command line", process.commandLine());
      code(page, "Parent", process.parentImage());
      code(page, "Parent command", process.parentCommandLine());
      code(page, "Account", process.user());
    }
    EvidenceEntry.Dll dll = entry.dll();
    if (dll != null) {
      page.raw("<dt>Module</dt><dd>")
          .element("code", dll.raw())
          .raw(" <span class=\"aside\">")
          .text(Spelled.identity(dll.identity()))
          .raw("</span></dd>");
      code(page, "SHA-256", dll.sha256());
    }
    String suppressedBy = entry.suppressedBy();
    if (suppressedBy != null) {
      page.element("dt", "Suppressed").raw("<dd>without weight, by ");
      page.element("code", suppressedBy).raw("</dd>");
    }
    if (!entry.rules().isEmpty()) {
      page.raw("<dt>Rules</dt><dd class=\"rules\">");
      for (String rule : entry.rules()) {
        page.element("span", "rule", rule).raw(" ");
      }
      page.raw("</dd>");
    }
    page.raw("</dl>");
  }

  private static void code(Markup page, String label, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      page.element("dt", label).raw("<dd>").element("code", value).raw("</dd>");
    }
  }

  private static void source(Markup page, EvidenceEntry.Source source) {
    page.element("b", Spelled.vendor(source.vendor()));
    String computer = source.computer();
    if (computer != null) {
      page.element("span", computer);
    }
    page.element("span", "aside", source.format());
    String place = Spelled.place(source);
    if (!place.isEmpty()) {
      page.element("span", "aside", place);
    }
  }
}
