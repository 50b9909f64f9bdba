package dev.iischain;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Summary;
import dev.iischain.local.DemoTelemetry;
import dev.iischain.report.CaseReport;
import dev.iischain.report.IndexPage;
import dev.iischain.report.RecordNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a demo leaves behind, in the layout of a replay's folder. */
record DemoReport(List<Alert> alerts, List<Case> cases) {

  void write(Path folder) throws IOException {
    Path pages = folder.resolve("cases");
    Files.createDirectories(pages);
    Files.write(folder.resolve("alerts.ndjson"), lines(alerts));
    Files.write(folder.resolve("cases.ndjson"), lines(cases));
    for (Case snapshot : cases) {
      List<Alert> attached =
          alerts.stream().filter(alert -> snapshot.caseId().equals(alert.caseId())).toList();
      Files.writeString(
          pages.resolve(RecordNames.caseFile(snapshot.caseId())),
          CaseReport.render(snapshot, attached));
    }
    Files.writeString(folder.resolve("index.html"), IndexPage.render(cases, alerts, summary()));
  }

  private static byte[] lines(List<?> records) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Object each : records) {
      lines.write(RecordJson.write(each));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private Summary summary() {
    SortedMap<String, Long> byRule = new TreeMap<>();
    alerts.forEach(
        alert -> alert.rules().forEach(rule -> byRule.merge(rule.name(), 1L, Long::sum)));
    return Summary.of(
        DemoTelemetry.records(Instant.EPOCH).size(),
        0,
        new Summary.Events(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
        new Summary.DeadLetters(0, new TreeMap<>()),
        new Summary.Alerts(alerts.size(), byRule, counts(alerts, Alert::level)),
        new Summary.Cases(cases.size(), counts(cases, Case::status)),
        Summary.Suppressed.NONE,
        Summary.NearMisses.NONE,
        "stream");
  }

  private static <T> SortedMap<String, Long> counts(List<T> records, Function<T, String> by) {
    SortedMap<String, Long> counts = new TreeMap<>();
    records.forEach(each -> counts.merge(by.apply(each), 1L, Long::sum));
    return counts;
  }
}
