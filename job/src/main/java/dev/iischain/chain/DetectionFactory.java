package dev.iischain.chain;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Field;
import dev.iischain.event.Level;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.RuleReference;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.normalise.StableId;
import dev.iischain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns an event and the rules that matched it into what alerts and chains need of it. */
public final class DetectionFactory {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final int MAX_COMMAND = 2_048;
  private static final int MAX_PATH = 1_024;
  private static final int MAX_NAME = 256;
  private static final int MAX_OBJECT = 4_096;
  private static final int MAX_DLLS = 32;

  /** Values, in lower case, of an event source that name its texts. */
  private static final Set<String> MESSAGE_FILES =
      Set.of("eventmessagefile", "categorymessagefile", "parametermessagefile");

  private final Level minimumAlertLevel;

  /** A factory that raises alerts at and above a level; everything below stays evidence. */
  public DetectionFactory(Level minimumAlertLevel) {
    this.minimumAlertLevel = minimumAlertLevel;
  }

  /** The detection; {@code rules} holds at least one rule. */
  public Detection of(EndpointEvent event, List<Rule> rules) {
    Rule highest = highest(rules);
    List<RuleReference> references = new ArrayList<>(rules.size());
    List<String> names = new ArrayList<>(rules.size());
    List<String> highestNames = new ArrayList<>(rules.size());
    TreeSet<String> techniques = new TreeSet<>();
    Rule staged = null;
    boolean alerting = false;
    for (Rule rule : rules) {
      references.add(rule.reference());
      names.add(rule.reference().name());
      if (rule.level() == highest.level()) {
        highestNames.add(rule.name());
      }
      techniques.addAll(rule.techniques());
      staged = staged(event, staged, rule);
      alerting |=
          !rule.evidenceOnly() && rule.reference().level().compareTo(minimumAlertLevel) >= 0;
    }
    String alertId = alerting ? alertId(event, highestNames) : null;
    return new Detection(
        event.tenant(),
        event.host(),
        alertId,
        highest.title(),
        highest.reference().level(),
        references,
        List.copyOf(techniques),
        evidence(event, staged, names, alertId));
  }

  /**
   * Of two rules the one that says which stage the event plays: the earlier stage of a chain, so
   * that a registration by a tool in disguise is a registration; of two behaviours the one with
   * more points.
   */
  private static @Nullable Rule staged(EndpointEvent event, @Nullable Rule best, Rule rule) {
    Stage stage = rule.stage();
    if (stage == null || (stage == Stage.REGISTRATION && registersNothing(event))) {
      return best;
    }
    if (best == null || best.stage() == null) {
      return rule;
    }
    int order = stage.compareTo(best.stage());
    boolean better =
        order < 0 || (order == 0 && stage == Stage.BEHAVIOUR && rule.points() > best.points());
    return better ? rule : best;
  }

  /**
   * Whether what was written to the registry is gone, or only names the texts of an event source,
   * which are never run. A rule may ask for such events all the same.
   */
  private static boolean registersNothing(EndpointEvent event) {
    EventKind kind = event.kind();
    String value = event.get(Field.REGISTRY_VALUE);
    return kind == EventKind.REGISTRY_ADD
        || kind == EventKind.REGISTRY_DELETE
        || kind == EventKind.REGISTRY_RENAME
        || (value != null && MESSAGE_FILES.contains(value));
  }

  private static Rule highest(List<Rule> rules) {
    Rule highest = rules.get(0);
    for (Rule rule : rules) {
      if (rule.reference().level().compareTo(highest.reference().level()) > 0) {
        highest = rule;
      }
    }
    return highest;
  }

  private static List<Evidence> evidence(
      EndpointEvent event, @Nullable Rule staged, List<String> rules, @Nullable String alertId) {
    List<String> names = ModuleNames.of(event, staged == null ? null : staged.stage());
    if (event.dlls().isEmpty()) {
      return List.of(evidence(event, staged, rules, alertId, null, names));
    }
    List<Evidence> evidence = new ArrayList<>(event.dlls().size());
    for (DllReference dll : event.dlls()) {
      if (evidence.size() == MAX_DLLS) {
        break;
      }
      evidence.add(evidence(event, staged, rules, alertId, dll, names));
    }
    return evidence;
  }

