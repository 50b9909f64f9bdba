package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RuleReading;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every built-in rule, from the raw record on. */
class BuiltInExamplesTest {

  private static final Path RULES = Path.of("src", "main", "resources", "rules");

  static List<RuleExamples.Result> examples() {
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    List<RuleExamples.Result> results = new ArrayList<>();
    for (RuleReading reading : RuleReading.values()) {
      List<Rule> rules =
          RuleLibrary.builtIn(reading).orThrow().stream()
              .filter(
                  rule ->
                      RuleLibrary.isAsPublished(rule.file())
                          == (reading == RuleReading.AS_PUBLISHED))
              .toList();
      results.addAll(RuleExamples.run(rules, record -> decode(decoder, record)));
    }
    return results;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleBehavesAsItSays(RuleExamples.Result result) {
    assertThat(result.failure())
        .as("%s:%d %s", result.file(), result.example().line(), result.example().name())
        .isNull();
  }

  @Test
  void asManyExamplesRanAsThereAreOnDisk() throws IOException {
    Pattern start = Pattern.compile("(?m)^ {4}expect: ");
    long onDisk = 0;
    for (String file : RuleLibrary.index()) {
      onDisk += start.matcher(Files.readString(RULES.resolve(file))).results().count();
    }
    assertThat(onDisk).isPositive();
    assertThat(examples()).hasSize(Math.toIntExact(onDisk));
  }

  private static List<EndpointEvent> decode(TelemetryDecoder decoder, byte[] record) {
    List<EndpointEvent> events = new ArrayList<>();
    decoder.decode(
        new RawRecord(record, "example", 0, 1, RawRecord.NO_TIME),
        new TelemetryDecoder.Output() {
          @Override
          public void event(EndpointEvent event) {
            events.add(event);
          }

          @Override
          public void irrelevant(TelemetryFormat format, Vendor vendor) {
            throw new IllegalArgumentException(
                "irrelevant " + format.label() + " of " + vendor.label());
          }

          @Override
          public void deadLetter(DeadLetter letter) {
            throw new IllegalArgumentException(letter.reason().code() + ": " + letter.detail());
          }
        });
    return events;
  }
}
