package dev.iischain.chain;

import dev.iischain.chain.Chain.Step;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import dev.iischain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one chain file strictly: a Sigma correlation, with {@code completes} and {@code gaps} ours.
 */
final class ChainFile {

  private static final Set<String> KEYS =
      Set.of(
          "title",
          "id",
          "name",
          "status",
          "description",
          "references",
          "author",
          "date",
          "modified",
          "tags",
          "level",
          "falsepositives",
          "correlation",
          "completes",
          "gaps");
  private static final Set<String> CORRELATION_KEYS =
      Set.of("type", "rules", "group-by", "aliases", "timespan");

  /** Deeper than any chain, and little enough that aliases cannot multiply. */
  private static final int MAX_DEPTH = 6;

  private final String file;
  private final Set<String> names;
  private final StepRules rules;
  private final List<ChainProblem> problems;

  private ChainFile(String file, Set<String> names, StepRules rules, List<ChainProblem> problems) {
    this.file = file;
    this.names = names;
    this.rules = rules;
    this.problems = problems;
  }

  /**
   * The document in a chain file, or null with a problem added.
   *
   * @param file where it is from
   */
  static @Nullable Object parse(String file, String text, List<ChainProblem> problems) {
    Object loaded;
    try {
      loaded =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(text);
    } catch (YamlEngineException e) {
      problems.add(new ChainProblem(file, "file", "is not YAML: " + firstLine(e.getMessage())));
      return null;
    }
    if (isTooDeep(loaded, 0)) {
      problems.add(
          new ChainProblem(
              file, "file", "contains itself or is nested too deep; write the values out."));
      return null;
    }
    return loaded;
  }

  /** The name that a document gives its chain, or null. */
  static @Nullable String nameOf(@Nullable Object document) {
    return document instanceof Map<?, ?> map && map.get("name") instanceof String name
        ? name
        : null;
  }

  /**
   * The chain in a document, or null with its problems added.
   *
   * @param names of all chains, none of which can be a step
   * @param rules which can
   */
  static @Nullable Chain read(
      String file,
      Object document,
      Set<String> names,
      StepRules rules,
      List<ChainProblem> problems) {
    int before = problems.size();
    Chain chain = new ChainFile(file, names, rules, problems).chain(document);
    return problems.size() == before ? chain : null;
  }

