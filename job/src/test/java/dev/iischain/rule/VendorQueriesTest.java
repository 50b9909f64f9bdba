package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Level;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the three published queries find, row by row, and the same from the records of every sensor.
 */
class VendorQueriesTest {

  private static final String W3SVC = "SYSTEM\\ControlSet001\\Services\\W3SVC\\";
  private static final String INETSRV = "C:\\Windows\\System32\\inetsrv\\";
  private static final String CMD = "C:\\Windows\\System32\\cmd.exe";
  private static final String W3WP = INETSRV + "w3wp.exe";
  private static final String DLL = "C:\\inetpub\\bin\\a.dll";
  private static final String PROFILER = "COR_ENABLE_PROFILING=1;COR_PROFILER_PATH=C:\\p\\a.dll";

  static final List<Rule> RULES =
      RuleLibrary.builtIn()
          .withPacks(Set.of("falcon-logscale", "defender-kql", "qradar-aql"))
          .orThrow();

  private static final RuleEvaluator EVALUATOR = new RuleEvaluator(RuleSet.compile(RULES));

  /**
   * What happens, and who finds it.
   *
   * @param what the key below HKLM, the value and the data; the file and its writer; or the module
   *     and the process
   * @param finders L for LogScale, S for Sentinel and Defender, Q for QRadar, and N for what QRadar
   *     returns without a label
   */
  record Row(List<String> what, String finders) {
    static Row of(String finders, String... what) {
      return new Row(List.of(what), finders);
    }
  }

  /** A row as one sensor tells it. */
  record Told(Row row, Vendor sensor, EndpointEvent event) {
    @Override
    public String toString() {
      return sensor.label() + " " + row.what() + " " + row.finders();
    }
  }

  static final List<Row> REGISTRY =
      List.of(
          // The names of values
          Row.of("LQ", W3SVC + "Parameters", "Filter DLLs", DLL),
          Row.of("LSQ", W3SVC + "Parameters", "FilterDLLs", DLL),
          Row.of("LQ", W3SVC + "Parameters", "ServiceDll", INETSRV + "iisw3adm.dll"),
          Row.of("LSQ", W3SVC + "Parameters", "ImagePath", DLL),
          Row.of("LSQ", W3SVC + "Parameters", "Path", DLL),
          Row.of("LSQ", W3SVC + "Parameters", "DLL", DLL),
          Row.of("LSQ", W3SVC + "Parameters", "Filename", DLL),
          Row.of("LQ", W3SVC + "Parameters", "InstallPath", DLL),
          Row.of("LQ", W3SVC + "Parameters", "DllFullPath", DLL),
          Row.of(
              "Q",
              "SYSTEM\\ControlSet001\\Services\\EventLog\\Application\\W3SVC-WP",
              "EventMessageFile",
              INETSRV + "iisres.dll"),
          Row.of("Q", W3SVC.substring(0, W3SVC.length() - 1), "Environment", PROFILER),
          Row.of("Q", W3SVC + "Performance", "Library", "C:\\Windows\\System32\\w3ctrs.dll"),
          Row.of("", W3SVC + "Performance", "Library", "w3ctrs"),
          // Case does not matter to anybody
          Row.of("LSQ", W3SVC.toLowerCase(Locale.ROOT) + "parameters", "path", "C:\\A.DLL"),
          // The data
          Row.of("LSQ", W3SVC + "Parameters", "Path", "C:\\a.dll,1"),
          Row.of("LQ", W3SVC + "Parameters", "Path", "C:\\a.dllx"),
          Row.of("", W3SVC + "Parameters", "Path", "C:\\a.exe"),
          Row.of("", W3SVC + "Parameters", "Path", "C:\\adll"),
          // The keys
          Row.of("LSQ", "SOFTWARE\\ISAPI Filter", "Path", DLL),
          Row.of("LSQ", "SOFTWARE\\ISAPI Extension", "Path", DLL),
          Row.of("LSQ", "SOFTWARE\\GlobalModules", "Path", DLL),
          Row.of("LSQ", "SOFTWARE\\x\\system32\\inetsrv\\y", "Path", DLL),
          Row.of("S", "SOFTWARE\\Microsoft\\IIS\\FastCGI", "Path", DLL),
          Row.of("Q", "SOFTWARE\\x\\inetsrv", "Path", DLL),
          Row.of("Q", "SOFTWARE\\x", "inetsrv", DLL),
          Row.of("", "SOFTWARE\\x", "Path", DLL),
          // Any one character, or a blank
          Row.of("L", "SOFTWARE\\ISAPI_Filter", "Path", DLL),
          Row.of("L", "SOFTWARE\\ISAPI-Filter", "Path", DLL),
          Row.of("L", "SOFTWARE\\ISAPI.Extension", "Path", DLL),
          Row.of("", "SOFTWARE\\IsapiFilters", "Path", DLL),
          Row.of("LQ", "SOFTWARE\\ISAPI Filters", "Path", DLL),
          // What only looks like the service
          Row.of("LSQ", "SOFTWARE\\W3SVC-WP", "Path", DLL),
          Row.of("LSQ", "SOFTWARE\\W3SVC_W3WP", "Path", DLL),
          Row.of("LQ", "SOFTWARE\\LogFiles\\W3SVC1", "Path", DLL),
          Row.of("LQ", "SOFTWARE\\MyGlobalModules", "Path", DLL));

