package dev.iischain;

import dev.iischain.canary.CanarySecret;
import dev.iischain.chain.Chain;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Level;
import dev.iischain.normalise.JoinRelevance;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.Relevance;
import dev.iischain.operator.CaseBook;
import dev.iischain.operator.Decode;
import dev.iischain.operator.FoldAlerts;
import dev.iischain.operator.JoinSettings;
import dev.iischain.operator.LedgerSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.ReadSuppressions;
import dev.iischain.operator.TimeRange;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleRelevance;
import dev.iischain.rule.RuleSet;
import dev.iischain.source.SuppressionTopic;
import dev.iischain.suppression.SuppressionPreload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the graph's functions are told.
 *
 * @param normalise how to normalise
 * @param joins how what belongs together is brought together
 * @param prefilter whether the decoder skips records that nobody can use
 * @param rules the compiled rules
 * @param chains the chains
 * @param minimumAlertLevel alerts below it stay evidence
 * @param minimumCaseScore cases below it are not opened
 * @param ledgerOptions the bounds of the ledger
 * @param debounce how long a live ledger waits for more evidence
 * @param alertRefresh how long a live alert's growing count may go unsent
 * @param caseRetention how long cases are remembered; alerts are as long as the ledger's evidence
 * @param pace live, or by event time
 * @param range events outside of it are left out
 * @param suppressions what is suppressed from the start
 * @param canary the key that proves canaries
 * @param topics the telemetry topics that are known by name
 */
public record DetectionSettings(
    NormaliseOptions normalise,
    JoinSettings joins,
    boolean prefilter,
    RuleSet rules,
    List<Chain> chains,
    Level minimumAlertLevel,
    int minimumCaseScore,
    LedgerOptions ledgerOptions,
    Duration debounce,
    Duration alertRefresh,
    Duration caseRetention,
    Pace pace,
    TimeRange range,
    SuppressionPreload suppressions,
    CanarySecret canary,
    List<String> topics) {

  Decode decode() {
    return new Decode(normalise, prefilter ? relevance() : null, topics);
  }

  /** What makes an event worth decoding. */
  Relevance relevance() {
    return new JoinRelevance(new RuleRelevance(rules));
  }

  /** These settings for a graph whose source has skipped what nobody can use. */
  DetectionSettings prefiltered() {
    return with(false, range, suppressions);
  }

  LedgerSettings ledger() {
    return new LedgerSettings(ledgerOptions, chains, minimumCaseScore, pace, debounce);
  }

  CaseBook caseBook() {
    return new CaseBook(chains, minimumCaseScore, caseRetention, pace, suppressions)
        .knowing(canary);
  }

  FoldAlerts foldAlerts() {
    return new FoldAlerts(alertRefresh, ledgerOptions.retention(), pace, suppressions)
        .knowing(canary);
  }

  /** These settings with events before {@code since}, and from {@code until} on, left out. */
  DetectionSettings within(@Nullable Instant since, @Nullable Instant until) {
    return with(prefilter, TimeRange.of(since, until), suppressions);
  }

  private DetectionSettings with(boolean skipping, TimeRange within, SuppressionPreload known) {
    return new DetectionSettings(
        normalise,
        joins,
        skipping,
        rules,
        chains,
        minimumAlertLevel,
        minimumCaseScore,
        ledgerOptions,
        debounce,
        alertRefresh,
        caseRetention,
        pace,
        within,
        known,
        canary,
        topics);
  }

  /** These settings with what the topic of suppressions holds. */
  DetectionSettings knowing(SuppressionTopic.Content content) {
    return with(
        prefilter,
        range,
        new SuppressionPreload(
            suppressions.files(), content.updates(), content.ends(), suppressions.scope()));
  }

  /** The names of the loaded rules. */
  Set<String> ruleNames() {
    return rules.rules().stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
  }

  ReadSuppressions readSuppressions() {
    return new ReadSuppressions(ruleNames());
  }
}
