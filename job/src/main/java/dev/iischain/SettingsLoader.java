package dev.iischain;

import dev.iischain.canary.CanarySecret;
import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainLoadException;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.config.ConfigException;
import dev.iischain.config.ConfigLoader;
import dev.iischain.config.JobConfig;
import dev.iischain.config.JoinsConfig;
import dev.iischain.config.LedgerConfig;
import dev.iischain.config.Purpose;
import dev.iischain.config.RulesConfig;
import dev.iischain.event.RuleReading;
import dev.iischain.operator.JoinSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.TimeRange;
import dev.iischain.rule.LoadMode;
import dev.iischain.rule.LoadedRules;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleLoadException;
import dev.iischain.rule.RuleSet;
import dev.iischain.rule.Suggestion;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.SuppressionFiles;
import dev.iischain.suppression.SuppressionPreload;
import dev.iischain.suppression.SuppressionProblem;
import dev.iischain.suppression.SuppressionScope;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads configuration, rules, chains and suppressions, and reports all problems at once. */
final class SettingsLoader {

  private static final Duration ALERT_REFRESH = Duration.ofMinutes(1);
  private static final Duration MARGIN = Duration.ofDays(3);

  /** Longer than evidence, so that the revisions of a case that comes back go on growing. */
  private static final Duration CASE_MEMORY = Duration.ofDays(400);

  /** One content has up to three hashes: SHA-256, SHA-1 and MD5. */
  private static final int ALGORITHMS = 3;

  private static final int MAX_STAGE_DAYS = 256;

  private final @Nullable Path configFile;
  private final List<Path> morePaths;
  private final List<Path> moreChains;
  private final List<String> notices = new ArrayList<>();
  private @Nullable RuleReading reading;
  private final List<Path> moreSuppressions;

  SettingsLoader(@Nullable Path configFile, List<Path> rules, List<Path> chains) {
    this(configFile, rules, chains, List.of());
  }

  SettingsLoader(
      @Nullable Path configFile, List<Path> rules, List<Path> chains, List<Path> suppressions) {
    this.moreSuppressions = suppressions;
    this.configFile = configFile;
    this.morePaths = rules;
    this.moreChains = chains;
  }

  /** Reads rules like this, whatever the configuration says; null leaves it to that. */
  SettingsLoader reading(@Nullable RuleReading asked) {
    reading = asked;
    return this;
  }

  /** What to tell the user of rules that were loaded and will not do what they say. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /** The settings of a bounded or local run, or every problem. */
  DetectionSettings load(Pace pace) {
    return settings(config(Purpose.REPLAY), pace);
  }

  /** The configuration alone. */
  JobConfig config(Purpose purpose) {
    ConfigLoader loader = new ConfigLoader(System.getenv(), purpose);
    return (configFile == null ? loader.load("defaults", "") : loader.load(configFile)).orThrow();
  }

  /** The settings that a configuration asks for, or every problem of rules and chains. */
  DetectionSettings settings(JobConfig config, Pace pace) {
    List<String> problems = new ArrayList<>();
    List<Rule> rules = rules(config, problems);
    List<Chain> chains = chains(config, rules, problems);
    SuppressionPreload suppressions = suppressions(config, rules, problems);
    if (!problems.isEmpty()) {
      throw new UsageProblems(problems);
    }
    return new DetectionSettings(
        config.normalise(),
        joins(config, pace),
        config.prefilter(),
        RuleSet.compile(rules),
        chains,
        config.alerts().minLevel(),
        config.cases().minScore(),
        ledger(config.ledger()),
        config.ledger().debounce(),
        ALERT_REFRESH,
        CASE_MEMORY,
        pace,
        TimeRange.ALL,
        suppressions,
        new CanarySecret(config.canary().secretFile(), config.canary().secretVariable()),
        config.topics().telemetry().named());
  }

  private List<Rule> rules(JobConfig config, List<String> problems) {
    List<Path> paths = new ArrayList<>(config.rules().paths());
    paths.addAll(morePaths);
    RuleReading asked = reading == null ? config.rules().reading() : reading;
    LoadedRules loaded = loaded(paths, config.rules(), asked, problems);
    notices.addAll(RuleNotices.of(loaded));
    return loaded.rules();
  }

