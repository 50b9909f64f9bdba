package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where shippers, feeds and platforms mislead. */
class FormatTrapsTest {

  private static final String SHA256 = "5d".repeat(32);

  @Test
  void aForgedLabelNeverShortensACommandLine() {
    EndpointEvent event = example("wincollect/sysmon-1-forged-labels.txt").only();
    assertThat(event.get(Field.COMMAND_LINE))
        .startsWith("cmd.exe /c rem CurrentDirectory: ")
        .endsWith("appcmd.exe install module /name:Trace /image:C:\\ProgramData\\Trace\\trace.dll");
    assertThat(event.get(Field.CURRENT_DIRECTORY)).isEqualTo("C:\\Temp\\");
    assertThat(event.get(Field.USER)).isEqualTo("CORP\\builder");
    assertThat(event.get(Field.PARENT_IMAGE)).endsWith("\\w3wp.exe");
  }

  @Test
  void aForgedLabelNeverSignsALibrary() {
    EndpointEvent event = example("wincollect/sysmon-7-forged-labels.txt").only();
    assertThat(event.dlls().get(0).signature().trust()).isEqualTo(Signature.Trust.UNTRUSTED);
    assertThat(event.dlls().get(0).hashes().sha256()).isEqualTo(SHA256);
    assertThat(event.get(Field.IMAGE_LOADED)).isEqualTo("C:\\ProgramData\\Trace\\trace.dll");
  }

  @Test
  void theLevelOfALogIsNoVerbOfTheRegistry() {
    EndpointEvent event = example("qradar/attack.jsonl").events.get(1);
    assertThat(event.get(Field.EVENT_TYPE)).isEqualTo("SetValue");
    assertThat(event.source().computer()).isEqualTo("WEB07.corp.example");
    assertThat(event.source().format()).isEqualTo(TelemetryFormat.QRADAR);
  }

