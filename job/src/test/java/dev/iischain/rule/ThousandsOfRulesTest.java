package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand rules in the shapes of public collections, beside ours. */
class ThousandsOfRulesTest {

  private static final int INVENTED = 2_000;
  private static final int UNSUPPORTED = 20;

  @TempDir private Path folder;

  @Test
  void theyLoadWithoutRegardToThoseThatAreNotSupported() throws IOException {
    LoadedRules loaded = load();
    assertThat(loaded.orThrow()).hasSize(INVENTED);
    assertThat(loaded.unsupported())
        .hasSize(UNSUPPORTED)
        .allSatisfy(
            rule ->
                assertThat(rule.reasons())
                    .extracting(RuleProblem::message)
                    .singleElement()
                    .asString()
                    .contains("cannot be matched in linear time"));
    assertThat(loaded.rules().stream().map(RuleText::whyNever).filter(why -> why != null))
        .hasSizeBetween(10, 100)
        .containsOnly("No events here: the category 'dns_query'.");
  }

  @Test
  void theIndexLeavesNoneOutOfWhatOurExamplesAndTheirsMatch() throws IOException {
    List<Rule> ours = RuleLibrary.builtIn().orThrow();
    List<Rule> all = new ArrayList<>(ours);
    all.addAll(load().orThrow());
    RuleSet rules = RuleSet.compile(all);
    RuleEvaluator indexed = new RuleEvaluator(rules);
    RuleEvaluator asking = RuleEvaluator.withoutIndex(rules);
    int events = 0;
    int matches = 0;
    for (Rule rule : ours) {
      for (RuleExample example : rule.examples()) {
        for (EndpointEvent event : decode(example.record())) {
          List<Rule> expected = rules.matchesFullScan(event);
          assertThat(indexed.matches(event)).as(example.name()).isEqualTo(expected);
          assertThat(asking.matches(event)).as(example.name()).isEqualTo(expected);
          events++;
          matches += expected.size();
        }
      }
    }
    assertThat(events).isGreaterThan(300);
    assertThat(matches).isGreaterThan(events / 2);
  }

  private LoadedRules load() throws IOException {
    ManyRules.write(folder, INVENTED, 7);
    for (int i = 0; i < UNSUPPORTED; i++) {
      Files.writeString(
          folder.resolve("not_supported_" + i + ".yml"),
          SampleRules.process("sel: {CommandLine|re: 'a(?!b" + i + ")'}\ncondition: sel"));
    }
    return RuleLibrary.folder(folder, LoadMode.LENIENT);
  }

  private static List<EndpointEvent> decode(String record) {
    List<EndpointEvent> events = new ArrayList<>();
    new TelemetryDecoder(NormaliseOptions.defaults())
        .decode(
            new RawRecord(
                record.getBytes(StandardCharsets.UTF_8), "example", 0, 1, RawRecord.NO_TIME),
            new TelemetryDecoder.Output() {
              @Override
              public void event(EndpointEvent event) {
                events.add(event);
              }

              @Override
              public void irrelevant(TelemetryFormat format, Vendor vendor) {}

              @Override
              public void deadLetter(DeadLetter letter) {
                throw new IllegalArgumentException(letter.detail());
              }
            });
    return events;
  }
}
