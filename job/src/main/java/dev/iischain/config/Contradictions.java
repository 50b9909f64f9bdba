package dev.iischain.config;

import dev.iischain.config.KafkaConfig.Guarantee;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings that are right alone and wrong together. */
final class Contradictions {
  private static final List<Option<String>> SINGLE_TOPICS =
      List.of(
          Options.ALERTS,
          Options.CASES,
          Options.SUPPRESSED,
          Options.DEAD_LETTERS,
          Options.NEAR_MISSES,
          Options.SUPPRESSIONS,
          DeliveryOptions.RECEIPTS,
          DeliveryOptions.DEAD_LETTERS,
          DeliveryOptions.REDELIVER);

  private final OptionValues values;
  private final JobConfig config;
  private final Map<Option<?>, Raw> written;
  private final Place file;
  private final Findings findings;

  Contradictions(OptionValues values, Map<Option<?>, Raw> written, Place file, Findings findings) {
    this.values = values;
    this.config = JobConfig.from(values);
    this.written = written;
    this.file = file;
    this.findings = findings;
  }

  /** Reports every contradiction among values that are right alone. */
  void check() {
    if (trusted(Options.GUARANTEE, Options.INTERVAL, Options.TRANSACTION_TIMEOUT)
        && config.kafka().guarantee() == Guarantee.EXACTLY_ONCE) {
      checkTransactions();
    }
    if (trusted(Options.ENABLED_PACKS, Options.DISABLED_PACKS)) {
      checkPacks();
    }
    checkTopics();
    if (!values.get(Options.CANARY_SECRET_FILE).isEmpty()
        && !values.get(Options.CANARY_SECRET_VARIABLE).isEmpty()) {
      error(
          Options.CANARY_SECRET_VARIABLE,
          "The secret is named twice, here and as " + Options.CANARY_SECRET_FILE.key() + ".",
          "Remove one of them.");
    }
  }

  private void checkTransactions() {
    CheckpointingConfig checkpointing = config.checkpointing();
    if (!checkpointing.isOn()) {
      error(
          Options.GUARANTEE,
          "exactly-once writes become visible with checkpoints, and checkpointing.interval is 0s.",
          "Set checkpointing.interval, such as 10s, or kafka.guarantee: at-least-once.");
      return;
    }
    String timeout = DurationText.print(config.kafka().transactionTimeout());
    String interval = DurationText.print(checkpointing.interval());
    if (config.kafka().transactionTimeout().compareTo(checkpointing.interval()) <= 0) {
      error(
          Options.TRANSACTION_TIMEOUT,
          "The broker would end transactions after "
              + timeout
              + ", before the checkpoint that completes them: checkpointing.interval is "
              + interval
              + ".",
          "Set it well above the interval.");
    } else if (trusted(Options.TIMEOUT)
        && config
                .kafka()
                .transactionTimeout()
                .compareTo(checkpointing.interval().plus(checkpointing.timeout()))
            < 0) {
      findings.warning(
          place(Options.TRANSACTION_TIMEOUT),
          Options.TRANSACTION_TIMEOUT.key(),
          "The broker would end transactions after "
              + timeout
              + ", and a slow checkpoint may take "
              + DurationText.print(checkpointing.timeout())
              + " after an interval of "
              + interval
              + ": what it wrote would be lost.",
          "Set it above the sum of both, or lower checkpointing.timeout.");
    }
  }

  private void checkPacks() {
    for (String pack : config.rules().enabledPacks()) {
      if (config.rules().disabledPacks().contains(pack)) {
        error(
            Options.DISABLED_PACKS,
            "The pack '" + pack + "' is enabled and disabled.",
            "Remove it from one of the lists.");
      }
    }
  }

  private void checkTopics() {
    boolean telemetryTrusted = trusted(Options.TELEMETRY);
    Map<String, Option<String>> firstUse = new HashMap<>();
    String hosts = config.topics().falconHosts();
    for (Option<String> option : SINGLE_TOPICS) {
      String topic = values.get(option);
      if (!trusted(option)) {
        continue;
      }
      if (topic.equals(hosts)) {
        error(
            Options.FALCON_HOSTS,
            "The topic '" + topic + "' is also " + option.key() + ".",
            "Give each its own topic.");
      }
      Option<String> other = firstUse.putIfAbsent(topic, option);
      if (other != null) {
        error(
            option,
            "The topic '" + topic + "' is also " + other.key() + ".",
            "Give each its own topic.");
      }
      if (telemetryTrusted && config.topics().telemetry().includes(topic)) {
        error(
            Options.TELEMETRY,
            "It includes the topic '" + topic + "', which is " + option.key() + ".",
            "Narrow the pattern or the list.");
      }
    }
  }

  private void error(Option<?> option, String message, String suggestion) {
    findings.error(place(option), option.key(), message, suggestion);
  }

  private boolean trusted(Option<?>... options) {
    for (Option<?> option : options) {
      if (findings.failed(option)) {
        return false;
      }
    }
    return true;
  }

  private Place place(Option<?> option) {
    Raw raw = written.get(option);
    return raw == null ? file : raw.place();
  }
}
