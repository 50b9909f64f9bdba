package dev.iischain.suppression;

import dev.iischain.event.Stage;
import dev.iischain.suppression.Suppression.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one entry, key by key, and says everything that is wrong with it. */
final class SuppressionEntry {

  private static final List<String> KEYS =
      List.of(
          "id", "kind", "host", "path", "hash", "signer", "writer", "module", "rules", "stages",
          "from", "expiry", "reason", "owner", "ticket");
  private static final int MAX_TEXT = 1_024;
  private static final int MAX_ITEMS = 64;
  private static final int MAX_ID = 128;

  private final String source;
  private final int offset;
  private final Set<String> knownRules;
  private final List<SuppressionProblem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private Node entry =
      new ScalarNode(Tag.NULL, "", org.snakeyaml.engine.v2.common.ScalarStyle.PLAIN);

  SuppressionEntry(
      String source, int offset, Set<String> knownRules, List<SuppressionProblem> problems) {
    this.source = source;
    this.offset = offset;
    this.knownRules = knownRules;
    this.problems = problems;
  }

  /** The entry; it counts only when no problem was added. */
  @Nullable Suppression read(Node node) {
    entry = node;
    if (!(node instanceof MappingNode map)) {
      problem(
          node, "", "A suppression is a mapping of keys to values.", "Write id: ... and so on.");
      return null;
    }
    for (NodeTuple tuple : map.getValue()) {
      keep(tuple);
    }
    String id = id();
    Kind kind = kind();
    Patterns patterns = new Patterns(this);
    Suppression read =
        new Suppression(
            id,
            kind,
            patterns.hosts(texts("host")),
            patterns.paths("path", texts("path")),
            patterns.hashes(texts("hash")),
            patterns.words("signer", texts("signer")),
            patterns.paths("writer", texts("writer")),
            patterns.words("module", texts("module")),
            patterns.rules(texts("rules"), knownRules),
            stages(),
            time("from", Long.MIN_VALUE),
            expiry(),
            required("reason", "Say why, for whoever reads it later."),
            required("owner", "Name who answers for it."),
            text("ticket"));
    if (read.fromMillis() >= read.expiryMillis() && values.containsKey("expiry")) {
      problem("expiry", "It ends before it begins.", "Set 'expiry' after 'from'.");
    }
    new Breadth(this).check(read);
    return read;
  }

  private void keep(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
      problem(tuple.getKeyNode(), "", "A key has to be text.", null);
      return;
    }
    String key = keyNode.getValue();
    if (!KEYS.contains(key)) {
      String near = NearestKey.to(key, KEYS);
      problem(
          keyNode,
          key,
          "There is no such key.",
          near == null
              ? "Known are " + String.join(", ", KEYS) + "."
              : "Did you mean " + near + "?");
    } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
      problem(keyNode, key, "The key is there twice.", "Remove one, or make it a list.");
    }
  }

  private String id() {
    String id = required("id", "Give it a name, such as waf-rollout-2026.");
    if (id.length() > MAX_ID || !id.chars().allMatch(SuppressionEntry::isIdCharacter)) {
      problem(
          "id",
          "'" + id + "' is no name of a suppression.",
          "Use up to " + MAX_ID + " letters, digits, dots, hyphens and underscores.");
    }
    return id;
  }

  private static boolean isIdCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  private Kind kind() {
    String text = text("kind");
    if (text == null) {
      return Kind.SUPPRESS;
    }
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(text)) {
        return kind;
      }
    }
    List<String> labels = Arrays.stream(Kind.values()).map(Kind::label).toList();
    problem(
        "kind", "'" + text + "' is no kind.", "Write one of " + String.join(", ", labels) + ".");
    return Kind.SUPPRESS;
  }

  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (String text : texts("stages")) {
      try {
        stages.add(Stage.of(text.toLowerCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        problem("stages", e.getMessage() + ".", null);
      }
    }
    return List.copyOf(stages);
  }

  private long expiry() {
    if (!values.containsKey("expiry")) {
      problem(
          "expiry",
          "A suppression needs an end.",
          "Add a day such as 2026-12-31, or a time in UTC.");
    }
    return time("expiry", Long.MAX_VALUE);
  }

  private long time(String key, long absent) {
    String text = text(key);
    if (text == null) {
      return absent;
    }
    Long millis = UtcTimes.parse(text);
    if (millis == null) {
      problem(
          key, "'" + text + "' is no time.", "Write 2026-12-31 or 2026-12-31T18:00:00Z, in UTC.");
      return absent;
    }
    return millis;
  }

  private String required(String key, String advice) {
    String text = text(key);
    if (text == null) {
      if (!values.containsKey(key) || isNull(values.get(key))) {
        problem(key, "It is missing.", advice);
      }
      return "";
    }
    return text;
  }

  private @Nullable String text(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return bounded(key, scalar.getValue().strip());
    }
    problem(key, "It has to be a text.", null);
    return null;
  }

  private List<String> texts(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      problem(key, "It has " + items.size() + " values.", "Write 1 to " + MAX_ITEMS + ".");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof ScalarNode scalar && !isNull(item) && !scalar.getValue().isBlank()) {
        texts.add(bounded(key, scalar.getValue().strip()));
      } else {
        problem(key, "Every value has to be a text.", "Remove what is empty, or quote it.");
      }
    }
    return texts;
  }

  private String bounded(String key, String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    problem(
        key, "It has " + text.length() + " characters.", "Write at most " + MAX_TEXT + " of them.");
    return "";
  }

  private static boolean isNull(@Nullable Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  void problem(String key, String message, @Nullable String suggestion) {
    problem(values.getOrDefault(key, entry), key, message, suggestion);
  }

  private void problem(Node at, String key, String message, @Nullable String suggestion) {
    int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(new SuppressionProblem(source, offset + line, key, message, suggestion));
  }
}
