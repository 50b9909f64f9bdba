package dev.iischain.config;

import static dev.iischain.config.CollectionTypes.addresses;
import static dev.iischain.config.CollectionTypes.lowerCaseTexts;
import static dev.iischain.config.CollectionTypes.paths;
import static dev.iischain.config.CollectionTypes.telemetryTopics;
import static dev.iischain.config.CollectionTypes.texts;
import static dev.iischain.config.CollectionTypes.words;
import static dev.iischain.config.ScalarTypes.choice;
import static dev.iischain.config.ScalarTypes.duration;
import static dev.iischain.config.ScalarTypes.durationOrOff;
import static dev.iischain.config.ScalarTypes.fileOrNone;
import static dev.iischain.config.ScalarTypes.size;
import static dev.iischain.config.ScalarTypes.startFrom;
import static dev.iischain.config.ScalarTypes.text;
import static dev.iischain.config.ScalarTypes.textOrNone;
import static dev.iischain.config.ScalarTypes.topic;
import static dev.iischain.config.ScalarTypes.topicOrNone;
import static dev.iischain.config.ScalarTypes.wholeNumber;
import static dev.iischain.config.ScalarTypes.zone;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.iischain.config.KafkaConfig.Guarantee;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReading;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.NormaliseOptions.HostKeyMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of every option. The loader, {@code config print}, {@code docs/options.md} and the
 * records read nothing else.
 */
public final class Options {
  private static final List<Option<?>> TABLE = new ArrayList<>();
  private static final NormaliseOptions NORMALISE = NormaliseOptions.defaults();
  private static final String FIRST = "0.1.0";

  static final Option<String> NAME =
      option(
          Section.JOB,
          "name",
          text(),
          "iis-chain",
          "The name of the job in Flink's web interface and metrics.");

  static final Option<List<String>> BOOTSTRAP_SERVERS =
      option(
          Section.KAFKA,
          "bootstrap-servers",
          addresses(),
          List.of(),
          "The brokers to ask first. The streaming job cannot start without one.");
  static final Option<Map<String, String>> PROPERTIES =
      option(
          Section.KAFKA,
          "properties",
          texts(),
          Map.of(),
          "Any other property of Kafka's clients, such as security.protocol. Write a secret as"
              + " ${env:VARIABLE}, ${file:PATH:KEY} (a properties file) or ${dir:FOLDER:FILE} (a"
              + " file that holds only the secret): Kafka resolves it where the client runs.");
  static final Option<Guarantee> GUARANTEE =
      option(
          Section.KAFKA,
          "guarantee",
          choice(Guarantee.class, Guarantee::label),
          Guarantee.AT_LEAST_ONCE,
          "How records are written. After a failure at-least-once may write a record again, with"
              + " the same id. exactly-once uses transactions: records become visible with each"
              + " checkpoint, to readers with isolation.level=read_committed.");
  static final Option<String> TRANSACTIONAL_ID_PREFIX =
      option(
          Section.KAFKA,
          "transactional-id-prefix",
          text(),
          "iis-chain",
          "What transactional ids start with under exactly-once. No other job on the Kafka cluster"
              + " may use the same.");
  static final Option<Duration> TRANSACTION_TIMEOUT =
      option(
          Section.KAFKA,
          "transaction-timeout",
          duration(ofSeconds(1), ofDays(7)),
          ofMinutes(15),
          "After how long the broker ends an open transaction under exactly-once. It must outlast"
              + " checkpointing.interval and may not exceed the broker's"
              + " transaction.max.timeout.ms, which is 15 minutes unless raised.");
  static final Option<String> GROUP_ID =
      option(
          Section.KAFKA,
          "group-id",
          text(),
          "iis-chain",
          "The consumer group under which read offsets are committed.");
  static final Option<StartFrom> START_FROM =
      option(
          Section.KAFKA,
          "start-from",
          startFrom(),
          new StartFrom.Committed(),
          "Where reading starts without a savepoint or checkpoint. committed is where the group"
              + " left off, or the oldest record when the group is new.");
  static final Option<Duration> PARTITION_DISCOVERY_INTERVAL =
      option(
          Section.KAFKA,
          "partition-discovery-interval",
          durationOrOff(ofSeconds(1), ofDays(1)),
          ofMinutes(1),
          "How often the job looks for new topics and partitions.");

