package dev.iischain.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Level;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What normalisation makes of the sample. */
class DemoTelemetryDecodingTest {
  private static final Instant BASE = Instant.parse("2026-03-02T08:00:00Z");
  private static final String IMPLANT = "c:\\windows\\system32\\inetsrv\\iisreqlog.dll";

  private final Collected collected = decodeAll();

  @Test
  void everyEventIsUnderstood() {
    assertThat(collected.deadLetters).isEmpty();
    assertThat(collected.irrelevant).isEmpty();
    assertThat(collected.events).hasSize(24 * 20 + 7);
    assertThat(collected.events)
        .extracting(EndpointEvent::kind)
        .containsOnly(
            EventKind.PROCESS_CREATION,
            EventKind.FILE_EVENT,
            EventKind.IMAGE_LOAD,
            EventKind.REGISTRY_SET);
    assertThat(collected.events)
        .extracting(event -> event.source().format())
        .contains(
            TelemetryFormat.FALCON_LOGSCALE,
            TelemetryFormat.FALCON_FDR,
            TelemetryFormat.DEFENDER_STREAMING,
            TelemetryFormat.WINLOGBEAT,
            TelemetryFormat.EVENT_XML,
            TelemetryFormat.NXLOG);
  }

  @Test
  void threeVendorsSpeakOfTheSameFileOnTheSameHost() {
    List<EndpointEvent> story = about(IMPLANT);
    assertThat(story)
        .extracting(EndpointEvent::kind)
        .containsExactly(EventKind.PROCESS_CREATION, EventKind.FILE_EVENT, EventKind.IMAGE_LOAD);
    assertThat(story)
        .extracting(event -> event.source().vendor())
        .containsExactly(Vendor.SYSMON, Vendor.FALCON, Vendor.DEFENDER);
    assertThat(story.stream().map(event -> event.host().key()).collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(story).allSatisfy(event -> assertThat(event.host().name()).isEqualTo("web01"));
    // Told out of order: the write happened first.
    assertThat(story.get(1).eventTimeMillis()).isLessThan(story.get(0).eventTimeMillis());
  }

  @Test
  void theFileOfTwoHostsIsNoChain() {
    assertThat(about("c:\\inetpub\\wwwroot\\shop\\shop.reports.dll"))
        .extracting(event -> event.host().name())
        .containsExactly("web03", "web04");
  }

  @Test
  void rulesOfTheCorePackAlertOnTheAttackAndOnSingleSignalsButOnNothingElse() {
    RuleEvaluator rules =
        new RuleEvaluator(
            RuleSet.compile(RuleLibrary.builtIn().withPacks(Set.of("core")).orThrow()));
    Set<String> alerted = new TreeSet<>();
    for (EndpointEvent event : collected.events) {
      for (Rule rule : rules.matches(event)) {
        if (rule.level().compareTo(Level.MEDIUM) >= 0) {
          alerted.add(event.host().name() + " " + event.kind());
        }
      }
    }
    // The load on web01 is evidence only: the place is IIS's own.
    assertThat(alerted)
        .containsExactly(
            "web01 FILE_EVENT",
            "web01 PROCESS_CREATION",
            "web03 FILE_EVENT",
            "web05 IMAGE_LOAD",
            "web07 REGISTRY_SET");
  }

  private List<EndpointEvent> about(String path) {
    return collected.events.stream()
        .filter(event -> event.dlls().stream().map(DllReference::path).anyMatch(path::equals))
        .toList();
  }

  private static Collected decodeAll() {
    Collected collected = new Collected();
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    long received = BASE.plus(DemoTelemetry.SPAN).toEpochMilli();
    long position = 0;
    for (DemoRecord message : DemoTelemetry.records(BASE)) {
      String topic = LocalTopics.TELEMETRY_PREFIX + message.topicSuffix();
      decoder.decode(new RawRecord(message.value(), topic, 0, position++, received), collected);
    }
    return collected;
  }

  private static final class Collected implements TelemetryDecoder.Output {
    final List<EndpointEvent> events = new ArrayList<>();
    final List<TelemetryFormat> irrelevant = new ArrayList<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();

    @Override
    public void event(EndpointEvent event) {
      events.add(event);
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      irrelevant.add(format);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      deadLetters.add(letter);
    }
  }
}
