package dev.iischain;

import dev.iischain.chain.Chain;
import dev.iischain.chain.LedgerOptions;
import dev.iischain.event.Level;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.operator.CaseBook;
import dev.iischain.operator.Decode;
import dev.iischain.operator.FoldAlerts;
import dev.iischain.operator.JoinSettings;
import dev.iischain.operator.LedgerSettings;
import dev.iischain.operator.Pace;
import dev.iischain.operator.TimeRange;
import dev.iischain.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the graph's functions are told.
 *
 * @param normalise how to normalise
 * @param joins how what belongs together is brought together
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
 */
public record DetectionSettings(
    NormaliseOptions normalise,
    JoinSettings joins,
    RuleSet rules,
    List<Chain> chains,
    Level minimumAlertLevel,
    int minimumCaseScore,
    LedgerOptions ledgerOptions,
    Duration debounce,
    Duration alertRefresh,
    Duration caseRetention,
    Pace pace,
    TimeRange range) {

  Decode decode() {
    return new Decode(normalise);
  }

  LedgerSettings ledger() {
    return new LedgerSettings(ledgerOptions, chains, minimumCaseScore, pace, debounce);
  }

  CaseBook caseBook() {
    return new CaseBook(chains, minimumCaseScore, caseRetention, pace);
  }

  FoldAlerts foldAlerts() {
    return new FoldAlerts(alertRefresh, ledgerOptions.retention(), pace);
  }

  /** These settings with events before {@code since}, and from {@code until} on, left out. */
  DetectionSettings within(@Nullable Instant since, @Nullable Instant until) {
    return new DetectionSettings(
        normalise,
        joins,
        rules,
        chains,
        minimumAlertLevel,
        minimumCaseScore,
        ledgerOptions,
        debounce,
        alertRefresh,
        caseRetention,
        pace,
        TimeRange.of(since, until));
  }
}