  static final Option<TelemetryTopics> TELEMETRY =
      option(
          Section.TOPICS,
          "telemetry",
          telemetryTopics(),
          new TelemetryTopics.Matching("iis-chain\\.telemetry\\..+"),
          "Where telemetry is read from. A regular expression matches whole names of topics, those"
              + " created later too.");
  static final Option<String> FALCON_HOSTS =
      option(
          Section.TOPICS,
          "falcon-hosts",
          topicOrNone(),
          "",
          "Where rows of Falcon's list of agents (aidmaster) are read from, which tell the host of"
              + " raw events; compact this topic. Without a state to go on from it is read from its"
              + " start, whatever kafka.start-from says. Empty for none, or where the rows are"
              + " among the telemetry.");
  static final Option<String> ALERTS =
      option(Section.TOPICS, "alerts", topic(), "iis-chain.alerts", "Where alerts are written.");
  static final Option<String> CASES =
      option(
          Section.TOPICS,
          "cases",
          topic(),
          "iis-chain.cases",
          "Where cases are written, keyed by case id; compact this topic.");
  static final Option<String> SUPPRESSED =
      option(
          Section.TOPICS,
          "suppressed",
          topic(),
          "iis-chain.suppressed",
          "Where detections go that a suppression muted.");
  static final Option<String> DEAD_LETTERS =
      option(
          Section.TOPICS,
          "dead-letters",
          topic(),
          "iis-chain.dead-letters",
          "Where records go that cannot be read.");
  static final Option<String> NEAR_MISSES =
      option(
          Section.TOPICS,
          "near-misses",
          topic(),
          "iis-chain.near-misses",
          "Where chains go that ended with a stage missing.");
  static final Option<String> SUPPRESSIONS =
      option(
          Section.TOPICS,
          "suppressions",
          topic(),
          "iis-chain.suppressions",
          "Where suppressions are read from, keyed by suppression id; compact this topic.");

  static final Option<List<Path>> RULE_PATHS =
      option(
          Section.RULES,
          "paths",
          paths(),
          List.of(),
          "Rule files, and folders of them, beside the rules in the jar. A relative path starts"
              + " from the folder of this file.");
  static final Option<List<String>> ENABLED_PACKS =
      option(
          Section.RULES,
          "enabled-packs",
          words(),
          List.of(),
          "The only packs to load; an empty list loads every pack.");
  static final Option<List<String>> DISABLED_PACKS =
      option(Section.RULES, "disabled-packs", words(), List.of(), "Packs that are not loaded.");
  static final Option<RuleReading> RULE_READING =
      option(
          Section.RULES,
          "reading",
          choice(RuleReading.class, RuleReading::label),
          RuleReading.INTENDED,
          "How published rules are read that say something else than their authors meant, such as"
              + " by a key written twice. intended repairs such slips; as-published keeps them.");

  static final Option<List<Path>> CHAIN_PATHS =
      option(
          Section.CHAINS,
          "paths",
          paths(),
          List.of(),
          "Chain files, and folders of them, beside the chains in the jar. A relative path starts"
              + " from the folder of this file.");

  static final Option<List<Path>> SUPPRESSION_PATHS =
      option(
          Section.SUPPRESSIONS,
          "paths",
          paths(),
          List.of(),
          "Files of suppressions, YAML or JSON lines, that hold beside those of"
              + " topics.suppressions. A relative path starts from the folder of this file.");