  private static Evidence evidence(
      EndpointEvent event,
      @Nullable Rule staged,
      List<String> rules,
      @Nullable String alertId,
      @Nullable DllReference dll,
      List<String> names) {
    return new Evidence(
        event.eventId(),
        event.eventTimeMillis(),
        event.tenant(),
        event.host(),
        staged == null ? null : staged.stage(),
        event.kind(),
        Sentence.of(event, dll),
        rules,
        dll == null ? null : bounded(dll),
        process(event),
        bounded(event.source()),
        alertId,
        staged == null ? Weight.NONE : Weighing.of(event, staged, dll),
        event.flags(),
        cut(event.get(Field.MODULE_NAME), MAX_NAME),
        names);
  }

  private static ProcessInfo process(EndpointEvent event) {
    return new ProcessInfo(
        cut(event.get(Field.IMAGE), MAX_PATH),
        cut(event.get(Field.COMMAND_LINE), MAX_COMMAND),
        cut(event.get(Field.USER), MAX_NAME),
        cut(event.get(Field.PROCESS_ID), MAX_NAME),
        cut(event.get(Field.PARENT_IMAGE), MAX_PATH),
        cut(event.get(Field.PARENT_COMMAND_LINE), MAX_COMMAND));
  }

  private static DllReference bounded(DllReference dll) {
    return dll.raw().length() <= MAX_PATH
        ? dll
        : new DllReference(
            Sentence.cut(dll.raw(), MAX_PATH),
            dll.path(),
            dll.hashes(),
            dll.signature(),
            dll.flags());
  }

  private static SourceIdentity bounded(SourceIdentity source) {
    return new SourceIdentity(
        source.vendor(),
        source.format(),
        cut(source.computer(), MAX_NAME),
        cut(source.provider(), MAX_NAME),
        cut(source.channel(), MAX_NAME),
        cut(source.eventCode(), MAX_NAME),
        cut(source.recordId(), MAX_NAME));
  }

  private static @Nullable String cut(@Nullable String text, int length) {
    return text == null ? null : Sentence.cut(text, length);
  }

  /**
   * The same highest rules on the same file, or process and command, of one host on one UTC day.
   * Lesser rules that matched some of the events do not tear an alert apart, nor does switching
   * their pack off give it another id.
   */
  private static String alertId(EndpointEvent event, List<String> rules) {
    List<String> parts = new ArrayList<>();
    parts.add(event.tenant());
    parts.add(event.host().key());
    parts.add(Long.toString(Math.floorDiv(event.eventTimeMillis(), DAY_MILLIS)));
    parts.add(String.join(" ", new TreeSet<>(rules)));
    if (event.dlls().isEmpty()) {
      parts.add(object(event));
    } else {
      for (DllReference dll : event.dlls()) {
        parts.add(dll.path());
      }
    }
    return StableId.of("al-", parts.toArray(new String[0]));
  }

  private static String object(EndpointEvent event) {
    StringBuilder object = new StringBuilder();
    for (Field field :
        List.of(
            Field.IMAGE,
            Field.COMMAND_LINE,
            Field.TARGET_FILENAME,
            Field.TARGET_OBJECT,
            Field.CONFIGURATION,
            Field.NEW_VALUE,
            Field.SCRIPT_BLOCK_TEXT,
            Field.PAYLOAD,
            Field.MODULE_DLL)) {
      String value = event.get(field);
      object.append(value == null ? "" : value.toLowerCase(Locale.ROOT)).append('\n');
      if (object.length() > MAX_OBJECT) {
        object.setLength(MAX_OBJECT);
        break;
      }
    }
    return object.toString();
  }
}
