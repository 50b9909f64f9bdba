package dev.iischain.chain;

import dev.iischain.event.Alert;
import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import dev.iischain.suppression.Subject;
import dev.iischain.suppression.Subjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one alert: a fold over the distinct events that repeat the same behaviour.
 * The order of the events does not matter.
 *
 * @param tenant the tenant
 * @param title the title of the highest rule
 * @param level the highest level
 * @param rules the rules that matched any event, by name
 * @param attack ATT&CK techniques, sorted
 * @param host what the sources call the host
 * @param firstMillis the first event's time
 * @param lastMillis the last event's time
 * @param count distinct events
 * @param score the highest score of any event
 * @param earliest the first few pieces of evidence
 * @param spellings the DLL paths as spelled, sorted
 * @param sha256 the DLL's hashes, sorted
 * @param signature the worst signature, or null while none is known
 * @param subjects what suppressions can tell the events apart by
 */
public record AlertState(
    String tenant,
    String title,
    Level level,
    List<RuleReference> rules,
    List<String> attack,
    Alert.Host host,
    long firstMillis,
    long lastMillis,
    long count,
    int score,
    List<Evidence> earliest,
    List<String> spellings,
    List<String> sha256,
    @Nullable String signature,
    Subjects subjects) {

  /** What was remembered before suppressions has events of which nothing can be told apart. */
  @SuppressWarnings("ConstantValue")
  public AlertState {
    if (subjects == null) {
      subjects = Subjects.UNKNOWN;
    }
  }

  private static final int MAX_EVIDENCE = 5;
  private static final int MAX_VALUES = 16;

  /** The state after the first event. */
  public static AlertState first(Detection detection) {
    Evidence evidence = detection.evidence().get(0);
    AlertState empty =
        new AlertState(
            detection.tenant(),
            detection.title(),
            detection.level(),
            detection.rules(),
            detection.attack(),
            Hosts.merge(null, detection.host()),
            evidence.eventTimeMillis(),
            evidence.eventTimeMillis(),
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            null,
            Subjects.NONE);
    return empty.with(detection);
  }

  /** The state after one more distinct event. */
  public AlertState with(Detection detection) {
    return fold(detection, count + 1);
  }

  /**
   * The state after another copy of an event that is counted already. Shippers tell of one event in
   * different ways, and the order of the copies must not matter either.
   */
  public AlertState withCopy(Detection detection) {
    return fold(detection, count);
  }

  private AlertState fold(Detection detection, long newCount) {
    List<Evidence> evidence = earliest;
    TreeSet<String> raw = new TreeSet<>(spellings);
    TreeSet<String> hashes = new TreeSet<>(sha256);
    String worst = signature;
    int highest = score;
    Subjects grown = subjects;
    for (Evidence each : detection.evidence()) {
      evidence = insert(evidence, each);
      grown = grown.with(Subject.of(each));
      highest = Math.max(highest, AlertScore.of(each, level));
      DllReference dll = each.dll();
      if (dll != null) {
        raw.add(dll.raw());
        if (dll.hashes().sha256() != null) {
          hashes.add(dll.hashes().sha256());
        }
        worst = Signatures.worse(worst, dll.signature());
      }
    }
    long time = detection.evidence().get(0).eventTimeMillis();
    return new AlertState(
        tenant,
        title,
        level,
        union(detection.rules()),
        attack.containsAll(detection.attack()) ? attack : sorted(attack, detection.attack()),
        Hosts.merge(host, detection.host()),
        Math.min(firstMillis, time),
        Math.max(lastMillis, time),
        newCount,
        highest,
        evidence,
        smallest(raw),
        smallest(hashes),
        worst,
        grown);
  }

  /** What matched any event; only the highest rules are the same for all of them. */
  private List<RuleReference> union(List<RuleReference> more) {
    if (rules.containsAll(more)) {
      return rules;
    }
    TreeMap<String, RuleReference> byName = new TreeMap<>();
    rules.forEach(rule -> byName.put(rule.name(), rule));
    more.forEach(rule -> byName.putIfAbsent(rule.name(), rule));
    return List.copyOf(byName.values());
  }

  private static List<String> sorted(List<String> one, List<String> other) {
    TreeSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  /** The earliest evidence with one more piece; of the copies of an event the first in order. */
  private static List<Evidence> insert(List<Evidence> sorted, Evidence evidence) {
    List<Evidence> grown = new ArrayList<>(sorted.size() + 1);
    for (Evidence other : sorted) {
      if (!EvidenceOrder.sameEvent(other, evidence)) {
        grown.add(other);
      } else if (EvidenceOrder.BY_TIME.compare(other, evidence) <= 0) {
        return sorted;
      }
    }
    grown.add(evidence);
    grown.sort(EvidenceOrder.BY_TIME);
    return List.copyOf(grown.subList(0, Math.min(MAX_EVIDENCE, grown.size())));
  }

  private static List<String> smallest(TreeSet<String> values) {
    while (values.size() > MAX_VALUES) {
      values.pollLast();
    }
    return List.copyOf(values);
  }

  /** Whether a human would want to hear of the difference to an earlier state at once. */
  public boolean differsMateriallyFrom(AlertState earlier) {
    return score != earlier.score
        || !rules.equals(earlier.rules)
        || !sha256.equals(earlier.sha256)
        || !Objects.equals(signature, earlier.signature)
        || decade(count) != decade(earlier.count);
  }

  private static int decade(long count) {
    return Long.toString(count).length();
  }

  /** The alert as it is now, where nothing is suppressed. */
  public Alert toAlert(String alertId, @Nullable String caseId) {
    return toAlert(alertId, caseId, AlertVerdict.UNTOUCHED, Alert.OPEN);
  }

  /** The alert as it is now, with what suppressions do to it. */
  public Alert toAlert(
      String alertId, @Nullable String caseId, AlertVerdict verdict, String status) {
    Evidence first = earliest.get(0);
    DllReference dll = first.dll();
    return new Alert(
        Alert.SCHEMA,
        alertId,
        tenant,
        title,
        verdict.level(level).label(),
        verdict.score(score),
        first.process().image() == null ? "low" : "medium",
        label(vendorSeverity()),
        Instant.ofEpochMilli(firstMillis),
        Instant.ofEpochMilli(lastMillis),
        count,
        host,
        rules.stream().map(AlertState::rule).toList(),
        attack,
        first.stage() == null ? null : first.stage().label(),
        dll == null ? null : new Alert.Dll(dll.path(), spellings, sha256, signature),
        EvidenceEntries.actor(first.process()),
        Observables.of(host, earliest),
        earliest.stream()
            .map(evidence -> EvidenceEntries.of(evidence, Joined.Identity.PATH))
            .toList(),
        caseId,
        status,
        verdict.applied());
  }

  private @Nullable Level vendorSeverity() {
    Level highest = null;
    for (RuleReference rule : rules) {
      Level severity = rule.vendorSeverity();
      if (severity != null && (highest == null || severity.compareTo(highest) > 0)) {
        highest = severity;
      }
    }
    return highest;
  }

  private static @Nullable String label(@Nullable Level level) {
    return level == null ? null : level.label();
  }

  private static Alert.Rule rule(RuleReference rule) {
    return new Alert.Rule(
        rule.name(),
        rule.id(),
        rule.pack(),
        rule.level().label(),
        rule.version(),
        label(rule.vendorSeverity()));
  }
}
