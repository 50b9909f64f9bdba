package dev.iischain.rule;

import dev.iischain.event.EventKind;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * The events a rule is about.
 *
 * @param kinds the kinds of event
 * @param origin what has to hold of the event's origin besides, or null
 */
record LogSource(Set<EventKind> kinds, @Nullable Matcher origin) {

  private static final Set<String> KEYS = Set.of("category", "product", "service", "definition");

  /** Every kind that an event can have; what no rule can name is no event. */
  static final Set<EventKind> ALL =
      EnumSet.complementOf(
          EnumSet.of(EventKind.AGENT_HOST, EventKind.RUNNING_PROCESS, EventKind.OTHER));

  private static final Map<String, Set<EventKind>> CATEGORIES = new LinkedHashMap<>();
  private static final Map<String, LogSource> SERVICES = new LinkedHashMap<>();

  static {
    for (EventKind kind : ALL) {
      CATEGORIES.put(kind.category(), EnumSet.of(kind));
    }
    CATEGORIES.put(
        "registry_event",
        EnumSet.of(
            EventKind.REGISTRY_SET,
            EventKind.REGISTRY_ADD,
            EventKind.REGISTRY_DELETE,
            EventKind.REGISTRY_RENAME));
    CATEGORIES.put("file_executable_detected", EnumSet.of(EventKind.FILE_EVENT));
    CATEGORIES.put("ps_classic_provider_start", EnumSet.of(EventKind.PS_CLASSIC_START));

    SERVICES.put("sysmon", new LogSource(ALL, new Matcher.FromVendor(Vendor.SYSMON)));
    SERVICES.put("security", new LogSource(ALL, channel("Security")));
    SERVICES.put(
        "application", new LogSource(EnumSet.of(EventKind.IIS_MODULE), channel("Application")));
    SERVICES.put(
        "powershell", new LogSource(EnumSet.of(EventKind.PS_SCRIPT, EventKind.PS_MODULE), null));
    SERVICES.put(
        "powershell-classic",
        new LogSource(EnumSet.of(EventKind.PS_CLASSIC_START, EventKind.PS_CLASSIC_SCRIPT), null));
    SERVICES.put("iis-configuration", new LogSource(EnumSet.of(EventKind.IIS_CONFIGURATION), null));
  }

  /** Reads the log source of a rule; null when there is none for us, which then is a problem. */
  static @Nullable LogSource read(YamlMap rule, LoadMode mode, Problems problems) {
    YamlMap.Entry entry = rule.get("logsource");
    if (entry == null) {
      problems.error(
          rule.node(),
          "logsource",
          "The rule has no logsource.",
          "write logsource: {product: windows, category: file_event}");
      return null;
    }
    if (!(entry.value() instanceof MappingNode node)) {
      problems.error(
          entry.value(), "logsource", "'logsource' has to be a map of category and product.");
      return null;
    }
    YamlMap map = new YamlMap(node, "logsource", problems);
    boolean sound = !map.entries().isEmpty();
    if (!sound) {
      problems.error(node, "logsource", "The log source is empty.");
    }
    for (YamlMap.Entry key : map.entries()) {
      if (!KEYS.contains(key.key())) {
        sound = false;
        problems.error(
            key.keyNode(),
            map.path(key.key()),
            "A log source has no key '" + key.key() + "'.",
            Suggestion.didYouMean(key.key(), KEYS));
      }
    }
    return sound ? read(map, node, mode, problems) : null;
  }

  private static @Nullable LogSource read(
      YamlMap map, MappingNode node, LoadMode mode, Problems problems) {
    String product = map.text("product");
    if (product != null && !product.equals("windows")) {
      return without(map, "product", product, List.of("windows"), mode, problems);
    }
    String category = map.text("category");
    String service = map.text("service");
    Set<EventKind> kinds = EnumSet.copyOf(ALL);
    Matcher origin = null;
    if (category != null) {
      Set<EventKind> known = CATEGORIES.get(category);
      if (known == null) {
        return without(map, "category", category, CATEGORIES.keySet(), mode, problems);
      }
      kinds.retainAll(known);
    }
    if (service != null) {
      LogSource known = SERVICES.get(service);
      if (known == null) {
        return without(map, "service", service, SERVICES.keySet(), mode, problems);
      }
      kinds.retainAll(known.kinds());
      origin = known.origin();
    }
    if (kinds.isEmpty()) {
      if (mode == LoadMode.LENIENT) {
        return nothing("the category '" + category + "' of the service '" + service + "'");
      }
      problems.obstacle(
          node,
          "logsource",
          "No event is of the category '" + category + "' and of the service '" + service + "'.",
          null);
      return null;
    }
    return new LogSource(kinds, origin);
  }

  /** A log source without events: an error of ours, and a third-party rule that never matches. */
  private static @Nullable LogSource without(
      YamlMap map,
      String key,
      String value,
      Collection<String> known,
      LoadMode mode,
      Problems problems) {
    String typo = SigmaNames.isCategory(value) ? null : Suggestion.typo(value, known);
    if (mode == LoadMode.LENIENT && typo == null) {
      return nothing("the " + key + " '" + value + "'");
    }
    problems.notHere(
        map.at(key),
        "logsource." + key,
        "There are no events of the " + key + " '" + value + "'.",
        typo,
        Suggestion.didYouMean(value, known));
    return null;
  }

  private static LogSource nothing(String name) {
    return new LogSource(Set.of(), new Matcher.NoEvents(name));
  }

  /** Leaves only the kinds that the extension key {@code event_kinds} names. */
  @Nullable LogSource narrowed(YamlMap rule, Problems problems) {
    YamlMap.Entry entry = rule.get("event_kinds");
    if (entry == null || kinds.isEmpty()) {
      return this;
    }
    Set<EventKind> narrowed = EnumSet.noneOf(EventKind.class);
    List<String> possible = new ArrayList<>();
    for (EventKind kind : kinds) {
      possible.add(kind.category());
    }
    for (String name : rule.texts("event_kinds")) {
      int index = possible.indexOf(name);
      if (index < 0) {
        problems.error(
            entry.value(),
            "event_kinds",
            "The log source has no events of the kind '" + name + "'.",
            Suggestion.didYouMean(name, possible));
        return null;
      }
      for (EventKind kind : kinds) {
        if (kind.category().equals(name)) {
          narrowed.add(kind);
        }
      }
    }
    if (narrowed.isEmpty()) {
      problems.error(entry.value(), "event_kinds", "The list of event kinds is empty.");
      return null;
    }
    return new LogSource(narrowed, origin);
  }

  private static Matcher channel(String name) {
    return new Matcher.FromChannel(List.of(name));
  }
}
