package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.TelemetryFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example record against its golden outcome; {@code -Dgolden.update=true} writes them anew.
 */
class TelemetryExamplesTest {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static List<Path> examples() {
    return TelemetryExamples.all();
  }

  @Test
  void thereAreExamplesOfEveryFormat() {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(175);
    assertThat(examples())
        .extracting(example -> example.getParent().getFileName().toString())
        .contains(
            Arrays.stream(TelemetryFormat.values())
                .map(TelemetryFormat::label)
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleDecodesToItsGoldenOutcome(Path example) throws IOException {
    String actual = json(Outcome.of(TelemetryExamples.read(example)));
    Path golden = TelemetryExamples.golden(example);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).as("write it with -Dgolden.update=true").exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noExampleOfAReadableFormatIsADeadLetter(Path example) {
    assertThat(Outcome.of(TelemetryExamples.read(example)).deadLetters).isEmpty();
  }

  private static String json(Outcome outcome) throws IOException {
    ArrayNode all = MAPPER.createArrayNode();
    for (Object one : outcome.all) {
      if (one instanceof EndpointEvent event) {
        write(all.addObject(), event);
      } else if (one instanceof DeadLetter letter) {
        all.addObject()
            .put("deadLetter", letter.reason().code())
            .put("value", new String(letter.value(), StandardCharsets.UTF_8));
      } else if (one instanceof Outcome.Irrelevant irrelevant) {
        all.addObject()
            .put("irrelevant", irrelevant.format().label())
            .put("vendor", irrelevant.vendor().label());
      }
    }
    return MAPPER.writeValueAsString(all) + "\n";
  }

  /** What decoding alone decides: what normalisation derives has tests of its own. */
  private static void write(ObjectNode node, EndpointEvent event) {
    HostIdentity host = event.host();
    SourceIdentity source = event.source();
    node.put("kind", event.kind().category())
        .put("eventId", event.eventId())
        .put("eventTime", Instant.ofEpochMilli(event.eventTimeMillis()).toString())
        .put("host", host.key())
        .put("hostIds", String.join(" ", host.ids()))
        .put("vendor", source.vendor().label())
        .put("format", source.format().label())
        .put("computer", source.computer())
        .put("provider", source.provider())
        .put("channel", source.channel())
        .put("eventCode", source.eventCode())
        .put("recordId", source.recordId());
    ObjectNode values = node.putObject("values");
    Outcome.sourceValues(event).forEach(values::put);
  }
}