  static final List<Row> WRITES =
      List.of(
          Row.of("LSQ", INETSRV + "x.dll", CMD),
          Row.of("LSQ", INETSRV.toUpperCase(Locale.ROOT) + "X.DLL", CMD),
          Row.of("LSQ", "C:\\Windows\\SysWOW64\\inetsrv\\x.dll", CMD),
          Row.of("LSQ", "C:\\inetpub\\site\\bin\\x.dll", CMD),
          Row.of("LSQ", "D:\\inetsrv\\x.dll", CMD),
          Row.of("LQ", "C:\\inetsrv_backup\\x.dll", CMD),
          Row.of("LQ", "C:\\inetpub2\\x.dll", CMD),
          Row.of("S", "D:\\iis\\x.dll", CMD),
          Row.of("", "C:\\Program Files\\IIS Express\\x.dll", CMD),
          Row.of(
              "S", "C:\\Program Files\\IIS\\Application Request Routing\\requestRouter.dll", CMD),
          // Who writes
          Row.of("S", INETSRV + "x.dll", "C:\\Users\\Public\\evilsetup.exe"),
          Row.of("S", INETSRV + "x.dll", "C:\\x\\setup.exe.bak\\w.exe"),
          Row.of("S", INETSRV + "x.dll", INETSRV + "iissetup.exe"),
          Row.of("", INETSRV + "x.dll", "C:\\Users\\Public\\setup.exe"),
          Row.of("SQ", INETSRV + "x.dll", "C:\\x\\setup_exe\\w.exe"),
          Row.of("", INETSRV + "x.dll", "C:\\Windows\\System32\\MSIEXEC.EXE"),
          Row.of("", INETSRV + "x.dll", "C:\\Windows\\System32\\pkgmgr.exe"),
          Row.of("", INETSRV + "x.dll", "C:\\Windows\\WinSxS\\amd64_example\\TiWorker.exe"),
          Row.of("", INETSRV + "x.dll", "C:\\Windows\\servicing\\TrustedInstaller.exe"),
          Row.of("N", INETSRV + "x.dll", "C:\\Windows\\System32\\wusa.exe"),
          Row.of("N", INETSRV + "x.dll", "C:\\Windows\\System32\\dism.exe"),
          Row.of("SN", INETSRV + "x.dll", "C:\\Users\\Public\\notwusa.exe"),
          Row.of("", "D:\\iis\\x.dll", "C:\\Windows\\System32\\wusa.exe"),
          Row.of("LSQ", INETSRV + "x.dll", "C:\\Windows\\System32\\Dism\\dismhost.exe"),
          // What none of them sees
          Row.of("", INETSRV + "x.tmp", CMD),
          Row.of("", INETSRV + "x.dll_", CMD),
          Row.of("", INETSRV + "config\\applicationHost.config", CMD),
          Row.of("", "C:\\Windows\\Microsoft.NET\\Framework64\\v2.0.50727\\x.dll", CMD),
          Row.of("", "C:\\ProgramData\\x.dll", CMD),
          Row.of("", "C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\x\\v4.0\\x.dll", CMD),
          Row.of("", "C:\\Program Files\\Exchange\\ClientAccess\\Owa\\auth\\x.dll", CMD));

