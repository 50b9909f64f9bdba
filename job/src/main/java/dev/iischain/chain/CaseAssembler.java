package dev.iischain.chain;

import dev.iischain.event.Alert;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.RecordJson;
import dev.iischain.event.Stage;
import dev.iischain.normalise.StableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the case of an episode in which chains matched. */
public final class CaseAssembler {

  private static final int MAX_TIMELINE = 200;

  /** Of the whole timeline as JSON: keeps a case well below what Kafka takes. */
  private static final int MAX_TIMELINE_BYTES = 400_000;

  private static final int MAX_SHOWN_PATH = 200;
  private static final int MAX_VALUES = 32;

  private final Map<String, Chain> chains = new HashMap<>();

  /** An assembler that knows these chains. */
  public CaseAssembler(List<Chain> chains) {
    for (Chain chain : chains) {
      this.chains.put(chain.name(), chain);
    }
  }

  /** The id of the case that an episode belongs to. */
  public static String caseId(Episode episode) {
    return StableId.of(
        "ch-",
        episode.tenant(),
        episode.hostKey(),
        episode.path(),
        Integer.toString(episode.generation()));
  }

  /**
   * The case, with revision {@code 0} and an empty content hash: {@link CaseRevisions} numbers it.
   *
   * @param matched names of the chains that matched, at least one known; unknown ones (removed
   *     since they matched) are left out
   */
  public Case assemble(Episode episode, Set<String> matched) {
    List<Chain> found = known(matched);
    return assemble(episode, found, Scoring.ofChains(episode.evidence(), found), Effects.NONE);
  }

  /**
   * What suppressions did.
   *
   * @param suppressedBy for each piece of evidence the suppression that took its weight; empty for
   *     none at all
   * @param applied those that had an effect, by id
   * @param why a sentence for each
   */
  record Effects(
      List<@Nullable String> suppressedBy, List<AppliedSuppression> applied, List<String> why) {

    /** None had any. */
    static final Effects NONE = new Effects(List.of(), List.of(), List.of());
  }

  /** The case of chains that were found, with a score that is known. */
  Case assemble(Episode episode, List<Chain> found, Score score, Effects effects) {
    Chain best = best(found);
    List<Evidence> evidence = new ArrayList<>();
    for (Joined joined : episode.evidence()) {
      evidence.add(joined.evidence());
    }
    Alert.Host host = Hosts.merge(evidence);
    String status =
        episode.owner() != null ? Case.RETRACTED : best.complete() ? Case.COMPLETE : Case.PARTIAL;
    return new Case(
        Case.SCHEMA,
        caseId(episode),
        0,
        "",
        status,
        best.name(),
        List.copyOf(names(found)),
        title(episode, best, host),
        score.level().label(),
        score.value(),
        score.confidence(),
        episode.tenant(),
        host,
        dll(episode.shownPath(), evidence),
        Instant.ofEpochMilli(evidence.get(0).eventTimeMillis()),
        Instant.ofEpochMilli(evidence.get(evidence.size() - 1).eventTimeMillis()),
        stages(episode, evidence),
        timeline(episode.evidence(), effects.suppressedBy()),
        alertIds(evidence),
        List.of("T1505.004"),
        Observables.of(host, evidence),
        why(episode, best, host, score, effects.why()),
        List.of(
            new Case.Link(
                "ATT&CK T1505.004 IIS Components",
                "https://attack.mitre.org/techniques/T1505/004/")),
        effects.applied());
  }

  /** The chains of these names that are still declared, by name. */
  List<Chain> known(Set<String> matched) {
    List<Chain> found = new ArrayList<>();
    for (String name : new TreeSet<>(matched)) {
      Chain chain = chains.get(name);
      if (chain != null) {
        found.add(chain);
      }
    }
    return found;
  }

  /** A complete chain before a partial one, then more steps, then their own order, then by name. */
  private static Chain best(List<Chain> found) {
    return Collections.min(
        found,
        Comparator.comparing((Chain chain) -> !chain.complete())
            .thenComparing(chain -> -chain.steps().size())
            .thenComparing(chain -> !chain.isInOrder())
            .thenComparing(Chain::name));
  }

  private static List<String> names(List<Chain> found) {
    return found.stream().map(Chain::name).toList();
  }

  private static String title(Episode episode, Chain best, Alert.Host host) {
    return best.title()
        + ": "
        + shown(ActorClass.baseName(episode.shownPath()))
        + " on "
        + host.name();
  }