  @Test
  void aCollectorIsTheHostOnlyWhereNothingElseIsNamed() {
    assertThat(example("qradar/payload-event-xml.jsonl").only().host().name()).isEqualTo("web07");
    assertThat(example("vector/attack.jsonl").events.get(0).host().name()).isEqualTo("web07");
    assertThat(example("ecs/attack.jsonl").events.get(0).host().name()).isEqualTo("web07");
    assertThat(example("wazuh/powershell-800-agent-name.jsonl").only().host().name())
        .isEqualTo("web07");
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\\\Windows\\\\a.dll,C:\\Windows\\a.dll",
    "C:\\Windows\\a.dll,C:\\Windows\\a.dll",
    "\\\\\\\\files\\\\drop\\\\a.dll,\\\\files\\drop\\a.dll",
    "\\\\files\\drop\\a.dll,\\\\files\\drop\\a.dll",
    "\\\\Device\\\\HarddiskVolume3\\\\a.dll,\\Device\\HarddiskVolume3\\a.dll",
    "say \\\"x\\\",say \"x\"",
    "C:\\temp\\,C:\\temp\\",
    "plain,plain"
  })
  void onlyASecondEscapingIsUndone(String text, String expected) {
    assertThat(WazuhDecoder.unescape(text)).isEqualTo(expected);
  }

  @Test
  void whatAShipperLabelsWithTheCommonSchemaIsStillUnwrapped() {
    String line = SiblingsTest.write(1).replace("\\", "\\\\").replace("\"", "\\\"");
    String shipped =
        "{\"ecs\":{\"version\":\"8.0.0\"},\"agent\":{\"type\":\"filebeat\"},\"host\":{\"name\":"
            + "\"collector01\"},\"log\":{\"file\":{\"path\":\"/x\"}},\"message\":\""
            + line
            + "\"}";
    assertThat(Outcome.of(shipped).only().source().format()).isEqualTo(TelemetryFormat.FALCON_FDR);
  }

  @Test
  void positionsAreOnlyTrustedWithATimeAmongTheFirst() {
    List<EndpointEvent> events = example("fluent-bit/sysmon-7-old.jsonl").events;
    assertThat(events.get(0).get(Field.SIGNATURE_STATUS)).isEqualTo("Valid");
    assertThat(events.get(1).get(Field.IMAGE_LOADED)).endsWith("\\trace.dll");
    assertThat(events.get(1).get(Field.HASHES)).isNull();
  }

  @Test
  void everyVersionOfAProcessStartHasItsCommandLineInItsPlace() {
    assertThat(example("fluent-bit/sysmon-1-versions.jsonl").events)
        .hasSize(4)
        .allSatisfy(
            event -> {
              assertThat(event.get(Field.COMMAND_LINE)).startsWith("cmd.exe /c copy");
              assertThat(event.get(Field.PARENT_COMMAND_LINE)).isEqualTo("explorer.exe");
              assertThat(event.get(Field.SHA256)).isEqualTo(SHA256);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leef/firewall-irrelevant.txt",
        "qradar/firewall-irrelevant.jsonl",
        "maxpatrol/unix-irrelevant.jsonl",
        "wincollect/irrelevant.txt",
        "vector/irrelevant.jsonl",
        "wazuh/irrelevant.jsonl"
      })
  void eventsOfOtherDevicesAreIrrelevantAndNoDeadLetters(String name) {
    assertThat(example(name).summary()).isNotEmpty().containsOnly("irrelevant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"host\":\"node1\",\"name\":\"web\",\"image\":\"registry.example/web:1\"}",
        "{\"name\":\"TraceModule\",\"image\":\"C:\\\\x\\\\trace.dll\"}",
        "{\"host\":\"web07\",\"image\":\"C:\\\\x\\\\trace.dll\"}"
      })
  void notEveryRowWithAnImageIsAnInventory(String row) {
    assertThat(Outcome.of(row).summary()).containsExactly("unknown-format");
  }

  @Test
  void anInventoryRowNamesModuleHostAndFile() {
    EndpointEvent event = example("inventory/rows.jsonl").events.get(0);
    assertThat(event.kind()).isEqualTo(EventKind.MODULE_INVENTORY);
    assertThat(event.source().format()).isEqualTo(TelemetryFormat.INVENTORY);
    assertThat(event.get(Field.MODULE_NAME)).isEqualTo("TraceModule");
    assertThat(event.get(Field.DLL_PATH)).isEqualTo("c:\\windows\\system32\\inetsrv\\trace.dll");
    assertThat(event.get(Field.IMAGE)).isNull();
  }

  @Test
  void aTimeOfZeroIsNoTime() {
    assertThat(example("ocsf/others.jsonl").events)
        .filteredOn(event -> event.kind() == EventKind.REGISTRY_SET)
        .extracting(EndpointEvent::eventTimeMillis)
        .hasSize(3)
        .containsOnly(1_793_693_762_500L);
  }

  @Test
  void theSensorBehindAFeedIsNamed() {
    assertThat(example("ocsf/attack.jsonl").events.get(0).source().vendor())
        .isEqualTo(Vendor.SYSMON);
    assertThat(example("ocsf/other-sensor.jsonl").events.get(0).source().vendor())
        .isEqualTo(Vendor.FALCON);
    assertThat(example("ecs/elastic-defend-attack.jsonl").events.get(2).source().vendor())
        .isEqualTo(Vendor.ELASTIC);
    assertThat(example("ecs/elastic-defend-attack.jsonl").events.get(2).dlls().get(0).signature())
        .isEqualTo(new Signature(Signature.Trust.UNTRUSTED, "Example Ltd"));
  }

  @Test
  void theOriginalIsReadWhereTheTaxonomyHasNoFields() {
    assertThat(example("maxpatrol/powershell-in-body.jsonl").kind()).isEqualTo(EventKind.PS_SCRIPT);
    assertThat(example("ocsf/raw-data-tells-more.jsonl").only().source().format())
        .isEqualTo(TelemetryFormat.EVTX_DUMP);
  }

  @Test
  void aDelimiterOfLeefIsAsItsHeadingSays() {
    String heading = "LEEF:2.0|Example|Sysmon|1|11|";
    String record =
        "EventID=11^identHostName=web07^UtcTime=2026-11-01 10:20:05.000"
            + "^ProcessGuid={0badcafe-0001-0002-0003-000000000004}^TargetFilename=C:\\a=b.dll";
    for (String delimiter : new String[] {"^", "x5E", "0x5e", "0x5E"}) {
      assertThat(Outcome.of(heading + delimiter + "|" + record).only().get(Field.TARGET_FILENAME))
          .isEqualTo("C:\\a=b.dll");
    }
    byte[] tabs = (heading + record.replace('^', '\t')).getBytes(StandardCharsets.UTF_8);
    assertThat(Outcome.of(tabs).only().get(Field.TARGET_FILENAME)).isEqualTo("C:\\a=b.dll");
  }

  private static Outcome example(String name) {
    return Outcome.of(TelemetryExamples.read(name));
  }
}
