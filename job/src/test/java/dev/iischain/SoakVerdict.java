package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.canary.CanaryMark;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a job wrote in spite of all faults, held to what a replay of the same records gives. */
final class SoakVerdict {

  /** The alerts and cases that must be there in the end, as JSON without revisions. */
  record Reference(Map<String, String> alerts, Map<String, String> cases) {

    /** From the folder of a replay. */
    static Reference of(Path out) throws IOException {
      Map<String, String> alerts = new TreeMap<>();
      for (String line : Files.readAllLines(out.resolve("alerts.ndjson"))) {
        Alert alert = RecordJson.read(line.getBytes(StandardCharsets.UTF_8), Alert.class);
        alerts.put(alert.alertId(), text(alert));
      }
      Map<String, String> cases = new TreeMap<>();
      for (String line : Files.readAllLines(out.resolve("cases.ndjson"))) {
        Case each = RecordJson.read(line.getBytes(StandardCharsets.UTF_8), Case.class);
        cases.put(each.caseId(), unnumbered(each));
      }
      return new Reference(alerts, cases);
    }
  }

  private final boolean exactlyOnce;
  private final Reference reference;
  private final Map<String, List<Alert>> alerts = new TreeMap<>();
  private final Map<String, List<Case>> cases = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> canaries = new HashSet<>();
  private int delivered;
  private int deadLetters;
  private int doubledAlerts;
  private int doubledCases;
  private int repeated;
  private int renumbered;
  private int differing;

  private SoakVerdict(boolean exactlyOnce, Reference reference) {
    this.exactlyOnce = exactlyOnce;
    this.reference = reference;
  }

  /** Reads all that was committed to the topics of a job that has ended. */
  static SoakVerdict of(String bootstrapServers, SoakRun run, Reference reference)
      throws JsonProcessingException {
    SoakVerdict verdict = new SoakVerdict(run.exactlyOnce(), reference);
    verdict.read(bootstrapServers, run.prefix());
    verdict.judgeAlerts();
    verdict.judgeCases();
    return verdict;
  }

  /** Waits until the service knows the last revision of every case, and of nothing else. */
  void judgeDelivery(SoakDelivery delivery, Duration patience) throws JsonProcessingException {
    Map<String, String> wanted = new TreeMap<>();
    cases.forEach((id, records) -> wanted.put(id, text(latest(records))));
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, String> known = texts(delivery);
    while (!known.equals(wanted) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(300_000_000);
      known = texts(delivery);
    }
    say("case that was not delivered", missing(wanted.keySet(), known.keySet()));
    say("delivered case that should not be", missing(known.keySet(), wanted.keySet()));
    for (Map.Entry<String, String> each : known.entrySet()) {
      compare("the delivered case " + each.getKey(), wanted.get(each.getKey()), each.getValue());
      delivered += each.getValue().equals(wanted.get(each.getKey())) ? 1 : 0;
    }
  }

  private static Map<String, String> texts(SoakDelivery delivery) throws JsonProcessingException {
    Map<String, String> texts = new TreeMap<>();
    delivery.cases().forEach((id, each) -> texts.put(id, text(each)));
    return texts;
  }

  /** Holds the complete cases of canaries to how many were sent as a whole. */
  void judgeCanaries(int sent) {
    if (sent == 0 || canaries.size() < sent) {
      wrong.add("only " + canaries.size() + " of " + sent + " canaries have come");
    }
  }

  /** What is wrong, in sentences. */
  List<String> wrong() {
    return wrong;
  }

  int deadLetters() {
    return deadLetters;
  }

  /** Status and chains of each case by host and file, as the oracle puts it. */
  Map<String, String> outcomes() {
    Map<String, String> outcomes = new TreeMap<>();
    for (List<Case> revisions : cases.values()) {
      Case last = latest(revisions);
      outcomes.put(implant(last), last.status() + ' ' + last.chains());
    }
    return outcomes;
  }

  static String header() {
    return "%-14s %-8s %7s %6s | %8s %7s %5s %7s | %7s %7s %5s %7s | %8s %10s %9s | %9s %8s"
        .formatted(
            "guarantee",
            "backend",
            "records",
            "faults",
            "alerts",
            "found",
            "lost",
            "doubled",
            "cases",
            "found",
            "lost",
            "doubled",
            "repeated",
            "renumbered",
            "differing",
            "delivered",
            "canaries");
  }