  static final Option<String> TENANT =
      option(
          Section.NORMALISE,
          "tenant",
          text(),
          NORMALISE.tenant(),
          "The tenant of every host whose records name none.");
  static final Option<HostKeyMode> HOST_KEY =
      option(
          Section.NORMALISE,
          "host-key",
          choice(HostKeyMode.class, mode -> mode.name().toLowerCase(Locale.ROOT)),
          NORMALISE.hostKey(),
          "How hosts are told apart: short takes the first 15 characters of the short name, which"
              + " every source knows; fqdn takes the fully qualified name, for fleets in which"
              + " short names repeat.");
  static final Option<Map<String, String>> HOST_ALIASES =
      option(
          Section.NORMALISE,
          "host-aliases",
          lowerCaseTexts(),
          NORMALISE.hostAliases(),
          "Names of hosts, each with the name it stands for.");
  static final Option<AliasFile> HOST_ALIAS_FILE =
      option(
          Section.NORMALISE,
          "host-alias-file",
          AliasFile.type(),
          AliasFile.NONE,
          "A file of more of them: in each line a name, a comma and the name it stands for; #"
              + " starts a comment. A relative path starts from the folder of this file. Where both"
              + " name a host, host-aliases holds. Empty for none.");
  static final Option<ZoneId> LOCAL_TIME_ZONE =
      option(
          Section.NORMALISE,
          "local-time-zone",
          zone(),
          NORMALISE.localTimeZone(),
          "The zone of times that carry none.");
  static final Option<Integer> MAX_RECORD_SIZE =
      option(
          Section.NORMALISE,
          "max-record-size",
          size(1 << 10, 1 << 28),
          NORMALISE.maxRecordBytes(),
          "A larger record becomes a dead letter.");
  static final Option<Integer> MAX_DEPTH =
      option(
          Section.NORMALISE,
          "max-depth",
          wholeNumber(4, 500),
          NORMALISE.maxDepth(),
          "levels of nesting",
          "JSON or XML nested deeper becomes a dead letter.");
  static final Option<Duration> MAX_FUTURE_SKEW =
      option(
          Section.NORMALISE,
          "max-future-skew",
          duration(Duration.ZERO, ofDays(1)),
          NORMALISE.maxFutureSkew(),
          "An event time further ahead of the time Kafka received the record is set back to that"
              + " time.");
  static final Option<Switch> PREFILTER =
      option(
          Section.NORMALISE,
          "prefilter",
          choice(Switch.class, choice -> choice.name().toLowerCase(Locale.ROOT)),
          Switch.ON,
          "Whether records are skipped without decoding them when it is known what they would"
              + " become and no rule can match it. Changes no output, only speed.");

  static final Option<Duration> MAX_WAIT =
      option(
          Section.JOINS,
          "max-wait",
          duration(Duration.ZERO, ofMinutes(10)),
          ofSeconds(60),
          "How long a live event of Falcon's is held back for the name of its host or the process"
              + " that acted, where its record tells neither. It then goes on without; 0s holds"
              + " nothing back.");
  static final Option<Duration> JOIN_RETENTION =
      option(
          Section.JOINS,
          "retention",
          duration(ofHours(1), ofDays(400)),
          ofDays(14),
          "How long the names of hosts and the processes of Falcon's agents are remembered after"
              + " their last use.");
  static final Option<Integer> MAX_PROCESSES_PER_AGENT =
      option(
          Section.JOINS,
          "max-processes-per-agent",
          wholeNumber(100, 1_000_000),
          20_000,
          "processes",
          "How many processes of one agent are remembered within the retention; beyond it new ones"
              + " are refused and counted.");
  static final Option<Duration> SCRIPT_WAIT =
      option(
          Section.JOINS,
          "script-wait",
          duration(ofSeconds(1), ofHours(1)),
          ofMinutes(10),
          "How long the parts of a PowerShell script block are held back for the missing ones. The"
              + " block is then judged by the parts there are.");

  static final Option<Duration> RETENTION =
      option(
          Section.LEDGER,
          "retention",
          duration(ofHours(1), ofDays(400)),
          ofDays(42),
          "How long evidence is remembered, and the silence after which a module starts a new case."
              + " It must outlast the longest chain, which is 42 days in the chains of the jar.");
  static final Option<Integer> MAX_PATHS_PER_HOST =
      option(
          Section.LEDGER,
          "max-paths-per-host",
          wholeNumber(100, 1_000_000),
          20_000,
          "paths",
          "How many module files of one host are remembered within the retention; beyond it new"
              + " ones are refused and counted.");
  static final Option<Integer> MAX_HASHES_PER_PATH =
      option(
          Section.LEDGER,
          "max-hashes-per-path",
          wholeNumber(1, 1_000),
          8,
          "hashes",
          "How many contents are remembered for one path, each with up to three hashes.");
  static final Option<Integer> MAX_PATHS_PER_HASH =
      option(
          Section.LEDGER,
          "max-paths-per-hash",
          wholeNumber(1, 1_000),
          16,
          "paths",
          "How many paths are remembered for one content, and for any other name by which files are"
              + " joined.");
  static final Option<Duration> DEBOUNCE =
      option(
          Section.LEDGER,
          "debounce",
          duration(Duration.ZERO, ofMinutes(1)),
          ofMillis(200),
          "How long further evidence about a module is waited for before the chain is judged"
              + " again.");

