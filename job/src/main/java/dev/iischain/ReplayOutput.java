package dev.iischain;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.NearMiss;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Summary;
import dev.iischain.event.Suppressed;
import dev.iischain.report.CaseReport;
import dev.iischain.report.IndexPage;
import dev.iischain.report.RecordNames;
import dev.iischain.sink.Sinks;
import dev.iischain.sink.SpoolSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that a replay writes: records in stable order, counts, and pages for humans. */
final class ReplayOutput implements AutoCloseable {

  private static final int MAX_LISTED_ALERTS = 20_000;
  private static final SpooledRecords.Order<Alert> ALERTS =
      new SpooledRecords.Order<>(
          alert -> alert.eventTime().toEpochMilli(), Alert::alertId, alert -> 0L);
  private static final SpooledRecords.Order<Case> CASES =
      new SpooledRecords.Order<>(
          snapshot -> snapshot.firstSeen().toEpochMilli(), Case::caseId, snapshot -> 0L);
  private static final SpooledRecords.Order<Case> REVISIONS =
      new SpooledRecords.Order<>(
          snapshot -> snapshot.lastSeen().toEpochMilli(), Case::caseId, Case::revision);
  private static final SpooledRecords.Order<DeadLetter> DEAD_LETTERS =
      new SpooledRecords.Order<>(dead -> 0L, DeadLetter::source, DeadLetter::position);

  private static final SpooledRecords.Order<NearMiss> NEAR_MISSES =
      new SpooledRecords.Order<>(
          miss -> miss.endedAt().toEpochMilli(),
          miss -> miss.host().key() + '|' + miss.dll().path(),
          miss -> 0L);
  private static final SpooledRecords.Order<Suppressed> SUPPRESSED =
      new SpooledRecords.Order<>(ReplayOutput::time, Suppressed::recordId, muted -> 0L);

  private final Path folder;
  private final Path spool;

  private ReplayOutput(Path folder, Path spool) {
    this.folder = folder;
    this.spool = spool;
  }