  static final List<Row> LOADS =
      List.of(
          Row.of("LSQ", "C:\\Users\\Public\\x.dll", W3WP),
          Row.of("LSQ", "C:\\Temp\\x.dll", W3WP),
          Row.of("LSQ", "C:\\ProgramData\\x.dll", W3WP),
          Row.of("LSQ", "C:\\Windows\\Temp\\X.DLL", W3WP),
          Row.of("LSQ", "C:\\Windows\\ServiceProfiles\\s\\AppData\\Local\\x.dll", W3WP),
          Row.of("LSQ", "C:\\Windows\\System32\\config\\systemprofile\\AppData\\x.dll", W3WP),
          Row.of("LSQ", "C:\\inetpub\\temp\\apppools\\x.dll", W3WP),
          Row.of(
              "LSQ",
              "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.1-0\\MpOAV.dll",
              W3WP),
          Row.of("LSQ", "C:\\ProgramData\\x.dll", "C:\\Windows\\SysWOW64\\inetsrv\\w3wp.exe"),
          // The process
          Row.of("LSQ", "C:\\ProgramData\\x.dll", "C:\\Users\\Public\\W3WP.EXE"),
          Row.of("LQ", "C:\\ProgramData\\x.dll", "C:\\Users\\Public\\evilw3wp.exe"),
          Row.of("LQ", "C:\\ProgramData\\x.dll", "C:\\w3wp.exe_\\a.exe"),
          Row.of("", "C:\\ProgramData\\x.dll", "C:\\Users\\Public\\w3wp_exe"),
          Row.of("", "C:\\ProgramData\\x.dll", CMD),
          // The module
          Row.of(
              "",
              "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Temporary ASP.NET Files\\a.dll",
              W3WP),
          Row.of("", "C:\\ProgramData\\x.dll_", W3WP),
          Row.of("", "C:\\ProgramData\\x.ocx", W3WP),
          Row.of("", "C:\\Temporary\\x.dll", W3WP),
          Row.of("", INETSRV + "x.dll", W3WP));

  static List<Told> told() {
    List<Told> told = new ArrayList<>();
    for (Vendor sensor : VendorRecords.SENSORS) {
      for (Row row : REGISTRY) {
        List<String> what = row.what();
        EndpointEvent event = VendorRecords.registry(sensor, what.get(0), what.get(1), what.get(2));
        told.add(new Told(row, sensor, event));
      }
      for (Row row : WRITES) {
        List<String> what = row.what();
        told.add(new Told(row, sensor, VendorRecords.write(sensor, what.get(0), what.get(1))));
      }
      for (Row row : LOADS) {
        List<String> what = row.what();
        told.add(new Told(row, sensor, VendorRecords.load(sensor, what.get(0), what.get(1))));
      }
    }
    return told;
  }

  @ParameterizedTest
  @MethodSource("told")
  void isFoundByExactlyThoseQueries(Told told) {
    assertThat(told.event().source().vendor()).isEqualTo(told.sensor());
    assertThat(finders(told.event())).isEqualTo(letters(told.row().finders()));
  }

  @Test
  void everyRowIsToldByEverySensor() {
    assertThat(REGISTRY).hasSize(35).doesNotHaveDuplicates();
    assertThat(WRITES).hasSize(31).doesNotHaveDuplicates();
    assertThat(LOADS).hasSize(19).doesNotHaveDuplicates();
    assertThat(told()).hasSize(3 * (35 + 31 + 19));
    for (char finder : "LSQN".toCharArray()) {
      assertThat(told()).anyMatch(told -> told.row().finders().indexOf(finder) >= 0);
    }
  }

  @Test
  void defenderFindsEveryActionOnTheRegistry() {
    EndpointEvent deleted =
        VendorRecords.defender(
            "DeviceRegistryEvents",
            "RegistryValueDeleted",
            CMD,
            "RegistryKey",
            "HKEY_LOCAL_MACHINE\\" + W3SVC + "Parameters",
            "RegistryValueName",
            "DLL",
            "RegistryValueData",
            DLL);
    assertThat(deleted.kind()).isEqualTo(EventKind.REGISTRY_DELETE);
    assertThat(finders(deleted)).isEqualTo(letters("S"));
    EndpointEvent created =
        VendorRecords.defender(
            "DeviceRegistryEvents",
            "RegistryKeyCreated",
            CMD,
            "RegistryKey",
            "HKEY_LOCAL_MACHINE\\" + W3SVC + "Parameters");
    assertThat(created.kind()).isEqualTo(EventKind.REGISTRY_ADD);
    assertThat(finders(created)).as("it names no DLL").isEmpty();
  }

