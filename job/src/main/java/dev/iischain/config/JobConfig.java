package dev.iischain.config;

import dev.iischain.normalise.NormaliseOptions;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole configuration, one record for each concern.
 *
 * @param name the job's name
 * @param prefilter whether records that nobody can use are skipped without decoding them
 */
public record JobConfig(
    String name,
    KafkaConfig kafka,
    TopicsConfig topics,
    RulesConfig rules,
    ChainsConfig chains,
    SuppressionsConfig suppressions,
    NormaliseOptions normalise,
    JoinsConfig joins,
    boolean prefilter,
    LedgerConfig ledger,
    AlertsConfig alerts,
    CasesConfig cases,
    CheckpointingConfig checkpointing,
    CanaryConfig canary,
    DeliveryConfig delivery) {

  /** The documented defaults. */
  public static JobConfig defaults() {
    return from(new OptionValues());
  }

  static JobConfig from(OptionValues values) {
    return new JobConfig(
        values.get(Options.NAME),
        KafkaConfig.from(values),
        TopicsConfig.from(values),
        RulesConfig.from(values),
        ChainsConfig.from(values),
        SuppressionsConfig.from(values),
        normalise(values),
        JoinsConfig.from(values),
        values.get(Options.PREFILTER) == Switch.ON,
        LedgerConfig.from(values),
        AlertsConfig.from(values),
        CasesConfig.from(values),
        CheckpointingConfig.from(values),
        CanaryConfig.from(values),
        DeliveryConfig.from(values));
  }

  private static Map<String, String> aliases(OptionValues values) {
    Map<String, String> aliases = new TreeMap<>(values.get(Options.HOST_ALIAS_FILE).aliases());
    aliases.putAll(values.get(Options.HOST_ALIASES));
    return Collections.unmodifiableMap(aliases);
  }

  private static NormaliseOptions normalise(OptionValues values) {
    return new NormaliseOptions(
        values.get(Options.TENANT),
        values.get(Options.HOST_KEY),
        aliases(values),
        values.get(Options.LOCAL_TIME_ZONE),
        values.get(Options.MAX_RECORD_SIZE),
        values.get(Options.MAX_DEPTH),
        values.get(Options.MAX_FUTURE_SKEW));
  }
}
