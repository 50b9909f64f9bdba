package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One attack (a library is written, registered and loaded) is the same in every format. */
class SameAttackTest {

  private static final String DLL = "c:\\programdata\\trace\\trace.dll";

  static List<Path> attacks() {
    return TelemetryExamples.all().stream()
        .filter(file -> file.getFileName().toString().contains("attack."))
        .toList();
  }

  @Test
  void everyFormatOfEventsTellsIt() {
    Set<TelemetryFormat> told = new HashSet<>();
    for (Path attack : attacks()) {
      for (EndpointEvent event : events(attack)) {
        told.add(event.source().format());
      }
    }
    Set<TelemetryFormat> formats = new HashSet<>(Arrays.asList(TelemetryFormat.values()));
    formats.remove(TelemetryFormat.INVENTORY);
    assertThat(told).containsExactlyInAnyOrderElementsOf(formats);
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void kindsHostTimesAndLibraryAreTheSame(Path attack) {
    List<EndpointEvent> events = events(attack);
    assertThat(events)
        .extracting(EndpointEvent::kind)
        .containsExactly(EventKind.FILE_EVENT, EventKind.REGISTRY_SET, EventKind.IMAGE_LOAD);
    assertThat(events)
        .extracting(EndpointEvent::eventTimeMillis)
        .containsExactly(1_793_693_730_250L, 1_793_693_762_500L, 1_793_693_865_125L);
    for (EndpointEvent event : events) {
      assertThat(event.host().key()).isEqualTo("host:default/web07");
      assertThat(event.dlls()).extracting(DllReference::path).containsExactly(DLL);
      assertThat(event.get(Field.DLL_PATH)).isEqualTo(DLL);
    }
    assertThat(events.get(1).get(Field.REGISTRATION_METHOD)).isEqualTo("registry");
    assertThat(events.get(1).get(Field.REGISTRY_VALUE)).isEqualTo("filter dlls");
    assertThat(events.get(2).get(Field.ACTOR_IMAGE))
        .isEqualTo("c:\\windows\\system32\\inetsrv\\w3wp.exe");
    assertThat(events.get(2).get(Field.IMAGE)).containsIgnoringCase("w3wp.exe");
  }

  @Test
  void everyCopyOfWhatSysmonSawHasTheSameId() {
    List<List<String>> copies = new ArrayList<>();
    for (Path attack : attacks()) {
      List<EndpointEvent> events = events(attack);
      if (events.get(0).source().vendor() == Vendor.SYSMON) {
        copies.add(events.stream().map(EndpointEvent::eventId).toList());
      }
    }
    assertThat(copies).hasSizeGreaterThanOrEqualTo(16);
    assertThat(new HashSet<>(copies)).hasSize(1);
    assertThat(new HashSet<>(copies.get(0))).hasSize(3);
  }

  private static List<EndpointEvent> events(Path attack) {
    Outcome outcome = Outcome.of(TelemetryExamples.read(attack));
    assertThat(outcome.all).as(attack.toString()).hasSameSizeAs(outcome.events).hasSize(3);
    return outcome.events;
  }
}