  private static Alert.Dll dll(String path, List<Evidence> evidence) {
    TreeSet<String> raw = new TreeSet<>();
    TreeSet<String> sha256 = new TreeSet<>();
    String signature = null;
    for (Evidence each : evidence) {
      DllReference dll = each.dll();
      if (dll != null) {
        add(raw, dll.raw());
        add(sha256, dll.hashes().sha256());
        signature = Signatures.worse(signature, dll.signature());
      }
    }
    return new Alert.Dll(path, List.copyOf(raw), List.copyOf(sha256), signature);
  }

  private static void add(NavigableSet<String> values, @Nullable String value) {
    if (value != null) {
      values.add(value);
      if (values.size() > MAX_VALUES) {
        values.pollLast();
      }
    }
  }

  private static List<Case.StageState> stages(Episode episode, List<Evidence> evidence) {
    List<Case.StageState> states = new ArrayList<>();
    Set<Stage> always = EnumSet.of(Stage.WRITE, Stage.REGISTRATION, Stage.LOAD);
    for (Stage stage : Stage.values()) {
      Instant first = null;
      Instant last = null;
      for (Evidence each : evidence) {
        if (each.stage() == stage) {
          Instant time = Instant.ofEpochMilli(each.eventTimeMillis());
          first = first == null ? time : first;
          last = time;
        }
      }
      if (first != null || always.contains(stage)) {
        states.add(
            new Case.StageState(
                stage.label(),
                state(first != null, episode.unobservable().contains(stage)),
                first,
                last,
                count(episode, stage)));
      }
    }
    return states;
  }

  private static String state(boolean seen, boolean unobservable) {
    return seen ? "seen" : unobservable ? Case.NOT_OBSERVABLE : "missing";
  }

  private static String unobservable(Stage stage) {
    String what =
        stage == Stage.LOAD ? "module load of a worker process" : "write of a module file";
    return Character.toUpperCase(stage.label().charAt(0))
        + stage.label().substring(1)
        + " not observable: no sensor reported any "
        + what
        + " on this host within "
        + Coverage.AROUND_DAYS
        + " days, so that its absence says nothing.";
  }

  private static long count(Episode episode, Stage stage) {
    for (Episode.StageCount count : episode.counts()) {
      if (count.stage() == stage) {
        return count.count();
      }
    }
    return 0;
  }

  private static List<EvidenceEntry> timeline(
      List<Joined> evidence, List<@Nullable String> suppressedBy) {
    List<EvidenceEntry> entries = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < evidence.size(); i++) {
      Joined joined = evidence.get(i);
      EvidenceEntry entry =
          EvidenceEntries.of(
              joined.evidence(),
              joined.identity(),
              suppressedBy.isEmpty() ? null : suppressedBy.get(i));
      bytes += RecordJson.write(entry).length;
      if (entries.size() == MAX_TIMELINE || bytes > MAX_TIMELINE_BYTES) {
        break;
      }
      entries.add(entry);
    }
    return entries;
  }

  private static List<String> alertIds(List<Evidence> evidence) {
    TreeSet<String> ids = new TreeSet<>();
    for (Evidence each : evidence) {
      if (each.alertId() != null) {
        ids.add(each.alertId());
      }
    }
    return List.copyOf(ids);
  }

  private static List<String> why(
      Episode episode, Chain best, Alert.Host host, Score score, List<String> suppressions) {
    List<String> why = new ArrayList<>();
    StringBuilder stages = new StringBuilder();
    for (Chain.Step step : best.steps()) {
      stages.append(stages.length() == 0 ? "" : ", then ").append(step.stage().label());
    }
    why.add(
        "On "
            + host.name()
            + " the same module was seen in this order: "
            + stages
            + " (chain "
            + best.name()
            + ").");
    if (episode.owner() != null) {
      why.add(
          "It is another copy of "
              + shown(episode.owner())
              + ", which is registered: the case of that module holds all of this evidence.");
    }
    why.addAll(Identities.sentences(episode));
    for (Stage stage : episode.unobservable()) {
      why.add(unobservable(stage));
    }
    why.addAll(score.reasons());
    why.addAll(suppressions);
    why.add("Score " + score.value() + " of 100, confidence " + score.confidence() + ".");
    return why;
  }

  private static String shown(String path) {
    return Sentence.cut(path, MAX_SHOWN_PATH);
  }
}
