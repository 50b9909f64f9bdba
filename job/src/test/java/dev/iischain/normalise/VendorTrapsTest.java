package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the names of Falcon and Defender mislead. */
class VendorTrapsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module-load.json",
        "module-load-roles-swapped.json",
        "module-load-published-names.json"
      })
  void theWorkerProcessLoadsAndTheModuleIsLoaded(String name) {
    EndpointEvent event = Outcome.of(TelemetryExamples.read("falcon-fdr/" + name)).only();
    assertThat(event.kind()).isEqualTo(EventKind.IMAGE_LOAD);
    assertThat(event.get(Field.IMAGE)).endsWith("\\w3wp.exe");
    assertThat(event.get(Field.IMAGE_LOADED)).endsWith("\\trace.dll");
  }

  @Test
  void aProcessThatWasAlreadyRunningIsNoStart() {
    EventKind kind = example("falcon-fdr/synthetic-process.json").kind();
    assertThat(kind).isEqualTo(EventKind.RUNNING_PROCESS);
    assertThat(kind.isJoined()).as("no rule ever sees it").isTrue();
  }

  @Test
  void otherPlatformsAreIrrelevant() {
    assertThat(example("falcon-fdr/linux-process.json").summary()).containsExactly("irrelevant");
    assertThat(example("falcon-fdr/dns-request.json").summary()).containsExactly("irrelevant");
  }

  @Test
  void aNameWithoutADirectoryStillEndsLikeAPath() {
    assertThat(example("falcon-fdr/process.json").only().get(Field.PARENT_IMAGE))
        .isEqualTo("?\\w3wp.exe");
    assertThat(example("defender-streaming/bare-properties.json").only().get(Field.IMAGE))
        .isEqualTo("?\\cmd.exe");
  }

  @Test
  void anUnknownActorStaysUnknown() {
    EndpointEvent event = example("falcon-fdr/registry-asep.json").only();
    assertThat(event.get(Field.IMAGE)).isNull();
    assertThat(event.get(Field.PROCESS_GUID)).isEqualTo("4400002");
  }

  @Test
  void registryKeysAreSpelledAsSysmonSpellsThem() {
    assertThat(example("falcon-fdr/registry-asep.json").only().get(Field.TARGET_OBJECT))
        .isEqualTo("HKLM\\SYSTEM\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs");
  }

  @Test
  void aHostIsItsSensorWhileNoNameIsKnown() {
    EndpointEvent event = example("falcon-fdr/registry-asep.json").only();
    assertThat(event.host().key())
        .isEqualTo("cs:99887766554433221100ffeeddccbbaa/0a1b2c3d4e5f4a5b8c7d6e5f40312233");
    assertThat(example("falcon-logscale/module-load.json").only().host().name()).isEqualTo("web01");
  }

  @Test
  void aFolderWithoutTheFileNameGetsIt() {
    assertThat(example("defender-streaming/file.json").events)
        .extracting(event -> event.get(Field.TARGET_FILENAME))
        .startsWith(
            "C:\\Windows\\System32\\inetsrv\\trace.dll",
            "C:\\Windows\\System32\\inetsrv\\trace.dll");
  }

  @Test
  void whatIsDeletedIsNamedByWhatItWas() {
    EndpointEvent deleted = example("defender-streaming/registry.json").events.get(1);
    assertThat(deleted.kind()).isEqualTo(EventKind.REGISTRY_DELETE);
    assertThat(deleted.get(Field.TARGET_OBJECT)).endsWith("\\Parameters\\Filter DLLs");
    assertThat(deleted.get(Field.DETAILS)).isNull();
  }

  @Test
  void aStreamedAndAnExportedRowAreTheSameEvent() {
    String streamed =
        "{\"Timestamp\":\"2026-11-01T10:20:05.12Z\",\"DeviceId\":\"d1\",\"ReportId\":7,"
            + "\"DeviceName\":\"web01\",\"ActionType\":\"FileCreated\",\"FileName\":\"a.dll\"}";
    String exported =
        streamed.replace("\"Timestamp\"", "\"Type\":\"DeviceFileEvents\",\"TimeGenerated\"");
    assertThat(Outcome.of(exported).only().eventId())
        .isEqualTo(Outcome.of(streamed).only().eventId())
        .isNotEqualTo(Outcome.of(streamed.replace(":7,", ":8,")).only().eventId());
  }

  private static Outcome example(String name) {
    return Outcome.of(TelemetryExamples.read(name));
  }
}
