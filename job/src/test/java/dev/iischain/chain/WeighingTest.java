package dev.iischain.chain;

import static dev.iischain.chain.CoreDetections.APPCMD;
import static dev.iischain.chain.CoreDetections.CMD;
import static dev.iischain.chain.CoreDetections.W3WP;
import static dev.iischain.chain.CoreDetections.appcmd;
import static dev.iischain.chain.CoreDetections.configuration;
import static dev.iischain.chain.CoreDetections.event;
import static dev.iischain.chain.CoreDetections.evidence;
import static dev.iischain.chain.CoreDetections.load;
import static dev.iischain.chain.CoreDetections.module;
import static dev.iischain.chain.CoreDetections.registry;
import static dev.iischain.chain.CoreDetections.script;
import static dev.iischain.chain.CoreDetections.start;
import static dev.iischain.chain.CoreDetections.sysmon;
import static dev.iischain.chain.CoreDetections.write;
import static dev.iischain.event.Stage.BEHAVIOUR;
import static dev.iischain.event.Stage.LOAD;
import static dev.iischain.event.Stage.LOAD_FAILURE;
import static dev.iischain.event.Stage.REGISTRATION;
import static dev.iischain.event.Stage.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Evidence;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import dev.iischain.rule.LoadMode;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of points, row by row, each from a raw record through the core pack. */
class WeighingTest {

  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String DLL = INETSRV + "diag.dll";
  private static final String PROVIDER =
      "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25100.9-0\\MpOAV.dll";
  private static final String TIWORKER = "C:\\Windows\\WinSxS\\amd64_x_31bf_10.0_y\\TiWorker.exe";
  private static final String MSIEXEC = "C:\\Windows\\System32\\msiexec.exe";
  private static final String PROFILER = "COR_PROFILER_PATH=C:\\ProgramData\\p.dll";
  private static final String MODULES = "/system.webServer/";