  static final Option<Level> MIN_LEVEL =
      option(
          Section.ALERTS,
          "min-level",
          choice(Level.class, Level::label),
          Level.MEDIUM,
          "The lowest level that becomes an alert. Detections below it remain evidence of"
              + " chains.");

  static final Option<Integer> MIN_SCORE =
      option(
          Section.CASES,
          "min-score",
          wholeNumber(0, 100),
          35,
          "points",
          "The lowest score that becomes a case.");
  static final Option<List<String>> DEVELOPMENT_HOSTS =
      option(
          Section.CASES,
          "development-hosts",
          words(),
          List.of(),
          "Patterns of names of hosts that only developers use, such as dev-*. Their cases score 15"
              + " points less, and reach medium at most where no intruder behaviour was seen.");

  static final Option<Duration> INTERVAL =
      option(
          Section.CHECKPOINTING,
          "interval",
          durationOrOff(ofMillis(10), ofDays(1)),
          ofSeconds(10),
          "How often the job saves its state. Without it a failure loses what hosts did before.");
  static final Option<Duration> TIMEOUT =
      option(
          Section.CHECKPOINTING,
          "timeout",
          duration(ofSeconds(1), ofDays(1)),
          ofMinutes(10),
          "How long one checkpoint may take before it is given up.");
  static final Option<Duration> MIN_PAUSE =
      option(
          Section.CHECKPOINTING,
          "min-pause",
          duration(Duration.ZERO, ofDays(1)),
          ofSeconds(1),
          "The least time between the end of a checkpoint and the start of the next.");
  static final Option<Integer> TOLERABLE_FAILURES =
      option(
          Section.CHECKPOINTING,
          "tolerable-failures",
          wholeNumber(0, 1_000_000),
          10,
          "checkpoints",
          "How many checkpoints in a row may fail before the job restarts.");
  static final Option<String> DIRECTORY =
      option(
          Section.CHECKPOINTING,
          "directory",
          textOrNone(),
          "",
          "The URI of the folder that holds checkpoints, such as file:///var/lib/iis-chain or"
              + " s3://bucket/folder. Empty leaves it to execution.checkpointing.dir of the Flink"
              + " cluster.");

  static final Option<Duration> CANARY_INTERVAL =
      option(
          Section.CANARY,
          "interval",
          duration(ofSeconds(1), ofDays(1)),
          ofMinutes(15),
          "How often the command canary sends a chain to each telemetry topic.");
  static final Option<Duration> CANARY_TIMEOUT =
      option(
          Section.CANARY,
          "timeout",
          duration(ofSeconds(1), ofDays(1)),
          ofMinutes(5),
          "How long a canary may take to its case before it is missing.");
  static final Option<String> CANARY_SECRET_FILE =
      option(
          Section.CANARY,
          "secret-file",
          fileOrNone(),
          "",
          "The file that holds only the secret of 16 characters or more that proves a canary to be"
              + " one; on every TaskManager, and where the command canary runs. Without a secret"
              + " nothing is a canary.");
  static final Option<String> CANARY_SECRET_VARIABLE =
      option(
          Section.CANARY,
          "secret-variable",
          textOrNone(),
          "",
          "The environment variable that holds that secret, instead of a file.");

  static {
    TABLE.addAll(DeliveryOptions.all());
    for (TargetSystem system : TargetSystem.values()) {
      TABLE.addAll(system.options().all());
    }
  }

  private Options() {}

  /** Every option, in the order of the file. */
  public static List<Option<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  private static <T> Option<T> option(
      Section section, String name, OptionType<T> type, T defaultValue, String meaning) {
    return option(section, name, type, defaultValue, "", meaning);
  }

  private static <T> Option<T> option(
      Section section,
      String name,
      OptionType<T> type,
      T defaultValue,
      String unit,
      String meaning) {
    Option<T> option = new Option<>(section, name, type, defaultValue, unit, meaning, FIRST);
    TABLE.add(option);
    return option;
  }
}
