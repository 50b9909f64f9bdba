package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RuleExamplesTest {

  private static final Rule RULE =
      SampleRules.rule(
          SampleRules.process("sel: {Image: x}\ncondition: sel")
              + """
              examples:
                - {name: one, vendor: sysmon, expect: match, record: x}
                - {name: two, vendor: sysmon, expect: no_match, record: y}
              """);

  @Test
  void examplesThatBehaveAsTheySayPass() {
    List<RuleExamples.Result> results = RuleExamples.run(List.of(RULE), RuleExamplesTest::image);
    assertThat(results).hasSize(2).allMatch(RuleExamples.Result::passed);
    assertThat(results).extracting(result -> result.example().name()).containsExactly("one", "two");
  }

  @Test
  void failureSaysWhatHappened() {
    assertThat(failures(bytes -> List.of(event(Vendor.SYSMON, "x"))))
        .containsExactly(null, "The rule matches, and should not.");
    assertThat(failures(bytes -> List.of(event(Vendor.SYSMON, "y"))))
        .containsExactly("The rule does not match a process_creation event, and should.", null);
    assertThat(failures(bytes -> List.of()))
        .containsOnly("The record decodes to no event, so it shows nothing.");
    assertThat(failures(bytes -> List.of(event(Vendor.FALCON, "x"))))
        .containsOnly("The record is from falcon, not from sysmon.");
    assertThat(
            failures(
                bytes -> {
                  throw new IllegalArgumentException("unknown-format");
                }))
        .containsOnly("The record cannot be decoded: unknown-format.");
  }

  private static List<String> failures(Function<byte[], List<EndpointEvent>> decode) {
    return RuleExamples.run(List.of(RULE), decode).stream()
        .map(RuleExamples.Result::failure)
        .toList();
  }

  private static List<EndpointEvent> image(byte[] record) {
    return List.of(event(Vendor.SYSMON, new String(record, StandardCharsets.UTF_8)));
  }

  private static EndpointEvent event(Vendor vendor, String image) {
    return SampleEvents.event(EventKind.PROCESS_CREATION, vendor, "c", "Image", image);
  }
}
