package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where shippers of Windows events mislead. */
class WindowsTrapsTest {

  @Test
  void theLoggingServiceIsNeverTheActor() {
    EndpointEvent event = example("nxlog/sysmon-13-verb-lost.json").only();
    assertThat(event.get(Field.PROCESS_ID)).isNull();
    assertThat(example("evtx-dump/sysmon-11.json").only().get(Field.USER)).isNull();
  }

  @Test
  void theEditorOfTheConfigurationIsNamedByTheSystemPart() {
    EndpointEvent event = example("evtx-dump/iis-configuration-29.json").only();
    assertThat(event.get(Field.USER)).isEqualTo("S-1-5-21-9-9-9-1001");
    assertThat(event.get(Field.PROCESS_ID)).isEqualTo("4188");
  }

  @Test
  void theCollectorIsNeverTheHost() {
    EndpointEvent event = example("winlogbeat/sysmon-13.json").only();
    assertThat(event.host().name()).isEqualTo("web01");
  }

  @Test
  void sysmonsOwnTimeIsPreferred() {
    assertThat(time("nxlog/replayed-data-set.json")).isEqualTo("2026-11-01T10:20:05.120Z");
    assertThat(time("evtx-dump/sysmon-11.json")).isEqualTo("2026-11-01T10:20:05.120Z");
  }

  @Test
  void aLocalTimeIsPutRightByWhatTheCollectorSays() {
    assertThat(time("nxlog/security-4688-local-time.json")).isEqualTo("2026-11-01T10:20:05Z");
  }

  @Test
  void aLocalTimeIsInTheConfiguredZone() {
    NormaliseOptions options =
        new NormaliseOptions(
            "default",
            NormaliseOptions.HostKeyMode.SHORT,
            Map.of(),
            ZoneId.of("Europe/Paris"),
            1 << 20,
            64,
            Duration.ofMinutes(5));
    byte[] record = TelemetryExamples.read("nxlog/powershell-4104-message-only.json");
    EndpointEvent event = Outcome.of(options, record, Long.MIN_VALUE).only();
    assertThat(Instant.ofEpochMilli(event.eventTimeMillis())).hasToString("2026-11-01T10:20:05Z");
  }

  @Test
  void aVerbThatAFlatShipperLostIsReadFromTheMessage() {
    EndpointEvent event = example("nxlog/sysmon-12-verb-lost.json").only();
    assertThat(event.kind()).isEqualTo(EventKind.REGISTRY_DELETE);
    assertThat(event.get(Field.EVENT_TYPE)).isEqualTo("DeleteKey");
  }

  @Test
  void qualifiersOfAnEventIdAreIgnored() {
    assertThat(example("evtx-dump/iis-module-2280-instance-id.json").only().get(Field.EVENT_ID))
        .isEqualTo("2280");
  }

  @Test
  void theSameNumberOfAnotherProviderIsAnotherEvent() {
    String record = text("evtx-dump/sysmon-11.json").replace("Windows-Sysmon", "Windows-Kernel-IO");
    assertThat(Outcome.of(record).summary()).containsExactly("irrelevant");
    String spoofed = text("evtx-dump/iis-module-2282.json").replace("IIS-W3SVC-WP", "Example");
    assertThat(Outcome.of(spoofed).summary()).containsExactly("irrelevant");
  }

  @Test
  void aSignatureIsWhatSysmonSays() {
    assertThat(example("evtx-dump/sysmon-07.json").events).hasSize(1);
    EventBuilder builder = new EventBuilder();
    WindowsRecord record = new WindowsRecord();
    RecordValues values = new RecordValues();
    values.data.putExact(ValueNames.indexOf(Field.SIGNED), "true");
    values.data.putExact(ValueNames.indexOf(Field.SIGNATURE_STATUS), "Valid");
    record.reset(values, values.data);
    record.provider = "Microsoft-Windows-Sysmon";
    record.eventCode = "7";
    new WindowsDecoder(ZoneId.of("UTC")).decode(record, builder);
    assertThat(builder.signature.trust()).isEqualTo(Signature.Trust.TRUSTED);
  }

  @Test
  void auditedProcessesKeepBothSpellings() {
    EndpointEvent event = example("evtx-dump/security-4688.json").only();
    assertThat(event.get(Field.IMAGE)).isEqualTo(event.get(Field.NEW_PROCESS_NAME)).isNotNull();
    assertThat(event.get(Field.PARENT_IMAGE)).isEqualTo(event.get(Field.PARENT_PROCESS_NAME));
    assertThat(event.get(Field.PROCESS_ID)).isEqualTo("420");
    assertThat(event.get(Field.PARENT_PROCESS_ID)).isEqualTo("100");
    assertThat(event.get(Field.USER)).isEqualTo("CORP\\operator");
  }

  private static String time(String name) {
    return Instant.ofEpochMilli(example(name).only().eventTimeMillis()).toString();
  }

  private static Outcome example(String name) {
    return Outcome.of(TelemetryExamples.read(name));
  }

  private static String text(String name) {
    return new String(TelemetryExamples.read(name), StandardCharsets.UTF_8);
  }
}
