package dev.iischain.rule;

import dev.iischain.event.EventKind;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one rule from one YAML document. */
final class RuleReader {

  /** The keys of the Sigma specification, then ours. */
  private static final List<String> KEYS =
      List.of(
          "title",
          "id",
          "name",
          "related",
          "taxonomy",
          "status",
          "description",
          "license",
          "author",
          "references",
          "date",
          "modified",
          "logsource",
          "detection",
          "fields",
          "falsepositives",
          "level",
          "tags",
          "scope",
          "pack",
          "stage",
          "points",
          "evidence_only",
          "event_kinds",
          "known_gaps",
          "vendor_severity",
          "sources",
          "examples",
          "version");

  private static final List<String> STAGES =
      Arrays.stream(Stage.values()).map(Stage::label).toList();

  private final LoadMode mode;
  private final String expectedName;
  private final String expectedPack;
  private final Problems problems;

  /**
   * A reader for one document.
   *
   * @param expectedName the name that the file name stands for
   * @param expectedPack the name of the folder
   */
  RuleReader(LoadMode mode, String expectedName, String expectedPack, Problems problems) {
    this.mode = mode;
    this.expectedName = expectedName;
    this.expectedPack = expectedPack;
    this.problems = problems;
  }

  /** The title of a document, or its expected name where it has none. */
  String title(Node document) {
    if (document instanceof MappingNode node) {
      String title = new YamlMap(node, "", new Problems(problems.file())).text("title");
      return title == null ? expectedName : title;
    }
    return expectedName;
  }

  /** The rule, or null when something is wrong, which then is a problem. */
  @Nullable Rule read(Node document) {
    if (!(document instanceof MappingNode node)) {
      problems.error(document, "", "A rule is a map that begins with its title.");
      return null;
    }
    YamlMap map = new YamlMap(node, "", problems);
    if (isSomethingElse(map)) {
      return null;
    }
    refuseUnknownKeys(map);
    LogSource logSource = LogSource.read(map, mode, problems);
    if (logSource != null) {
      logSource = logSource.narrowed(map, problems);
    }
    DetectionReader.Detection detection = detection(map, fieldNames(logSource));
    RuleReference reference =
        new ReferenceReader(mode, expectedName, expectedPack, problems).read(map);
    String title = map.required("title");
    Stage stage = stage(map);
    int points = points(map, stage);
    boolean evidenceOnly = flag(map, "evidence_only");
    ExampleReader exampleReader = new ExampleReader(problems);
    List<Vendor> sources = exampleReader.sources(map);
    List<RuleExample> examples = exampleReader.examples(map);
    if (mode == LoadMode.STRICT) {
      exampleReader.requireProof(map, sources, examples);
    }
    List<String> tags = map.texts("tags");
    List<String> techniques = techniques(tags);
    List<String> references = map.texts("references");
    List<String> falsePositives = map.texts("falsepositives");
    List<String> knownGaps = map.texts("known_gaps");
    String description = map.text("description");
    String status = map.text("status");
    if (!problems.none() || logSource == null || detection == null || title == null) {
      return null;
    }
    Matcher origin = logSource.origin();
    return new Rule(
        reference,
        title,
        description == null ? "" : description.strip(),
        status == null ? "" : status,
        List.copyOf(tags),
        List.copyOf(techniques),
        List.copyOf(references),
        stage,
        points,
        evidenceOnly,
        List.copyOf(falsePositives),
        List.copyOf(knownGaps),
        sources,
        kinds(logSource),
        origin == null
            ? detection.condition()
            : new Matcher.AllOf(List.of(origin, detection.condition())),
        detection.text(),
        examples,
        problems.file());
  }

  private static Set<EventKind> kinds(LogSource logSource) {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    kinds.addAll(logSource.kinds());
    return Collections.unmodifiableSet(kinds);
  }

