package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Vendor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "category: process_creation | PROCESS_CREATION",
        "category: file_event | FILE_EVENT",
        "category: file_executable_detected | FILE_EVENT",
        "category: file_delete | FILE_DELETE",
        "category: file_change | FILE_CHANGE",
        "category: file_rename | FILE_RENAME",
        "category: file_access | FILE_ACCESS",
        "category: image_load | IMAGE_LOAD",
        "category: registry_set | REGISTRY_SET",
        "category: registry_add | REGISTRY_ADD",
        "category: registry_delete | REGISTRY_DELETE",
        "category: registry_event | REGISTRY_SET REGISTRY_ADD REGISTRY_DELETE REGISTRY_RENAME",
        "category: ps_script | PS_SCRIPT",
        "category: ps_module | PS_MODULE",
        "category: ps_classic_start | PS_CLASSIC_START",
        "category: ps_classic_provider_start | PS_CLASSIC_START",
        "category: ps_classic_script | PS_CLASSIC_SCRIPT",
        "category: create_stream_hash | CREATE_STREAM_HASH",
        "category: iis_module | IIS_MODULE",
        "service: iis-configuration | IIS_CONFIGURATION",
        "service: powershell | PS_SCRIPT PS_MODULE",
        "service: powershell-classic | PS_CLASSIC_START PS_CLASSIC_SCRIPT",
        "service: application | IIS_MODULE",
      })
  void standsForKinds(String logSource, String kinds) {
    assertThat(rule("product: windows, " + logSource).kinds())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(kinds.split(" ")).map(EventKind::valueOf).toList());
  }

  @Test
  void productAloneStandsForEverything() {
    assertThat(rule("product: windows").kinds())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(EventKind.values())
                .filter(kind -> kind != EventKind.OTHER && !kind.isJoined())
                .toList());
  }

  @Test
  void serviceIsToldByItsChannel() {
    Rule rule = rule("product: windows, service: security");
    assertThat(matches(rule, Vendor.WINDOWS, "Security")).isTrue();
    assertThat(matches(rule, Vendor.WINDOWS, "security")).isTrue();
    assertThat(matches(rule, Vendor.SYSMON, "Microsoft-Windows-Sysmon/Operational")).isFalse();
    assertThat(matches(rule, Vendor.FALCON, "ProcessRollup2")).isFalse();
  }

  @Test
  void sysmonIsToldByItsVendor() {
    Rule rule = rule("product: windows, service: sysmon");
    assertThat(matches(rule, Vendor.SYSMON, "anything")).isTrue();
    assertThat(matches(rule, Vendor.WINDOWS, "Security")).isFalse();
  }

  @Test
  void eventKindsNarrowTheLogSource() {
    String text =
        """
        title: Sample
        logsource: {product: windows}
        event_kinds: [file_event, file_rename]
        detection: {sel: {Image: x}, condition: sel}
        """;
    assertThat(SampleRules.rule(text).kinds())
        .containsExactly(EventKind.FILE_EVENT, EventKind.FILE_RENAME);
  }

  private static Rule rule(String logSource) {
    return SampleRules.rule(
        "title: Sample\nlogsource: {"
            + logSource
            + "}\ndetection: {sel: {Image: x}, condition: sel}\n");
  }

  private static boolean matches(Rule rule, Vendor vendor, String channel) {
    EndpointEvent event =
        SampleEvents.event(EventKind.PROCESS_CREATION, vendor, channel, "Image", "x");
    RuleSet rules = RuleSet.compile(List.of(rule));
    List<Rule> matched = new RuleEvaluator(rules).matches(event);
    assertThat(matched).isEqualTo(rules.matchesFullScan(event));
    return !matched.isEmpty();
  }
}
