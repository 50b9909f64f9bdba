package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event is the same event whichever shipper told it. */
class SameEventTest {

  private static final String SYSMON = "Microsoft-Windows-Sysmon";
  private static final String SYSMON_CHANNEL = "Microsoft-Windows-Sysmon/Operational";
  private static final String GUID = "{0badcafe-0001-0002-0003-000000000004}";

  @Test
  void sysmonProcessCreationIsTheSameFromEveryShipper() {
    assertSame(
        new WindowsShippers(
                SYSMON,
                SYSMON_CHANNEL,
                1,
                sysmon(
                    "CommandLine",
                    "cmd.exe /c \"echo 1 > a & b\"",
                    "User",
                    "IIS APPPOOL\\DefaultAppPool",
                    "ParentImage",
                    "C:\\Windows\\System32\\inetsrv\\w3wp.exe",
                    "ParentProcessGuid",
                    GUID))
            .allRecords(),
        EventKind.PROCESS_CREATION);
  }

  @Test
  void sysmonModuleLoadIsTheSameFromEveryShipper() {
    assertSame(
        new WindowsShippers(
                SYSMON,
                SYSMON_CHANNEL,
                7,
                sysmon(
                    "ImageLoaded",
                    "C:\\R&D <x>\\träce.dll",
                    "Hashes",
                    "SHA256=" + "AB".repeat(32),
                    "Signed",
                    "false",
                    "SignatureStatus",
                    "Unavailable"))
            .allRecords(),
        EventKind.IMAGE_LOAD);
  }

  @Test
  void sysmonFileWriteIsTheSameFromEveryShipper() {
    assertSame(
        new WindowsShippers(
                SYSMON, SYSMON_CHANNEL, 11, sysmon("TargetFilename", "C:\\inetpub\\bin\\x.dll"))
            .allRecords(),
        EventKind.FILE_EVENT);
  }

  @Test
  void sysmonRegistryWriteIsTheSameFromEveryShipper() {
    assertSame(
        new WindowsShippers(
                SYSMON,
                SYSMON_CHANNEL,
                13,
                sysmon(
                    "EventType",
                    "SetValue",
                    "TargetObject",
                    "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs",
                    "Details",
                    "C:\\inetpub\\bin\\x.dll"))
            .allRecords(),
        EventKind.REGISTRY_SET);
  }

  @Test
  void auditedProcessCreationIsTheSameFromEveryShipperThatKeepsTheRecordNumber() {
    assertSame(
        new WindowsShippers(
                "Microsoft-Windows-Security-Auditing",
                "Security",
                4688,
                data(
                    "SubjectUserSid",
                    "S-1-5-82-7",
                    "SubjectUserName",
                    "DefaultAppPool",
                    "SubjectDomainName",
                    "IIS APPPOOL",
                    "NewProcessId",
                    "0x1a4",
                    "NewProcessName",
                    "C:\\Windows\\System32\\cmd.exe",
                    "ProcessId",
                    "0x64",
                    "ParentProcessName",
                    "C:\\Windows\\System32\\inetsrv\\w3wp.exe"))
            .records(),
        EventKind.PROCESS_CREATION);
  }

  @Test
  void configurationChangeIsTheSameFromEveryShipperThatKeepsTheRecordNumber() {
    assertSame(
        new WindowsShippers(
                "Microsoft-Windows-IIS-Configuration",
                "Microsoft-IIS-Configuration/Operational",
                29,
                data(
                    "PhysicalPath",
                    "\\\\?\\C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config",
                    "ConfigPath",
                    "MACHINE/WEBROOT/APPHOST",
                    "Configuration",
                    "/system.webServer/globalModules/add[@name=\"Trace\"]/@image",
                    "EditOperationType",
                    "1",
                    "NewValue",
                    "C:\\ProgramData\\trace.dll"))
            .records(),
        EventKind.IIS_CONFIGURATION);
  }

  @Test
  void moduleFailureIsTheSameFromEveryShipperThatKeepsTheRecordNumber() {
    assertSame(
        new WindowsShippers(
                "Microsoft-Windows-IIS-W3SVC-WP",
                "Application",
                2282,
                data("ModuleDll", "C:\\ProgramData\\x.dll", "ProcessorArchitecture", "AMD64"))
            .records(),
        EventKind.IIS_MODULE);
  }

  @Test
  void scriptBlockIsTheSameFromEveryShipperThatKeepsTheRecordNumber() {
    assertSame(
        new WindowsShippers(
                "Microsoft-Windows-PowerShell",
                "Microsoft-Windows-PowerShell/Operational",
                4104,
                data(
                    "MessageNumber",
                    "1",
                    "MessageTotal",
                    "1",
                    "ScriptBlockText",
                    "if ($a -lt 1 -and \"<Event>\") {\n  New-WebGlobalModule\n}",
                    "ScriptBlockId",
                    "965150b4-0000-0000-0000-000000000001"))
            .records(),
        EventKind.PS_SCRIPT);
  }

  @Test
  void anotherObjectMakesAnotherEvent() {
    EndpointEvent one = only(11, sysmon("TargetFilename", "C:\\inetpub\\bin\\x.dll"));
    EndpointEvent other = only(11, sysmon("TargetFilename", "C:\\inetpub\\bin\\y.dll"));
    assertThat(one.eventId()).isNotEqualTo(other.eventId());
  }

  private static EndpointEvent only(int id, Map<String, String> data) {
    String record =
        new WindowsShippers(SYSMON, SYSMON_CHANNEL, id, data).records().get("evtx_dump");
    return Outcome.of(record == null ? "" : record).only();
  }

  private static void assertSame(Map<String, String> records, EventKind kind) {
    assertThat(records).hasSizeGreaterThanOrEqualTo(20);
    EndpointEvent first = null;
    for (Map.Entry<String, String> record : records.entrySet()) {
      EndpointEvent event = Outcome.of(record.getValue()).only();
      first = first == null ? event : first;
      assertThat(event.kind()).as(record.getKey()).isEqualTo(kind);
      assertThat(Outcome.sourceValues(event))
          .as(record.getKey())
          .isEqualTo(Outcome.sourceValues(first));
      assertThat(event.eventTimeMillis()).as(record.getKey()).isEqualTo(first.eventTimeMillis());
      assertThat(event.host()).as(record.getKey()).isEqualTo(first.host());
      assertThat(event.eventId()).as(record.getKey()).isEqualTo(first.eventId());
    }
  }

  private static Map<String, String> sysmon(String... more) {
    Map<String, String> data =
        data(
            "RuleName",
            "-",
            "UtcTime",
            "2026-11-01 10:20:05.000",
            "ProcessGuid",
            GUID,
            "ProcessId",
            "4711",
            "Image",
            "C:\\Windows\\System32\\cmd.exe");
    data.putAll(data(more));
    return data;
  }

  private static Map<String, String> data(String... namesAndValues) {
    Map<String, String> data = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return data;
  }
}