  /** Prepares a folder, creating it where needed. */
  static ReplayOutput open(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageProblems(
          List.of("--out " + folder + ": this is a file; name a folder, or one to be created."));
    }
    Files.createDirectories(folder);
    Path spool = Files.createTempDirectory(folder, ".spool-");
    for (String kind :
        List.of("alerts", "cases", "suppressed", "near-misses", "dead-letters", "input")) {
      Files.createDirectory(spool.resolve(kind));
    }
    return new ReplayOutput(folder, spool);
  }

  /** A folder for input that has to be kept for the length of the run. */
  Path scratch() {
    return spool.resolve("input");
  }

  /** Where the job writes. */
  Sinks sinks() {
    return new Sinks(
        new SpoolSink<>(spool.resolve("alerts")),
        new SpoolSink<>(spool.resolve("cases")),
        new SpoolSink<>(spool.resolve("suppressed")),
        new SpoolSink<>(spool.resolve("near-misses")),
        new SpoolSink<>(spool.resolve("dead-letters")));
  }

  /** Writes everything that a finished run left behind. */
  Summary write(Map<String, Object> counts, String mode) throws IOException {
    SpooledRecords<Suppressed> muted =
        new SpooledRecords<>(spool.resolve("suppressed"), Suppressed.class);
    Set<String> everMuted = muted.keys(SUPPRESSED);
    Set<String> standing = new HashSet<>(); // muted for a while, until there was more than that
    Tally alertTally = new Tally();
    List<Alert> alerts = new ArrayList<>();
    Map<String, List<Alert>> byCase = new HashMap<>();
    new SpooledRecords<>(spool.resolve("alerts"), Alert.class)
        .writeLatest(
            folder.resolve("alerts.ndjson"),
            ALERTS,
            alert -> {
              alertTally.add(alert.level(), alert.rules());
              if (everMuted.contains(alert.alertId())) {
                standing.add(alert.alertId());
              }
              if (alert.caseId() != null) {
                byCase.computeIfAbsent(alert.caseId(), id -> new ArrayList<>()).add(alert);
              }
              if (alert.caseId() != null || alerts.size() < MAX_LISTED_ALERTS) {
                alerts.add(alert);
              }
            });
    SortedMap<String, Long> byStatus = new TreeMap<>();
    List<Case> cases = new ArrayList<>();
    SpooledRecords<Case> spooledCases = new SpooledRecords<>(spool.resolve("cases"), Case.class);
    emptyCasePages();
    spooledCases.writeLatest(
        folder.resolve("cases.ndjson"),
        CASES,
        snapshot -> {
          byStatus.merge(snapshot.status(), 1L, Long::sum);
          cases.add(snapshot);
          if (everMuted.contains(snapshot.caseId())) {
            standing.add(snapshot.caseId());
          }
          writeCasePage(snapshot, byCase.getOrDefault(snapshot.caseId(), List.of()));
        });
    spooledCases.writeAll(folder.resolve("case-revisions.ndjson"), REVISIONS, revision -> {});
    new SpooledRecords<>(spool.resolve("dead-letters"), DeadLetter.class)
        .writeAll(folder.resolve("dead-letters.ndjson"), DEAD_LETTERS, dead -> {});
    MutedTally mutedTally = new MutedTally();
    muted.writeLatest(folder.resolve("suppressed.ndjson"), SUPPRESSED, standing, mutedTally::add);
    SortedMap<String, Long> missing = new TreeMap<>();
    new SpooledRecords<>(spool.resolve("near-misses"), NearMiss.class)
        .writeAll(
            folder.resolve("near-misses.ndjson"),
            NEAR_MISSES,
            miss -> missing.merge(String.join("+", miss.missing()), 1L, Long::sum));
    Summary summary =
        ReplayCounts.summary(
            counts,
            new Summary.Alerts(alertTally.total, alertTally.byRule, alertTally.byLevel),
            new Summary.Cases(cases.size(), byStatus),
            mutedTally.summary(),
            new Summary.NearMisses(
                missing.values().stream().mapToLong(Long::longValue).sum(), missing),
            mode);
    Files.write(folder.resolve("summary.json"), withLineEnd(RecordJson.write(summary)));
    Files.writeString(folder.resolve("index.html"), IndexPage.render(cases, alerts, summary));
    return summary;
  }

  private static byte[] withLineEnd(byte[] line) {
    byte[] ended = java.util.Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  /** Alerts in counts. */
  private static final class Tally {
    private long total;
    private final SortedMap<String, Long> byRule = new TreeMap<>();
    private final SortedMap<String, Long> byLevel = new TreeMap<>();

    void add(String level, List<Alert.Rule> rules) {
      total++;
      byLevel.merge(level, 1L, Long::sum);
      for (Alert.Rule rule : rules) {
        byRule.merge(rule.name(), 1L, Long::sum);
      }
    }
  }

  /** Muted alerts and cases in counts. */
  private static final class MutedTally {
    private long total;
    private final SortedMap<String, Long> byKind = new TreeMap<>();
    private final SortedMap<String, Long> bySuppression = new TreeMap<>();
    private final SortedMap<String, Long> byRule = new TreeMap<>();

    void add(Suppressed muted) {
      total++;
      byKind.merge(muted.kind(), 1L, Long::sum);
      bySuppression.merge(muted.suppressionId(), 1L, Long::sum);
      Alert alert = muted.alert();
      if (alert != null) {
        for (Alert.Rule rule : alert.rules()) {
          byRule.merge(rule.name(), 1L, Long::sum);
        }
      }
    }

    Summary.Suppressed summary() {
      return new Summary.Suppressed(total, byKind, bySuppression, byRule);
    }
  }

  private static long time(Suppressed muted) {
    Alert alert = muted.alert();
    Instant time =
        alert == null ? Objects.requireNonNull(muted.snapshot()).firstSeen() : alert.eventTime();
    return time.toEpochMilli();
  }

  private void emptyCasePages() throws IOException {
    Path pages = folder.resolve("cases");
    Files.createDirectories(pages);
    try (Stream<Path> old = Files.list(pages)) {
      for (Path page : old.filter(ReplayOutput::isCasePage).toList()) {
        Files.delete(page);
      }
    }
  }

  private static boolean isCasePage(Path page) {
    String name = page.getFileName().toString();
    return name.endsWith(".html") && RecordNames.isCaseId(name.substring(0, name.length() - 5));
  }

  private void writeCasePage(Case snapshot, List<Alert> attached) {
    try {
      Files.writeString(
          folder.resolve("cases").resolve(RecordNames.caseFile(snapshot.caseId())),
          CaseReport.render(snapshot, attached));
    } catch (IOException e) {
      throw new UncheckedIOException("a case page cannot be written", e);
    }
  }

  /** Removes what only the run needed. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> walk = Files.walk(spool)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