  /**
   * One row.
   *
   * @param record a raw record
   * @param points what it adds before trust
   * @param trust the factor for a known writer
   */
  record Row(String what, String record, Stage stage, int points, double trust) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Row> rows() {
    return List.of(
        row("untrusted writer, inetsrv", write(CMD, DLL), WRITE, 18),
        row("untrusted writer, inetpub", write(CMD, "C:\\inetpub\\lib\\x.dll"), WRITE, 18),
        row("worker process", write(W3WP, "D:\\x\\a.dll"), WRITE, 24),
        row("database server", write("D:\\sql\\sqlservr.exe", DLL), WRITE, 24),
        row("script host", write("C:\\Windows\\System32\\wscript.exe", DLL), WRITE, 24),
        row("certutil", write("C:\\Windows\\System32\\certutil.exe", DLL), WRITE, 24),
        row("bitsadmin", write("C:\\Windows\\System32\\bitsadmin.exe", DLL), WRITE, 24),
        row("curl", write("C:\\Windows\\System32\\curl.exe", DLL), WRITE, 24),
        row("child of a worker process", writeOfChild("w3wp.exe"), WRITE, 24),
        row("child of a shell", writeOfChild("explorer.exe"), WRITE, 18),
        row(
            "account of an application pool",
            sysmon(11, "Image", CMD, "TargetFilename", DLL, "User", "IIS APPPOOL\\Shop"),
            WRITE,
            24),
        row("user-writable", write(CMD, "C:\\ProgramData\\x.dll"), WRITE, 15),
        row(
            "framework",
            write(CMD, "C:\\Windows\\Microsoft.NET\\Framework64\\v2.0.50727\\x.dll"),
            WRITE,
            15),
        row(
            "Exchange",
            write(CMD, "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\x.dll"),
            WRITE,
            15),
        row("GAC", write(CMD, "C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\x.dll"), WRITE, 15),
        row("deployment", write(CMD, "C:\\inetpub\\shop\\bin\\x.dll"), WRITE, 3),
        row("deployment by a worker", write(W3WP, "C:\\inetpub\\shop\\bin\\x.dll"), WRITE, 24),
        new Row("servicing", write(TIWORKER, DLL), WRITE, 18, 0.25),
        new Row("an installer", write(MSIEXEC, DLL), WRITE, 18, 0.25),
        row("a name of an installer", write("C:\\x\\msiexec.exe", DLL), WRITE, 18),
        row("an installer, user-writable", write(MSIEXEC, "C:\\ProgramData\\x.dll"), WRITE, 15),
        row("appcmd", appcmd("install module /name:X /image:C:\\x\\a.dll"), REGISTRATION, 26),
        row(
            "appcmd edits filters",
            appcmd("set config /section:isapiFilters \"/+[name='X',path='C:\\x\\a.dll']\""),
            REGISTRATION,
            26),
        row("cmdlet", script("New-WebGlobalModule -Name X -Image C:\\x\\a.dll"), REGISTRATION, 26),
        row("native module", edited("globalModules/add[@name=\"X\"]/@image"), REGISTRATION, 26),
        row("filter", edited("isapiFilters/filter[@name=\"X\"]/@path"), REGISTRATION, 26),
        row("handler", edited("handlers/add[@name=\"X\"]/@scriptProcessor"), REGISTRATION, 26),
        row("restriction", edited("security/isapiCgiRestriction/add/@path"), REGISTRATION, 26),
        row("below a worker process", registered(W3WP, "CORP\\x"), REGISTRATION, 34),
        row("below the database", registered("D:\\sql\\sqlservr.exe", "CORP\\x"), REGISTRATION, 34),
        row("as a pool", registered(CMD, "IIS APPPOOL\\Shop"), REGISTRATION, 34),
        row("as a pool, by its number", registered(CMD, "S-1-5-82-1-2"), REGISTRATION, 34),
        row("managed", appcmd("add module /name:X /type:\"A.B, A\""), REGISTRATION, 20),
        row(
            "gacutil",
            start("C:\\x\\gacutil.exe", "gacutil.exe /i C:\\x\\a.dll", CMD, "CORP\\admin"),
            REGISTRATION,
            20),
        row("GAC by a script", script(GAC_INSTALL), REGISTRATION, 20),
        row(
            "a module that is only named",
            configuration(29, MODULES + "globalModules/add[@name=\"X\"]", "", ""),
            REGISTRATION,
            10),
        row(
            "configuration file",
            write("C:\\Windows\\notepad.exe", INETSRV + "config\\applicationHost.config"),
            REGISTRATION,
            10),
        row("configuration of a site", write(CMD, "D:\\shop\\web.config"), REGISTRATION, 10),
        row("a commit in conflict", configuration(51, "", "", ""), REGISTRATION, 10),
        row("unseen values", appcmd("restore backup monday"), REGISTRATION, 10),
        row(
            "filter list",
            registry("W3SVC\\Parameters\\Filter DLLs", "C:\\x.dll"),
            REGISTRATION,
            28),
        row("service", registry("W3SVC\\Parameters\\ServiceDll", "C:\\x.dll"), REGISTRATION, 24),
        row("its own service", registry("W3SVC\\Parameters\\ServiceDll", OWN), REGISTRATION, 8),
        row("profiler", registry("W3SVC\\Environment", PROFILER), REGISTRATION, 18),
        row(
            "profiler by a command",
            start(
                "C:\\Windows\\System32\\reg.exe",
                "reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\WAS /v Environment /d "
                    + PROFILER,
                CMD,
                "CORP\\admin"),
            REGISTRATION,
            18),
        row("hidden environment", registry("WAS\\Environment", "Binary Data"), REGISTRATION, 8),
        row("counters", registry("W3SVC\\Performance\\Library", "C:\\x.dll"), REGISTRATION, 8),
        row("another value", registry("W3SVC\\Parameters\\Path", "C:\\x.dll"), REGISTRATION, 8),
        row(
            "built-in file, new name",
            appcmd("install module /name:X /image:%windir%\\system32\\inetsrv\\defdoc.dll"),
            REGISTRATION,
            14),
        new Row(
            "setup of IIS",
            start(
                APPCMD,
                "appcmd.exe install module /name:X /image:" + DLL,
                INETSRV + "iissetup.exe",
                "NT AUTHORITY\\SYSTEM"),
            REGISTRATION,
            26,
            0.3),
        row("unsigned", load(DLL, "false", "Unavailable", "-"), LOAD, 22),
        row("expired", load(DLL, "true", "Expired", "Example"), LOAD, 22),
        row("not told", load(DLL, "true", "Unavailable", "Example"), LOAD, 14),
        row("unsigned, user-writable", load("C:\\Temp\\x.dll", "false", "-", "-"), LOAD, 26),
        row("signed, user-writable", load("C:\\Temp\\x.dll", "true", "Valid", "Example"), LOAD, 14),
        row("unsigned, another machine", load("\\\\files\\s\\x.dll", "false", "-", "-"), LOAD, 26),
        row("third party", load("C:\\Program Files\\x.dll", "true", "Valid", "Example"), LOAD, 8),
        row("Microsoft", load(INETSRV + "gzip.dll", "true", "Valid", "Microsoft Windows"), LOAD, 0),
        row("provider", load(PROVIDER, "true", "Valid", "Microsoft Windows"), LOAD, 0),
        row("provider, not told", load(PROVIDER, "true", "-", "Microsoft Windows"), LOAD, 14),
        row("provider, unsigned", load(PROVIDER, "false", "-", "-"), LOAD, 26),
        row("another provider", load(PROVIDER, "true", "Valid", "Example"), LOAD, 26),
        row("another provider, not told", load(PROVIDER, "true", "-", "Example"), LOAD, 26),
        row("filter of the registry", module(2223, "C:\\x.dll", 1), LOAD, 26),
        row("wrong bitness", module(2282, "C:\\x.dll", 1), LOAD_FAILURE, 12),
        row("refused", module(2293, "C:\\x.dll", 1), LOAD_FAILURE, 12),
        row("no module", module(2295, "C:\\x.dll", 1), LOAD_FAILURE, 12),
        row("missing", module(2280, "C:\\x.dll", 1), LOAD_FAILURE, 8),
        row("shell", start(CMD, "cmd.exe /c dir", W3WP, "IIS APPPOOL\\Shop"), BEHAVIOUR, 10),
        row("logging off", appcmd("set config /section:httpLogging /dontLog:True"), BEHAVIOUR, 10),
        row(
            "logging off in the configuration",
            configuration(29, MODULES + "httpLogging/@dontLog", "false", "true"),
            BEHAVIOUR,
            10),
        row(
            "event tracing off",
            configuration(29, "/system.applicationHost/sites/@logTargetW3C", "ETW", "File"),
            BEHAVIOUR,
            10),
        row("list", appcmd("list modules"), BEHAVIOUR, 3),
        row("passwords", appcmd("list apppool /text:*"), BEHAVIOUR, 3),
        row("list by a cmdlet", script("Get-WebGlobalModule"), BEHAVIOUR, 3),
        row("uninstalled", appcmd("uninstall module X"), BEHAVIOUR, 6),
        row("deleted", sysmon(23, "Image", CMD, "TargetFilename", DLL), BEHAVIOUR, 6));
  }