  String row(String backend, int records, int faults) {
    return "%-14s %-8s %7d %6d | %8d %7d %5d %7d | %7d %7d %5d %7d | %8d %10d %9d | %9d %8d"
        .formatted(
            exactlyOnce ? "exactly-once" : "at-least-once",
            backend,
            records,
            faults,
            reference.alerts().size(),
            common(reference.alerts().keySet(), alerts.keySet()),
            missing(reference.alerts().keySet(), alerts.keySet()).size(),
            doubledAlerts,
            reference.cases().size(),
            common(reference.cases().keySet(), cases.keySet()),
            missing(reference.cases().keySet(), cases.keySet()).size(),
            doubledCases,
            repeated,
            renumbered,
            differing,
            delivered,
            canaries.size());
  }

  private void read(String bootstrapServers, String prefix) throws JsonProcessingException {
    List<String> topics = List.of(prefix + "alerts", prefix + "cases", prefix + "dead-letters");
    for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(bootstrapServers, topics)) {
      take(record, prefix);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, String prefix)
      throws JsonProcessingException {
    if (record.topic().equals(prefix + "alerts")) {
      Alert alert = RecordJson.read(record.value(), Alert.class);
      if (!CanaryMark.isMarked(alert.suppressions())) {
        alerts.computeIfAbsent(alert.alertId(), id -> new ArrayList<>()).add(alert);
      }
    } else if (record.topic().equals(prefix + "cases")) {
      Case each = RecordJson.read(record.value(), Case.class);
      if (!CanaryMark.isMarked(each.suppressions())) {
        cases.computeIfAbsent(each.caseId(), id -> new ArrayList<>()).add(each);
      } else if (each.status().equals(Case.COMPLETE)) {
        canaries.add(each.caseId());
      }
    } else {
      deadLetters++;
    }
  }

  private void judgeAlerts() {
    say("lost alert", missing(reference.alerts().keySet(), alerts.keySet()));
    say("alert that should not be", missing(alerts.keySet(), reference.alerts().keySet()));
    alerts.forEach(
        (id, records) -> {
          int copies = records.size() - new HashSet<>(records).size();
          repeated += copies;
          if (exactlyOnce && copies > 0) {
            doubledAlerts++;
            wrong.add("alert " + id + " is there " + copies + " times too often");
          }
          String last = text(records.get(records.size() - 1));
          compare("alert " + id, reference.alerts().get(id), last);
        });
  }

  private void judgeCases() {
    say("lost case", missing(reference.cases().keySet(), cases.keySet()));
    say("case that should not be", missing(cases.keySet(), reference.cases().keySet()));
    Map<String, String> implants = new HashMap<>();
    cases.forEach(
        (id, records) -> {
          String implant = implant(records.get(0));
          String other = implants.put(implant, id);
          if (other != null) {
            doubledCases++;
            wrong.add(implant + " has two cases, " + other + " and " + id);
          }
          revisions(id, records);
          // A consumer may keep the highest revision, or whatever came last: it is the same.
          compare("case " + id, reference.cases().get(id), unnumbered(latest(records)));
          compare(
              "the last record of case " + id,
              reference.cases().get(id),
              unnumbered(records.get(records.size() - 1)));
        });
  }

  private void revisions(String id, List<Case> records) {
    long highest = latest(records).revision();
    Map<Long, Set<String>> contents = new HashMap<>();
    for (Case each : records) {
      Set<String> known = contents.computeIfAbsent(each.revision(), number -> new HashSet<>());
      boolean first = known.isEmpty();
      boolean other = known.add(each.contentHash());
      repeated += !first && !other ? 1 : 0;
      if (!first && (exactlyOnce || (other && each.revision() == highest))) {
        doubledCases++;
        wrong.add("revision " + each.revision() + " of case " + id + " is there twice");
      } else if (!first && other) {
        renumbered++;
      }
    }
  }

  private void compare(String what, String expected, String found) {
    if (expected != null && !expected.equals(found)) {
      differing++;
      wrong.add(what + " differs from the replay's:\n  " + expected + "\n  " + found);
    }
  }

  private void say(String what, Set<String> ids) {
    ids.forEach(id -> wrong.add(what + " " + id));
  }

  private static Case latest(List<Case> records) {
    Case latest = records.get(0);
    for (Case each : records) {
      latest = each.revision() >= latest.revision() ? each : latest;
    }
    return latest;
  }

  private static String implant(Case each) {
    String host = each.host().key();
    String path = each.dll().path();
    return host.substring(host.indexOf('/') + 1) + ' ' + path.substring(path.lastIndexOf('\\') + 1);
  }

  private static String unnumbered(Case each) {
    return text(each)
        .replace("\"revision\":" + each.revision() + ",", "")
        .replace(each.contentHash(), "");
  }

  private static String text(Object record) {
    return new String(RecordJson.write(record), StandardCharsets.UTF_8);
  }

  private static Set<String> missing(Set<String> wanted, Set<String> there) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(there);
    return missing;
  }

  private static long common(Set<String> wanted, Set<String> there) {
    return wanted.stream().filter(there::contains).count();
  }
}