  /** An alias may stand for what it is a part of. */
  private static boolean isTooDeep(@Nullable Object value, int depth) {
    Collection<?> parts =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof Collection<?> list ? list : List.of();
    for (Object part : parts) {
      if (depth >= MAX_DEPTH || isTooDeep(part, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Chain chain(@Nullable Object loaded) {
    Map<?, ?> root = map("file", loaded);
    if (root == null) {
      return null;
    }
    unknownKeys("", root, KEYS);
    String name = text(root, "name");
    String id = text(root, "id");
    String title = text(root, "title");
    boolean complete = completes(root.get("completes"));
    Map<?, ?> correlation = map("correlation", root.get("correlation"));
    if (correlation == null) {
      return null;
    }
    unknownKeys("correlation.", correlation, CORRELATION_KEYS);
    if (!"temporal_ordered".equals(correlation.get("type"))) {
      problem("correlation.type", "must be temporal_ordered; no other type can be correlated.");
    }
    Object written = correlation.get("rules");
    for (String wrong : ChainGrouping.problems(correlation, written)) {
      problem("correlation.group-by", wrong);
    }
    Duration timespan = duration("correlation.timespan", correlation.get("timespan"));
    List<Step> named = steps(name, written, timespan);
    List<Stage> stages = named.stream().map(Step::stage).toList();
    long ofModule = stages.stream().filter(stage -> stage != Stage.BEHAVIOUR).distinct().count();
    if (!stages.isEmpty() && ofModule == 0) {
      problem(
          "correlation.rules",
          "names behaviour only and can never fire: behaviour is about no module; add a stage"
              + " that is.");
    } else if (complete && ofModule < 2) {
      problem(
          "completes", "must be false: a case is never complete by a single stage of a module.");
    }
    List<Duration> gaps = gaps(root.get("gaps"), named.size(), timespan);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      Duration within = i == 0 || gaps.size() < i ? timespan : gaps.get(i - 1);
      steps.add(new Step(named.get(i).stage(), named.get(i).rule(), within));
    }
    return new Chain(
        name, id, title, complete, List.copyOf(steps), timespan, level(root.get("level")));
  }

  private boolean completes(@Nullable Object value) {
    if (value instanceof Boolean complete) {
      return complete;
    }
    problem("completes", "must be true (a match completes the case) or false (a partial case).");
    return false;
  }

  private Level level(@Nullable Object value) {
    if (value == null) {
      return Level.CRITICAL;
    }
    for (Level level : Level.values()) {
      if (level.label().equals(value)) {
        return level;
      }
    }
    problem(
        "level",
        "'"
            + value
            + "' is not one of informational, low, medium, high, critical; it limits the level of"
            + " cases.");
    return Level.CRITICAL;
  }

  private List<Step> steps(String chain, @Nullable Object value, Duration timespan) {
    List<Step> steps = new ArrayList<>();
    if (!(value instanceof List<?> list) || list.size() < 2) {
      problem(
          "correlation.rules",
          "must list at least two stages or rules in order, such as [write, load].");
      return steps;
    }
    for (Object each : list) {
      String step = String.valueOf(each);
      Stage stage = StepRules.stage(step);
      Rule rule = stage == null ? rules.named(step) : null;
      if (stage != null) {
        steps.add(new Step(stage, timespan));
      } else if (rule != null && rule.stage() != null) {
        steps.add(new Step(rule.stage(), rule.name(), timespan));
      } else {
        problem("correlation.rules", unusable(chain, step, rule));
      }
    }
    return steps;
  }

  private String unusable(String chain, String step, @Nullable Rule rule) {
    if (rule != null) {
      return "names the rule '"
          + step
          + "', which plays no stage and can never be a step; give its file the key stage.";
    }
    if (step.equals(chain)) {
      return "names the chain itself, which is a cycle; steps are stages and rules.";
    }
    return names.contains(step)
        ? "names the chain '" + step + "'; the steps of a chain are stages and rules, not chains."
        : rules.unknown(step);
  }

  private List<Duration> gaps(@Nullable Object value, int steps, Duration timespan) {
    List<Duration> gaps = new ArrayList<>();
    if (value == null) {
      for (int i = 1; i < steps; i++) {
        gaps.add(timespan);
      }
      return gaps;
    }
    if (!(value instanceof List<?> list) || list.size() != steps - 1) {
      problem("gaps", "must list one duration for each pair of neighbouring steps.");
      return gaps;
    }
    for (Object gap : list) {
      Duration duration = duration("gaps", gap);
      if (duration.compareTo(timespan) > 0) {
        problem("gaps", gap + " is longer than the timespan and can never hold; shorten it.");
      }
      gaps.add(duration);
    }
    return gaps;
  }

  private Duration duration(String key, @Nullable Object value) {
    String text = String.valueOf(value);
    if (text.length() >= 2 && text.length() <= 8) {
      String number = text.substring(0, text.length() - 1);
      if (number.chars().allMatch(c -> c >= '0' && c <= '9')) {
        long amount = Long.parseLong(number);
        switch (text.charAt(text.length() - 1)) {
          case 's' -> {
            return Duration.ofSeconds(amount);
          }
          case 'm' -> {
            return Duration.ofMinutes(amount);
          }
          case 'h' -> {
            return Duration.ofHours(amount);
          }
          case 'd' -> {
            return Duration.ofDays(amount);
          }
          default -> {}
        }
      }
    }
    problem(key, "'" + text + "' is not a Sigma timespan; write 30m, 1h or 7d.");
    return Duration.ZERO;
  }

  private void unknownKeys(String prefix, Map<?, ?> map, Set<String> known) {
    for (Object key : map.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        problem(prefix + key, "is not a key of a chain file; known are " + sorted(known) + ".");
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    problem(key, "is missing; every chain needs a " + key + ".");
    return "";
  }

  private @Nullable Map<?, ?> map(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    problem(key, "must be a mapping.");
    return null;
  }

  private void problem(String key, String message) {
    problems.add(new ChainProblem(file, key, message));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
