package dev.iischain.bench;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.util.EnumMap;
import java.util.Map;

/** What decoding a corpus once comes to: a benchmark of unreadable records would be a fast one. */
final class Tally implements TelemetryDecoder.Output {

  private final Map<TelemetryFormat, Integer> formats = new EnumMap<>(TelemetryFormat.class);
  private final RuleEvaluator evaluator =
      new RuleEvaluator(RuleSet.compile(RuleLibrary.builtIn().orThrow()));
  private final int expected;
  private int events;
  private int irrelevant;
  private int matched;

  private Tally(int expected) {
    this.expected = expected;
  }

  /** Decodes a corpus once. */
  static Tally of(Corpus corpus) {
    Tally tally = new Tally(corpus.events());
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    for (RawRecord record : corpus.records()) {
      decoder.decode(record, tally);
    }
    return tally;
  }

  /** Throws IllegalStateException when events are missing or none matches a rule. */
  void requireReadable() {
    if (events + irrelevant != expected || matched == 0) {
      throw new IllegalStateException(
          "Of " + expected + " events in the corpus " + this + "; mend the corpus.");
    }
  }

  @Override
  public void event(EndpointEvent event) {
    events++;
    formats.merge(event.source().format(), 1, Integer::sum);
    if (!evaluator.matches(event).isEmpty()) {
      matched++;
    }
  }

  @Override
  public void irrelevant(TelemetryFormat format, Vendor vendor) {
    irrelevant++;
    formats.merge(format, 1, Integer::sum);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    throw new IllegalStateException("A record of the corpus cannot be read: " + letter.detail());
  }

  @Override
  public String toString() {
    return events
        + " are for rules, "
        + irrelevant
        + " are not, and rules match "
        + matched
        + " of them "
        + formats;
  }
}