  /** The built-in rules and those in paths; adds what is wrong with any of them to problems. */
  static LoadedRules loaded(List<Path> paths, RuleReading reading, List<String> problems) {
    return loaded(paths, RulesConfig.defaults(), reading, problems);
  }

  /**
   * The rules of the packs that are not switched off. A rule may take the name of one whose pack
   * is.
   */
  private static LoadedRules loaded(
      List<Path> paths, RulesConfig choice, RuleReading reading, List<String> problems) {
    Set<String> packs = new TreeSet<>();
    LoadedRules loaded = chosen(RuleLibrary.builtIn(reading), choice, packs);
    int before = problems.size();
    for (Path path : paths) {
      try {
        loaded =
            loaded.and(chosen(RuleLibrary.folder(path, LoadMode.LENIENT, reading), choice, packs));
      } catch (UncheckedIOException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!loaded.problems().isEmpty()) {
      try {
        loaded.orThrow();
      } catch (RuleLoadException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (problems.size() == before) {
      unknownPacks("rules.enabled-packs", choice.enabledPacks(), packs, problems);
      unknownPacks("rules.disabled-packs", choice.disabledPacks(), packs, problems);
      if (problems.size() == before && loaded.rules().isEmpty()) {
        problems.add(
            "rules.enabled-packs and rules.disabled-packs leave no rule; the packs are "
                + String.join(", ", packs)
                + ".");
      }
    }
    return loaded;
  }

  private static LoadedRules chosen(LoadedRules loaded, RulesConfig choice, Set<String> packs) {
    Set<String> kept = new TreeSet<>();
    for (Rule rule : loaded.rules()) {
      String pack = rule.reference().pack();
      packs.add(pack);
      if (choice.loads(pack)) {
        kept.add(pack);
      }
    }
    return loaded.withPacks(kept);
  }

  private static void unknownPacks(
      String option, List<String> named, Set<String> packs, List<String> problems) {
    for (String pack : named) {
      if (!packs.contains(pack)) {
        problems.add(
            option
                + ": There is no rule pack '"
                + pack
                + "'. ("
                + Suggestion.orList(pack, packs)
                + ")");
      }
    }
  }

  private List<Chain> chains(JobConfig config, List<Rule> rules, List<String> problems) {
    List<Path> paths = new ArrayList<>(config.chains().paths());
    paths.addAll(moreChains);
    try {
      return ChainLibrary.load(paths, rules);
    } catch (ChainLoadException e) {
      problems.add(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static JoinSettings joins(JobConfig config, Pace pace) {
    JoinsConfig joins = config.joins();
    return new JoinSettings(
        config.normalise(),
        joins.maxWait(),
        joins.retention(),
        joins.maxProcessesPerAgent(),
        joins.scriptWait(),
        pace);
  }

  private SuppressionPreload suppressions(
      JobConfig config, List<Rule> rules, List<String> problems) {
    List<Path> paths = new ArrayList<>(config.suppressions().paths());
    paths.addAll(moreSuppressions);
    Set<String> names = new TreeSet<>();
    Set<String> evidenceOnly = new TreeSet<>();
    for (Rule rule : rules) {
      names.add(rule.name());
      if (rule.evidenceOnly()) {
        evidenceOnly.add(rule.name());
      }
    }
    List<SuppressionProblem> found = new ArrayList<>();
    List<Suppression> entries = SuppressionFiles.read(paths, names, found);
    found.forEach(problem -> problems.add(problem.toString()));
    return new SuppressionPreload(
        entries,
        List.of(),
        Map.of(),
        new SuppressionScope(evidenceOnly, config.cases().developmentHosts()));
  }

  private static LedgerOptions ledger(LedgerConfig config) {
    return new LedgerOptions(
        config.retention().plus(MARGIN),
        config.maxPathsPerHost(),
        MAX_STAGE_DAYS,
        config.maxHashesPerPath() * ALGORITHMS,
        config.maxPathsPerHash(),
        config.retention().multipliedBy(2).plus(MARGIN));
  }

  /** Whether an exception tells the user what to mend, with nothing else to say. */
  static boolean isUsage(Throwable problem) {
    return problem instanceof UsageProblems || problem instanceof ConfigException;
  }
}