  private static final String OWN = "%windir%\\system32\\inetsrv\\iisw3adm.dll";
  private static final String GAC_INSTALL =
      "(New-Object System.EnterpriseServices.Internal.Publish).GacInstall('C:\\x\\a.dll')";

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowOfTheTableHasItsPoints(Row row) {
    Evidence evidence = evidence(row.record());
    assertThat(evidence.stage()).isEqualTo(row.stage());
    assertThat(evidence.weight().points()).as(evidence.weight().reason()).isEqualTo(row.points());
    assertThat(evidence.weight().trust()).isEqualTo(row.trust());
    assertThat(evidence.weight().reason()).isNotBlank();
  }

  @Test
  void anyOtherChangeOfTheConfigurationWeighsNextToNothing(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("any_change.yml"),
            """
            title: Any change of the configuration
            name: any_change
            level: low
            stage: registration
            logsource: {product: windows, service: iis-configuration}
            detection: {selection: {EventID: 29}, condition: selection}
            """);
    Rule rule = RuleLibrary.folder(file, LoadMode.LENIENT).orThrow().get(0);
    EndpointEvent event = event(configuration(29, MODULES + "httpErrors/@errorMode", "", "x"));
    assertThat(Weighing.of(event, rule, null).points()).isEqualTo(2);
  }

  @Test
  void whatTheTableCallsFlagsIsNoticed() {
    assertThat(flags(appcmd("install module /name:FastCgiModule_64 /image:" + DLL)))
        .contains("mimicry");
    assertThat(flags(start("C:\\x\\\u0430ppcmd.exe", "x list sites", CMD, "CORP\\admin")))
        .contains("tool-masquerade");
    assertThat(flags(start("C:\\x\\w3wp.exe", "w3wp.exe", CMD, "CORP\\admin")))
        .contains("tool-masquerade");
    assertThat(flags(write(CMD, "C:\\Windows\\System32\\inet\u200bsrv\\x.dll")))
        .contains("unicode");
    assertThat(flags(write(CMD, "\\\\web02\\c$\\x\\x.dll"))).contains("remote");
    assertThat(
            flags(
                sysmon(
                    2,
                    "Image",
                    CMD,
                    "TargetFilename",
                    DLL,
                    "CreationUtcTime",
                    "2019-07-05 11:13:27.000",
                    "PreviousCreationUtcTime",
                    "2026-11-20 13:10:05.000")))
        .contains("timestomp");
    assertThat(
            flags(
                start(
                    "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                    // Get-WebGlobalModule
                    "powershell -enc RwBlAHQALQBXAGUAYgBHAGwAbwBiAGEAbABNAG8AZAB1AGwAZQA=",
                    W3WP,
                    "CORP\\x")))
        .contains("encoded-command");
    assertThat(flags(appcmd("install module /name:X /image:" + DLL))).isEmpty();
  }

  @Test
  void aRegistrationByAToolInDisguiseIsARegistration() {
    Evidence evidence =
        evidence(
            start(
                "C:\\x\\\u0430ppcmd.exe",
                "\u0430ppcmd.exe install module /name:X /image:" + DLL,
                CMD,
                "CORP\\admin"));
    assertThat(evidence.stage()).isEqualTo(REGISTRATION);
    assertThat(evidence.rules()).contains("iis_tool_lookalike_name", "iis_component_registration");
    assertThat(AlertScore.of(evidence, Level.HIGH)).isEqualTo(26 + 10);
  }

  private static List<String> flags(String record) {
    return evidence(record).flags();
  }

  private static Row row(String what, String record, Stage stage, int points) {
    return new Row(what, record, stage, points, 1);
  }

  private static String edited(String path) {
    return configuration(29, MODULES + path, "", "C:\\x\\a.dll");
  }

  private static String registered(String parent, String user) {
    return start(APPCMD, "appcmd.exe install module /name:X /image:" + DLL, parent, user);
  }

  private static String writeOfChild(String parent) {
    return """
    {"records":[{"time":"2026-11-20T13:13:00.478Z","category":"AdvancedHunting-DeviceFileEvents",
    "properties":{"Timestamp":"2026-11-20T13:10:06.161Z","DeviceId":"adc83b19e793491b1c6ea0fd8b46cd",
    "DeviceName":"web01.corp.example","ReportId":7,"ActionType":"FileCreated","FileName":"x.dll",
    "FolderPath":"C:\\\\Windows\\\\System32\\\\inetsrv\\\\x.dll",
    "InitiatingProcessFileName":"cmd.exe",
    "InitiatingProcessFolderPath":"c:\\\\windows\\\\system32\\\\cmd.exe",
    "InitiatingProcessParentFileName":"%s"}}]}\
    """
        .formatted(parent)
        .replace("\n", "");
  }
}
