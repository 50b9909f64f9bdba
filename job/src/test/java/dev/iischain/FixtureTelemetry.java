package dev.iischain;

import dev.iischain.Telemetry.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the detection job of a savepoint fixture reads: something for each state to remember, and
 * what comes when the job has gone on. Each host is called after how far it has come.
 */
final class FixtureTelemetry {

  /** The agent whose host never gets a name. */
  static final String NAMELESS = "5a7cf1f200014b5e8a3e2f6b0c1d2e3f";

  private static final Instant START = Instant.parse("2025-10-05T10:00:00Z");
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String DLL = INETSRV + "diag.dll";
  private static final String SCRIPT_DLL = INETSRV + "script.dll";

  private static final Sensor WRITTEN = Telemetry.sysmon("written.corp.example");
  private static final Sensor PARTIAL = Telemetry.sysmon("partial.corp.example");
  private static final Sensor DONE = Telemetry.sysmon("done.corp.example");
  private static final Sensor PENDING = Telemetry.sysmon("pending.corp.example");
  private static final Sensor QUIET = Telemetry.sysmon("quiet.corp.example");
  private static final FalconRaw AGENT = new FalconRaw("5a7cf1f100014b5e8a3e2f6b0c1d2e3f");

  private FixtureTelemetry() {}

  /** A suppression of a host, under the host's name. */
  static String suppression(String host) {
    return "id: %1$s\nhost: %1$s\nreason: test\nowner: soc\nexpiry: 2036-01-01".formatted(host);
  }

  /** What a job has judged when its savepoint is taken. */
  static List<String> judged() {
    List<String> lines = new ArrayList<>();
    lines.add(WRITTEN.write(at(0), DLL, null));
    lines.add(PARTIAL.write(at(0), DLL, null));
    lines.add(PARTIAL.register(at(1), DLL));
    lines.add(DONE.write(at(0), DLL, null));
    lines.add(DONE.register(at(1), DLL));
    lines.add(DONE.load(at(2), DLL, null));
    lines.add(AGENT.row(at(0), "AGENT", "corp.example"));
    lines.add(AGENT.start(at(0), "17", INETSRV + "w3wp.exe", "w3wp.exe -ap Shop"));
    lines.add(AGENT.start(at(0), "18", Telemetry.CMD, "cmd.exe"));
    lines.add(AGENT.write(at(0), "18", DLL));
    lines.add(script(1, "Import-Module WebAdministration; New-WebGlo"));
    lines.add(Telemetry.sysmon("script.corp.example").write(at(0), SCRIPT_DLL, null));
    return lines;
  }

  /** What waits for a timer then: a judgement, and an event for the name of its host. */
  static List<String> waiting() {
    List<String> lines = new ArrayList<>();
    lines.add(PENDING.write(at(0), DLL, null));
    lines.add(PENDING.register(at(1), DLL));
    lines.add(PENDING.load(at(2), DLL, null));
    lines.add(QUIET.write(at(0), DLL, null));
    lines.add(QUIET.register(at(1), DLL));
    lines.add(new FalconRaw(NAMELESS).write(at(0), "18", DLL));
    return lines;
  }

  /** What comes when the job has gone on; nothing of it is about what waited. */
  static List<String> later() {
    List<String> lines = new ArrayList<>();
    lines.add(DONE.load(at(2), DLL, null)); // a copy
    lines.add(WRITTEN.write(at(0), DLL, null)); // a copy
    lines.add(QUIET.load(at(2), DLL, null));
    lines.add(WRITTEN.register(at(1), DLL));
    lines.add(WRITTEN.load(at(2), DLL, null));
    lines.add(PARTIAL.load(at(2), DLL, null));
    lines.add(AGENT.loadUnsigned(at(2), "17", DLL));
    lines.add(script(2, "balModule -Name Diag -Image " + SCRIPT_DLL));
    return lines;
  }

  /** A record that stands in for one before the savepoint, and that nobody should read. */
  static String passed() {
    return Telemetry.sysmon("again.corp.example").write(at(0), DLL, null);
  }

  private static String script(int number, String text) {
    return """
    {"EventTime":"2025-10-05 10:30:00","Hostname":"script.corp.example","EventID":4104,\
    "SourceName":"Microsoft-Windows-PowerShell",\
    "Channel":"Microsoft-Windows-PowerShell/Operational","RecordNumber":%1$d,\
    "MessageNumber":"%1$d","MessageTotal":"2","ScriptBlockText":"%2$s",\
    "ScriptBlockId":"5a7cf1f1-0001-4b5e-8a3e-2f6b0c1d2e3f"}\
    """
        .formatted(number, text.replace("\\", "\\\\"));
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }
}