  @Test
  void defenderFindsChangesAndNoRenames() {
    String table = "DeviceFileEvents";
    String path = INETSRV + "x.dll";
    assertThat(finders(VendorRecords.file(table, "FileModified", path, CMD)))
        .isEqualTo(letters("LSQ"));
    EndpointEvent renamed = VendorRecords.file(table, "FileRenamed", path, CMD);
    assertThat(renamed.kind()).isEqualTo(EventKind.FILE_RENAME);
    assertThat(finders(renamed)).isEmpty();
    assertThat(
            finders(
                VendorRecords.falcon(
                    "NewExecutableRenamed", "TargetFileName", path, "SourceFileName", "C:\\a.tmp")))
        .isEmpty();
  }

  @Test
  void aRowWithTheFolderAloneIsJoinedWithItsName() {
    EndpointEvent event =
        VendorRecords.defender(
            "DeviceFileEvents",
            "FileCreated",
            CMD,
            "FileName",
            "x.dll",
            "FolderPath",
            "C:\\Windows\\System32\\inetsrv");
    assertThat(finders(event)).isEqualTo(letters("LSQ"));
  }

  @Test
  void ofSysmonsFileEventsQradarKnowsTheOldOne() {
    EndpointEvent event =
        VendorRecords.sysmon(29, "Image", CMD, "TargetFilename", INETSRV + "x.dll");
    assertThat(event.kind()).isEqualTo(EventKind.FILE_EVENT);
    assertThat(finders(event)).isEqualTo(letters("LS"));
  }

  @Test
  void rolesOfAFalconLoadAreReadWhicheverWayTheyAreTold() {
    assertThat(
            finders(
                VendorRecords.falcon(
                    "ClassifiedModuleLoad",
                    "TargetImageFileName",
                    "C:\\ProgramData\\x.dll",
                    "ImageFileName",
                    W3WP)))
        .isEqualTo(letters("LSQ"));
    assertThat(
            finders(
                VendorRecords.falcon(
                    "ClassifiedModuleLoad",
                    "ModuleObjectName",
                    "C:\\ProgramData\\x.dll",
                    "ImageFileName",
                    W3WP)))
        .as("as the query spells it")
        .isEqualTo(letters("LSQ"));
  }

  @Test
  void aMatchAloneIsNoAlertByDefault() {
    assertThat(RULES).hasSize(10);
    assertThat(RULES)
        .allSatisfy(
            rule -> {
              assertThat(rule.level()).isLessThan(Level.MEDIUM);
              assertThat(rule.evidenceOnly()).as("a lower threshold shows it").isFalse();
            });
  }

  @Test
  void everyRuleKeepsWhatItsPublisherCallsIt() {
    assertThat(RULES)
        .allSatisfy(
            rule ->
                assertThat(rule.reference().vendorSeverity())
                    .as(rule.name())
                    .isEqualTo(
                        switch (rule.reference().pack()) {
                          case "defender-kql" -> Level.CRITICAL;
                          case "qradar-aql" -> Level.HIGH;
                          default -> null;
                        }));
  }

  @Test
  void everyRuleSaysWhatItFindsAndMisses() {
    assertThat(RULES)
        .allSatisfy(
            rule -> {
              assertThat(rule.conditionText()).startsWith("all of selection_*");
              assertThat(rule.description()).isNotBlank();
              assertThat(rule.knownGaps()).isNotEmpty();
              assertThat(rule.falsePositives()).isNotEmpty();
              assertThat(rule.techniques()).containsExactly("T1505.004");
              assertThat(rule.sources()).contains(Vendor.FALCON, Vendor.DEFENDER, Vendor.SYSMON);
            });
  }

  @Test
  void onlyTrueWorkersLoadForAChain() {
    assertThat(RULES)
        .allSatisfy(
            rule ->
                assertThat(rule.stage())
                    .as(rule.name())
                    .isEqualTo(
                        switch (rule.kinds().iterator().next()) {
                          case FILE_EVENT -> Stage.WRITE;
                          case IMAGE_LOAD -> null;
                          default -> Stage.REGISTRATION;
                        }));
  }

  private static Set<String> finders(EndpointEvent event) {
    List<Rule> matched = EVALUATOR.matches(event);
    Set<String> finders =
        matched.stream()
            .map(
                rule ->
                    rule.name().endsWith("_servicing")
                        ? "N"
                        : switch (rule.reference().pack()) {
                          case "falcon-logscale" -> "L";
                          case "defender-kql" -> "S";
                          default -> "Q";
                        })
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(finders).as("one rule of each").hasSameSizeAs(matched);
    return finders;
  }

  private static Set<String> letters(String finders) {
    return finders.chars().mapToObj(Character::toString).collect(Collectors.toSet());
  }
}
