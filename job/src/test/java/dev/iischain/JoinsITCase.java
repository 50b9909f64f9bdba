package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.operator.Pace;
import dev.iischain.source.TelemetryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What several records tell together, through the whole graph and in any order. */
class JoinsITCase {

  private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
  private static final String DLL = "C:\\ProgramData\\diag.dll";
  private static final FalconRaw AGENT = new FalconRaw("5a1b2c3d4e5f60718293a4b5c6d7e8f9");

  @TempDir private Path folder;
  private int files;

  /**
   * Falcon wrote and registered it, Sysmon saw it load: one machine for those who know its name.
   */
  private static List<String> twoSensors() {
    return new ArrayList<>(
        List.of(
            AGENT.row(T.minusSeconds(86_400), "WEB01", "corp.example"),
            AGENT.start(T, "77", Telemetry.CMD, "cmd.exe"),
            AGENT.write(T.plusSeconds(5), "77", DLL),
            AGENT.start(
                T.plusSeconds(60),
                "78",
                Telemetry.APPCMD,
                "appcmd.exe install module /name:Diag /image:" + DLL),
            Telemetry.sysmon("web01.corp.example").load(T.plusSeconds(120), DLL, null)));
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void aChainOfTwoSensorsIsOneCaseWhereTheListOfAgentsTellsTheName(Pace pace) throws Exception {
    List<String> records = twoSensors();
    List<String> expected = null;
    for (int seed = 0; seed < 4; seed++) {
      List<String> outcome = outcome(pace, records);
      expected = expected == null ? outcome : expected;
      assertThat(outcome).as("order %d", seed).isEqualTo(expected);
      Collections.shuffle(records, new Random(seed));
    }
    assertThat(expected)
        .contains(
            "web01: case complete iis_module_written_registered_loaded diag.dll write 1"
                + " registration 1 load 1");
    assertThat(expected).allSatisfy(line -> assertThat(line).startsWith("web01: "));
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void withoutTheListOfAgentsItIsTwoMachines(Pace pace) throws Exception {
    List<String> outcome = outcome(pace, twoSensors().subList(1, 5));
    assertThat(outcome).noneMatch(line -> line.contains("case complete"));
    assertThat(outcome).anyMatch(line -> line.startsWith("cs:"));
  }

  @Test
  void anInstallerIsExcludedOnlyWhereItIsKnown() throws Exception {
    String system = "C:\\Windows\\System32\\inetsrv\\diag.dll";
    List<String> known =
        List.of(
            AGENT.row(T, "WEB01", ""),
            AGENT.write(T.plusSeconds(5), "90", system),
            AGENT.running(
                T.minusSeconds(900), "90", "C:\\Windows\\servicing\\TrustedInstaller.exe"));
    assertThat(outcome(Pace.EVENT_TIME, known)).isEmpty();
    assertThat(outcome(Pace.LIVE, known)).isEmpty();
    assertThat(outcome(Pace.EVENT_TIME, known.subList(0, 2)))
        .containsExactly("web01: alert write diag.dll x1");
    assertThat(outcome(Pace.LIVE, known.subList(0, 2)))
        .containsExactly("web01: alert write diag.dll x1");
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void theSameEventsFromTheReplicatorAndFromTheStoreAreOneAlert(Pace pace) throws Exception {
    String raw = AGENT.write(T.plusSeconds(5), "77", "C:\\Windows\\System32\\inetsrv\\diag.dll");
    String stored =
        raw.replace(
            "\"event_platform\"",
            "\"@timestamp\":1787509685890,\"@id\":\"x_0_1\",\"#repo\":\"base_sensor\","
                + "\"#event_simpleName\":\"NewExecutableWritten\",\"ComputerName\":\"WEB01\","
                + "\"ContextImageFileName\":\""
                + "\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\System32\\\\cmd.exe\","
                + "\"event_platform\"");
    List<String> once = outcome(pace, List.of(stored));
    assertThat(once).hasSize(1).allMatch(line -> line.startsWith("web01: alert write"));
    for (List<String> order : List.of(List.of(raw, stored), List.of(stored, raw))) {
      List<String> both = new ArrayList<>(order);
      both.add(AGENT.start(T, "77", Telemetry.CMD, "cmd.exe"));
      assertThat(outcome(pace, both)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void aRegistrationThatIsCutInTwoPartsIsOneAlert(Pace pace) throws Exception {
    List<String> parts =
        List.of(
            script(1, 3, "Import-Module WebAdministration; New-WebGlo"),
            script(2, 3, "balModule -Name Diag -Image C:\\\\ProgramData\\\\di"),
            script(3, 3, "ag.dll"));
    List<String> expected = List.of("web01: alert registration diag.dll x1");
    assertThat(outcome(pace, parts)).isEqualTo(expected);
    assertThat(outcome(pace, List.of(parts.get(2), parts.get(0), parts.get(1), parts.get(0))))
        .isEqualTo(expected);
    assertThat(outcome(pace, parts.subList(0, 1))).isEmpty();
  }

  private static String script(int number, int total, String text) {
    return """
    {"EventTime":"2026-11-20 10:00:0%d","Hostname":"web01","EventID":4104,"RecordNumber":%d,\
    "SourceName":"Microsoft-Windows-PowerShell",\
    "Channel":"Microsoft-Windows-PowerShell/Operational","MessageNumber":"%d",\
    "MessageTotal":"%d","ScriptBlockText":"%s","ScriptBlockId":"965150b4"}\
    """
        .formatted(number, 7_000 + number, number, total, text);
  }

  /** The alerts and cases, with the machine in front of each. */
  private List<String> outcome(Pace pace, List<String> records) throws Exception {
    Configuration configuration = FlinkDefaults.graph();
    configuration.set(
        ExecutionOptions.RUNTIME_MODE,
        pace == Pace.LIVE ? RuntimeExecutionMode.STREAMING : RuntimeExecutionMode.BATCH);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    Collected collected = new Collected();
    Path file = Files.write(folder.resolve(files++ + ".log"), records);
    new DetectionTopology(
            TelemetryFiles.source(1 << 20, file),
            collected.sinks(),
            new SettingsLoader(null, List.of(), List.of()).load(pace))
        .build(env);
    env.execute();
    assertThat(collected.deadLetters()).isEmpty();
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> byHost = Outcomes.byHost(collected.alerts(), collected.cases());
    byHost.forEach(
        (host, outcomes) -> outcomes.forEach(outcome -> lines.add(host + ": " + outcome)));
    Collections.sort(lines);
    return lines;
  }
}