  private boolean isSomethingElse(YamlMap map) {
    for (String key : List.of("correlation", "filter", "action")) {
      YamlMap.Entry entry = map.get(key);
      if (entry != null) {
        problems.obstacle(
            entry.keyNode(),
            key,
            "A document with '" + key + "' is no rule about one event.",
            key.equals("correlation") ? "put it among the chains" : null);
        return true;
      }
    }
    YamlMap.Entry status = map.get("status");
    String text = map.text("status");
    if (status != null && ("deprecated".equals(text) || "unsupported".equals(text))) {
      problems.obstacle(status.value(), "status", "The rule's own status is " + text + ".", null);
      return true;
    }
    return false;
  }

  private void refuseUnknownKeys(YamlMap map) {
    for (YamlMap.Entry entry : map.entries()) {
      if (!KEYS.contains(entry.key()) && (mode == LoadMode.STRICT || isMisspelt(entry, map))) {
        problems.error(
            entry.keyNode(),
            entry.key(),
            "A rule has no key '" + entry.key() + "'.",
            Suggestion.didYouMean(entry.key(), KEYS));
      }
    }
  }

  /** Others have keys of their own; one that is nearly ours, and ours is not there, is ours. */
  private static boolean isMisspelt(YamlMap.Entry entry, YamlMap map) {
    String nearest = Suggestion.nearest(entry.key(), KEYS);
    return nearest != null
        && map.get(nearest) == null
        && Suggestion.typo(entry.key(), KEYS) != null;
  }

  private FieldNames fieldNames(@Nullable LogSource logSource) {
    if (mode == LoadMode.STRICT) {
      return FieldNames.EXACT;
    }
    return logSource == null || logSource.kinds().isEmpty() ? FieldNames.ANY : FieldNames.KNOWN;
  }

  private DetectionReader.@Nullable Detection detection(YamlMap map, FieldNames names) {
    YamlMap.Entry entry = map.get("detection");
    if (entry == null) {
      problems.error(map.node(), "detection", "The rule has no detection.");
      return null;
    }
    if (!(entry.value() instanceof MappingNode node)) {
      problems.error(entry.value(), "detection", "'detection' has to be a map of selections.");
      return null;
    }
    return new DetectionReader(mode, names, problems)
        .read(new YamlMap(node, "detection", problems));
  }

  private @Nullable Stage stage(YamlMap map) {
    String text = map.text("stage");
    if (text == null) {
      return null;
    }
    if (!STAGES.contains(text)) {
      problems.error(
          map.at("stage"),
          "stage",
          "There is no stage '" + text + "'.",
          Suggestion.orList(text, STAGES));
      return null;
    }
    return Stage.of(text);
  }

  /** What a behaviour adds to a score. */
  private int points(YamlMap map, @Nullable Stage stage) {
    String text = map.text("points");
    if (text == null) {
      return Rule.MAX_POINTS;
    }
    if (stage != Stage.BEHAVIOUR) {
      problems.error(
          map.at("points"),
          "points",
          "Only a rule of the stage behaviour has points; what other stages score depends on the"
              + " event.");
    }
    for (int points = 0; points <= Rule.MAX_POINTS; points++) {
      if (text.equals(Integer.toString(points))) {
        return points;
      }
    }
    problems.error(
        map.at("points"), "points", "'points' is a whole number from 0 to 10, not '" + text + "'.");
    return Rule.MAX_POINTS;
  }

  private boolean flag(YamlMap map, String key) {
    String text = map.text(key);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      problems.error(map.at(key), key, "'" + key + "' is true or false, not '" + text + "'.");
    }
    return true;
  }

  private static List<String> techniques(List<String> tags) {
    List<String> techniques = new ArrayList<>();
    for (String tag : tags) {
      String folded = tag.toLowerCase(Locale.ROOT);
      if (folded.startsWith("attack.t")
          && folded.length() > 8
          && Character.isDigit(folded.charAt(8))) {
        techniques.add(folded.substring(7).toUpperCase(Locale.ROOT));
      }
    }
    return techniques;
  }
}
